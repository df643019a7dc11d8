import Wire

/// CloudTrail, API of 2013-11-01: who changed what in the last 90 days, in one region; AWS allows two look-ups per
/// second.
extension Operation {
    /// The newest events that one attribute fits; sending is never among them, as SES's sends are data events.
    ///
    /// Of an event's own document only names, times and errors are kept: its parameters may hold whole policies, and its
    /// caller's key id is nobody's business.
    public static let lookupEvents = Operation(
        .cloudtrail, "LookupEvents", .read,
        .json(target: "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101"),
        input: [
            .may("LookupAttributes", .list(.structure([.must("AttributeKey"), .must("AttributeValue")]))),
            .may("StartTime", .time), .may("EndTime", .time), .may("MaxResults", .integer),
        ],
        keeps: .structure([
            .may(
                "Events",
                .list(
                    .structure([
                        .may("EventId"), .may("EventName"), .may("ReadOnly"), .may("EventTime", .time),
                        .may("EventSource"), .may("Username"),
                        .may("Resources", .list(.structure([.may("ResourceType"), .may("ResourceName")]))),
                        .may("CloudTrailEvent", .embedded(event)),
                    ])))
        ]), pages: .newest(name: "NextToken"))

    private static let event = Shape.structure([
        .may("eventTime"), .may("eventSource"), .may("eventName"), .may("awsRegion"), .may("errorCode"),
        .may("errorMessage"), .may("recipientAccountId"), .may("userIdentity", identity),
        .may("requestParameters", .structure(parameters.map { .may($0) })),
    ])

    private static let identity = Shape.structure([
        .may("type"), .may("arn"), .may("accountId"), .may("userName"), .may("invokedBy"), .may("identityProvider"),
        .may(
            "sessionContext",
            .structure([.may("sessionIssuer", .structure([.may("type"), .may("arn"), .may("userName")]))])),
    ])

    /// What names the thing that an event is about: no documents, no tokens.
    private static let parameters = [
        "roleName", "roleArn", "roleSessionName", "policyName", "policyArn", "versionId", "permissionsBoundary",
        "openIDConnectProviderArn", "url", "clientID", "identity", "emailIdentity", "emailAddress",
        "configurationSetName", "name", "clusterName", "namespace", "serviceAccount", "associationId", "principalArn",
    ]

    static let cloudTrail = [lookupEvents]
}
