import Wire

/// SES by both of its APIs, which share one state: `ses` of 2010-12-01 and `sesv2` of 2019-09-27.
extension Operation {
    static let ses = identities + account + sending

    // MARK: Identities

    /// Status, sending policies and default configuration set of an identity.
    public static let getEmailIdentity = Operation(
        .sesv2, "GetEmailIdentity", .read,
        .rest(method: "GET", path: ["v2", "email", "identities", "{EmailIdentity}"]),
        input: [.must("EmailIdentity")], keeps: .structure(identity), on: .identity)

    /// The identities of the account in one region.
    public static let listEmailIdentities = Operation(
        .sesv2, "ListEmailIdentities", .read, .rest(method: "GET", path: ["v2", "email", "identities"]),
        keeps: .structure([
            .may(
                "EmailIdentities",
                .list(
                    .structure([
                        .may("IdentityType"), .may("IdentityName"), .may("SendingEnabled", .bool),
                        .may("VerificationStatus"),
                    ])))
        ]), pages: .token(name: "NextToken", list: "EmailIdentities", size: .init("PageSize", 1000)))

    /// Makes an identity; SES mails a link to an address, or waits for a domain's DNS records.
    ///
    /// Whatever answers nothing at all has made nothing that anybody could rely on.
    public static let createEmailIdentity = Operation(
        .sesv2, "CreateEmailIdentity", .write, .rest(method: "POST", path: ["v2", "email", "identities"]),
        input: [.must("EmailIdentity"), .may("Tags", .tags)],
        keeps: .structure([
            .may("IdentityType"), .must("VerifiedForSendingStatus", .bool), .may("DkimAttributes", dkim),
        ]),
        actions: [Action("ses:CreateEmailIdentity"), Action("ses:TagResource", with: "Tags")], on: .identity,
        implies: { call, answer in
            guard let name = call["EmailIdentity"] else { return [] }
            return [(.getEmailIdentity(name, call.side, in: call.region), answer)]
        })

    /// Mails a new verification link to an address; links are good for 24 hours.
    ///
    /// It works for addresses that wait for verification as well, which is how a lost mail is sent again.
    public static let verifyEmailIdentity = Operation(
        .ses, "VerifyEmailIdentity", .writeEachTime, input: [.must("EmailAddress")], isVisible: false)

    /// Adds or replaces a sending policy.
    public static let putIdentityPolicy = Operation(
        .ses, "PutIdentityPolicy", .write,
        input: [.must("Identity"), .must("PolicyName"), .must("Policy", .document(.compact))],
        misses: .principalInSES)

    /// Removes a sending policy; one that does not exist is no error.
    public static let deleteIdentityPolicy = Operation(
        .ses, "DeleteIdentityPolicy", .write, input: [.must("Identity"), .must("PolicyName")], removes: true)

    private static let dkim = Shape.structure([
        .may("SigningEnabled", .bool), .may("Status"), .may("Tokens", .list(.text)), .may("SigningHostedZone"),
        .may("SigningAttributesOrigin"),
    ])

    private static let identity: [Shape.Member] = [
        .may("IdentityType"), .may("FeedbackForwardingStatus", .bool), .may("VerifiedForSendingStatus", .bool),
        .may("DkimAttributes", dkim),
        .may(
            "MailFromAttributes",
            .structure([.may("MailFromDomain"), .may("MailFromDomainStatus"), .may("BehaviorOnMxFailure")])),
        .may("Policies", .map(.text)), .may("Tags", .tags), .may("ConfigurationSetName"), .may("VerificationStatus"),
        .may(
            "VerificationInfo",
            .structure([
                .may("ErrorType"), .may("LastCheckedTimestamp", .time), .may("LastSuccessTimestamp", .time),
            ])),
    ]

    private static let identities = [
        getEmailIdentity, listEmailIdentities, createEmailIdentity, verifyEmailIdentity, putIdentityPolicy,
        deleteIdentityPolicy,
    ]

    // MARK: The account

    /// Sandbox or production, quota, health; per region.
    public static let getAccount = Operation(
        .sesv2, "GetAccount", .read, .rest(method: "GET", path: ["v2", "email", "account"]),
        keeps: .structure([
            .may("DedicatedIpAutoWarmupEnabled", .bool), .may("EnforcementStatus"),
            .must("ProductionAccessEnabled", .bool),
            .may(
                "SendQuota",
                .structure([
                    .may("Max24HourSend", .number), .may("MaxSendRate", .number), .may("SentLast24Hours", .number),
                ])), .may("SendingEnabled", .bool),
            .may(
                "SuppressionAttributes",
                .structure([.may("SuppressedReasons", .list(.text)), .may("ValidationAttributes", validation)])),
            .may("Details", .structure([.may("ReviewDetails", .structure([.may("Status"), .may("CaseId")]))])),
        ]))

    /// Whether SES keeps mail from an address.
    public static let getSuppressedDestination = Operation(
        .sesv2, "GetSuppressedDestination", .read,
        .rest(method: "GET", path: ["v2", "email", "suppression", "addresses", "{EmailAddress}"]),
        input: [.must("EmailAddress")],
        keeps: .structure([
            .must(
                "SuppressedDestination",
                .structure([.may("EmailAddress"), .must("Reason"), .may("LastUpdateTime", .time)]))
        ]))

    /// Whether mail that goes through a configuration set leaves, and how.
    public static let getConfigurationSet = Operation(
        .sesv2, "GetConfigurationSet", .read,
        .rest(method: "GET", path: ["v2", "email", "configuration-sets", "{ConfigurationSetName}"]),
        input: [.must("ConfigurationSetName")],
        keeps: .structure([
            .may("ConfigurationSetName"), .may("SendingOptions", .structure([.may("SendingEnabled", .bool)])),
            .may(
                "SuppressionOptions",
                .structure([.may("SuppressedReasons", .list(.text)), .may("ValidationOptions", validation)])),
            .may("ReputationOptions", .structure([.may("ReputationMetricsEnabled", .bool)])),
            .may("DeliveryOptions", .structure([.may("TlsPolicy"), .may("SendingPoolName")])), .may("Tags", .tags),
        ]), on: "arn:{partition}:ses:{region}:{account}:configuration-set/{ConfigurationSetName}")

    /// Auto Validation: mail to addresses that SES holds for dead is accepted and never sent.
    private static let validation = Shape.structure([
        .may("ConditionThreshold", .structure([.may("ConditionThresholdEnabled")]))
    ])

    private static let account = [getAccount, getSuppressedDestination, getConfigurationSet]

    // MARK: Sending

    /// Sends a mail as the guide's command does, with the source ARN of another account's identity.
    public static let sendEmail = Operation(
        .ses, "SendEmail", .writeEachTime,
        input: [
            .must("Source", option: "from"), .must("Destination", .structure([.may("ToAddresses", .list(.text))])),
            .must(
                "Message",
                .structure([.must("Subject", content), .must("Body", .structure([.may("Text", content)]))])),
            .may("SourceArn"), .may("ConfigurationSetName"),
        ], keeps: .structure([.must("MessageId")]), on: "arn:{partition}:ses:{region}:{account}:identity/{Source}",
        isVisible: false)

    private static let content = Shape.structure([.must("Data"), .may("Charset")])

    private static let sending = [sendEmail]
}
