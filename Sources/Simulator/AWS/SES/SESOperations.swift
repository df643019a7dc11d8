/// The operations of the first version of SES.
enum SESOperations {
    /// The table of operations.
    static let table: [AWSOperation] = identities + account + configurationSets + templates + sending

    private static let identities: [AWSOperation] = [
        control("VerifyEmailIdentity", SESIdentities.verifyEmail),
        control("VerifyEmailAddress", SESIdentities.verifyEmail),
        control("VerifyDomainIdentity", SESIdentities.verifyDomain),
        control("VerifyDomainDkim", SESIdentities.verifyDKIM),
        control("DeleteIdentity", SESIdentities.delete),
        control("ListIdentities", readOnly: true, SESIdentities.list),
        control("GetIdentityVerificationAttributes", readOnly: true, SESIdentities.verificationAttributes),
        control("GetIdentityDkimAttributes", readOnly: true, SESIdentities.dkimAttributes),
        control("SetIdentityDkimEnabled", SESNotifications.setDKIM),
        control("GetIdentityNotificationAttributes", readOnly: true, SESNotifications.attributes),
        control("SetIdentityNotificationTopic", SESNotifications.setTopic),
        control("SetIdentityHeadersInNotificationsEnabled", SESNotifications.setHeaders),
        control("SetIdentityFeedbackForwardingEnabled", SESNotifications.setForwarding),
        control("GetIdentityMailFromDomainAttributes", readOnly: true, SESNotifications.mailFrom),
        control("SetIdentityMailFromDomain", SESNotifications.setMailFrom),
        control("PutIdentityPolicy", SESPolicies.put),
        control("GetIdentityPolicies", readOnly: true, SESPolicies.get),
        control("ListIdentityPolicies", readOnly: true, SESPolicies.list),
        control("DeleteIdentityPolicy", SESPolicies.delete),
    ]

    private static let account: [AWSOperation] = [
        control("GetSendQuota", readOnly: true, SESAccount.sendQuota),
        control("GetSendStatistics", readOnly: true, SESAccount.sendStatistics),
        control("GetAccountSendingEnabled", readOnly: true, SESAccount.sendingEnabled),
        control("UpdateAccountSendingEnabled", SESAccount.updateSendingEnabled),
    ]

    private static let configurationSets: [AWSOperation] = [
        control("CreateConfigurationSet", SESConfigurationSets.create),
        control("ListConfigurationSets", readOnly: true, SESConfigurationSets.list),
        control("DescribeConfigurationSet", readOnly: true, SESConfigurationSets.describe),
        control("DeleteConfigurationSet", SESConfigurationSets.delete),
        control("UpdateConfigurationSetSendingEnabled", SESConfigurationSets.updateSending),
        control("UpdateConfigurationSetReputationMetricsEnabled", SESConfigurationSets.updateReputation),
        control("CreateConfigurationSetEventDestination", SESConfigurationSets.createEventDestination),
        control("DeleteConfigurationSetEventDestination", SESConfigurationSets.deleteEventDestination),
    ]

    private static let templates: [AWSOperation] = [
        control("CreateTemplate", SESTemplates.put),
        control("UpdateTemplate", SESTemplates.put),
        control("GetTemplate", readOnly: true, SESTemplates.get),
        control("ListTemplates", readOnly: true, SESTemplates.list),
        control("DeleteTemplate", SESTemplates.delete),
        control("TestRenderTemplate", readOnly: true, SESTemplates.render),
    ]

    private static let sending: [AWSOperation] = [
        AWSOperation("SendEmail", isLogged: false, work: SESSending.sendEmail),
        AWSOperation("SendRawEmail", isLogged: false, work: SESSending.sendRawEmail),
        AWSOperation("SendTemplatedEmail", isLogged: false, work: SESSending.sendTemplated),
        AWSOperation("SendBulkTemplatedEmail", isLogged: false, work: SESSending.sendBulk),
    ]

    private static func control(
        _ name: String, readOnly: Bool = false, _ work: @escaping AWSOperation.Work
    ) -> AWSOperation {
        AWSOperation(name, action: "ses:" + name, readOnly: readOnly, work: work)
    }
}
