import Wire

/// The operations of the second version of SES.
enum SESv2Operations {
    /// The table of operations.
    static let table: [AWSOperation] = account + identities + policies + sets + eventDestinations + templates + others

    private static let account: [AWSOperation] = [
        look("GetAccount", "GET /v2/email/account", SESv2Account.get),
        change("PutAccountDetails", "POST /v2/email/account/details", SESv2Account.putDetails),
        change("PutAccountSendingAttributes", "PUT /v2/email/account/sending", SESv2Account.putSending),
        change("PutAccountSuppressionAttributes", "PUT /v2/email/account/suppression", SESv2Account.putSuppression),
    ]

    private static let identities: [AWSOperation] = [
        change(
            "CreateEmailIdentity", "POST /v2/email/identities", on: newIdentity, tagAction: "ses:TagResource",
            SESv2Identities.create),
        look("ListEmailIdentities", "GET /v2/email/identities", SESv2Identities.list),
        look("GetEmailIdentity", "GET /v2/email/identities/{EmailIdentity}", on: identity, SESv2Identities.get),
        change(
            "DeleteEmailIdentity", "DELETE /v2/email/identities/{EmailIdentity}", on: identity, SESv2Identities.delete),
        change(
            "PutEmailIdentityDkimAttributes", "PUT /v2/email/identities/{EmailIdentity}/dkim", on: identity,
            SESv2Identities.putDKIM),
        change(
            "PutEmailIdentityFeedbackAttributes", "PUT /v2/email/identities/{EmailIdentity}/feedback", on: identity,
            SESv2Identities.putFeedback),
        change(
            "PutEmailIdentityMailFromAttributes", "PUT /v2/email/identities/{EmailIdentity}/mail-from", on: identity,
            SESv2Identities.putMailFrom),
        change(
            "PutEmailIdentityConfigurationSetAttributes",
            "PUT /v2/email/identities/{EmailIdentity}/configuration-set", on: identity,
            SESv2Identities.putConfigurationSet),
    ]

    private static let policies: [AWSOperation] = [
        look(
            "GetEmailIdentityPolicies", "GET /v2/email/identities/{EmailIdentity}/policies", on: identity,
            SESv2Policies.list),
        change(
            "CreateEmailIdentityPolicy", "POST /v2/email/identities/{EmailIdentity}/policies/{PolicyName}",
            on: identity, SESv2Policies.create),
        change(
            "UpdateEmailIdentityPolicy", "PUT /v2/email/identities/{EmailIdentity}/policies/{PolicyName}",
            on: identity, SESv2Policies.update),
        change(
            "DeleteEmailIdentityPolicy", "DELETE /v2/email/identities/{EmailIdentity}/policies/{PolicyName}",
            on: identity, SESv2Policies.delete),
    ]

    private static let sets: [AWSOperation] = [
        change(
            "CreateConfigurationSet", "POST /v2/email/configuration-sets", on: newSet, tagAction: "ses:TagResource",
            SESv2ConfigurationSets.create),
        look("ListConfigurationSets", "GET /v2/email/configuration-sets", SESv2ConfigurationSets.list),
        look("GetConfigurationSet", "GET /v2/email/configuration-sets/{Name}", on: set, SESv2ConfigurationSets.get),
        change(
            "DeleteConfigurationSet", "DELETE /v2/email/configuration-sets/{Name}", on: set,
            SESv2ConfigurationSets.delete),
        change(
            "PutConfigurationSetSendingOptions", "PUT /v2/email/configuration-sets/{Name}/sending", on: set,
            SESv2ConfigurationSets.putSending),
        change(
            "PutConfigurationSetReputationOptions", "PUT /v2/email/configuration-sets/{Name}/reputation-options",
            on: set, SESv2ConfigurationSets.putOptions("reputation-options")),
        change(
            "PutConfigurationSetTrackingOptions", "PUT /v2/email/configuration-sets/{Name}/tracking-options", on: set,
            SESv2ConfigurationSets.putOptions("tracking-options")),
        change(
            "PutConfigurationSetDeliveryOptions", "PUT /v2/email/configuration-sets/{Name}/delivery-options", on: set,
            SESv2ConfigurationSets.putOptions("delivery-options")),
        change(
            "PutConfigurationSetSuppressionOptions", "PUT /v2/email/configuration-sets/{Name}/suppression-options",
            on: set, SESv2ConfigurationSets.putOptions("suppression-options")),
    ]

    private static let eventDestinations: [AWSOperation] = [
        look(
            "GetConfigurationSetEventDestinations", "GET /v2/email/configuration-sets/{Name}/event-destinations",
            on: set, SESv2ConfigurationSets.eventDestinations),
        change(
            "CreateConfigurationSetEventDestination", "POST /v2/email/configuration-sets/{Name}/event-destinations",
            on: set, SESv2ConfigurationSets.createEventDestination),
        change(
            "UpdateConfigurationSetEventDestination",
            "PUT /v2/email/configuration-sets/{Name}/event-destinations/{EventDestinationName}", on: set,
            SESv2ConfigurationSets.updateEventDestination),
        change(
            "DeleteConfigurationSetEventDestination",
            "DELETE /v2/email/configuration-sets/{Name}/event-destinations/{EventDestinationName}", on: set,
            SESv2ConfigurationSets.deleteEventDestination),
    ]

    private static let templates: [AWSOperation] = [
        change("CreateEmailTemplate", "POST /v2/email/templates", SESv2Templates.create),
        look("ListEmailTemplates", "GET /v2/email/templates", SESv2Templates.list),
        look("GetEmailTemplate", "GET /v2/email/templates/{TemplateName}", on: template, SESv2Templates.get),
        change("UpdateEmailTemplate", "PUT /v2/email/templates/{TemplateName}", on: template, SESv2Templates.update),
        change(
            "DeleteEmailTemplate", "DELETE /v2/email/templates/{TemplateName}", on: template, SESv2Templates.delete),
        look(
            "TestRenderEmailTemplate", "POST /v2/email/templates/{TemplateName}/render", on: template,
            SESv2Templates.render),
    ]

    private static let others: [AWSOperation] = [
        AWSOperation(
            "SendEmail", isLogged: false, route: "POST /v2/email/outbound-emails", work: SESv2Sending.sendEmail),
        AWSOperation(
            "SendBulkEmail", isLogged: false, route: "POST /v2/email/outbound-bulk-emails",
            work: SESv2Sending.sendBulk),
        look(
            "GetSuppressedDestination", "GET /v2/email/suppression/addresses/{EmailAddress}", SESv2Suppression.get),
        look("ListSuppressedDestinations", "GET /v2/email/suppression/addresses", SESv2Suppression.list),
        change("PutSuppressedDestination", "PUT /v2/email/suppression/addresses", SESv2Suppression.put),
        change(
            "DeleteSuppressedDestination", "DELETE /v2/email/suppression/addresses/{EmailAddress}",
            SESv2Suppression.delete),
        look("ListTagsForResource", "GET /v2/email/tags", SESv2Tags.list),
        change("TagResource", "POST /v2/email/tags", SESv2Tags.tag),
        change("UntagResource", "DELETE /v2/email/tags", SESv2Tags.untag),
    ]

    // MARK: Which resources an operation is authorised on

    private static func everything(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] { ["*"] }

    private static func identity(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        [Names.identityARN(call.partition, call.account, call.region, call.path["EmailIdentity"] ?? "")]
    }

    private static func newIdentity(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        [Names.identityARN(call.partition, call.account, call.region, call.body["EmailIdentity"]?.string ?? "")]
    }

    private static func set(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        [Names.configurationSetARN(call.partition, call.account, call.region, call.path["Name"] ?? "")]
    }

    private static func newSet(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        [
            Names.configurationSetARN(
                call.partition, call.account, call.region, call.body["ConfigurationSetName"]?.string ?? "")
        ]
    }

    private static func template(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        ["arn:\(call.partition):ses:\(call.region):\(call.account):template/\(call.path["TemplateName"] ?? "")"]
    }

    private static func change(
        _ name: String, _ route: Route, on resources: @escaping AWSOperation.Resources = everything,
        tagAction: String? = nil, _ work: @escaping AWSOperation.Work
    ) -> AWSOperation {
        AWSOperation(name, action: "ses:" + name, on: resources, tagAction: tagAction, route: route, work: work)
    }

    private static func look(
        _ name: String, _ route: Route, on resources: @escaping AWSOperation.Resources = everything,
        _ work: @escaping AWSOperation.Work
    ) -> AWSOperation {
        AWSOperation(name, action: "ses:" + name, on: resources, readOnly: true, route: route, work: work)
    }
}
