/// The operations of the first version of SES.
enum SESOperations {
    /// The table of operations.
    static let table: [AWSOperation] = [
        control("VerifyEmailIdentity", SESIdentities.verifyEmail),
        control("VerifyEmailAddress", SESIdentities.verifyEmail),
        control("VerifyDomainIdentity", SESIdentities.verifyDomain),
        control("VerifyDomainDkim", SESIdentities.verifyDKIM),
        control("DeleteIdentity", SESIdentities.delete),
        control("ListIdentities", readOnly: true, SESIdentities.list),
        control("GetIdentityVerificationAttributes", readOnly: true, SESIdentities.verificationAttributes),
        control("GetIdentityDkimAttributes", readOnly: true, SESIdentities.dkimAttributes),
        control("PutIdentityPolicy", SESPolicies.put),
        control("GetIdentityPolicies", readOnly: true, SESPolicies.get),
        control("ListIdentityPolicies", readOnly: true, SESPolicies.list),
        control("DeleteIdentityPolicy", SESPolicies.delete),
        control("GetSendQuota", readOnly: true, SESAccount.sendQuota),
        control("GetSendStatistics", readOnly: true, SESAccount.sendStatistics),
        control("GetAccountSendingEnabled", readOnly: true, SESAccount.sendingEnabled),
        control("UpdateAccountSendingEnabled", SESAccount.updateSendingEnabled),
        AWSOperation("SendEmail", isLogged: false, work: SESSending.sendEmail),
        AWSOperation("SendRawEmail", isLogged: false, work: SESSending.sendRawEmail),
    ]

    private static func control(
        _ name: String, readOnly: Bool = false, _ work: @escaping AWSOperation.Work
    ) -> AWSOperation {
        AWSOperation(name, action: "ses:" + name, readOnly: readOnly, work: work)
    }
}
