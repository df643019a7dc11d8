public import Calls
public import Wire

/// What CloudTrail's event history tells (`cloudtrail:LookupEvents`), newest first.
public struct TrailEvents: AnswerView, Hashable {
    /// The events.
    public let events: [TrailEvent]

    /// Reads `cloudtrail:LookupEvents`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        events = (answer["Events"]?.array ?? []).map(TrailEvent.init)
    }
}

/// One event of the history; all of it is text from outside.
public struct TrailEvent: Hashable, Sendable {
    /// When; nil where the answer does not say.
    public let time: Timestamp?
    /// The operation, for example `UpdateAssumeRolePolicy`.
    public let name: String
    /// The service, for example `iam.amazonaws.com`.
    public let source: String
    /// The name that the history shows: a user's, or that of a role's session; empty for none.
    public let username: String
    /// The caller's ARN; nil where the event does not say.
    public let caller: String?
    /// The role behind the caller's session; nil for users.
    public let callerRole: String?
    /// The error code of a call that was refused; nil where it was done.
    public let errorCode: String?
    /// The error's message.
    public let errorMessage: String?
    /// What the event is about, by the parameters that name something: `roleName`, `identity`.
    public let parameters: [String: String]
    /// The names of the resources that the history lists.
    public let resources: [String]

    init(_ value: JSONValue) {
        let event = value["CloudTrailEvent"]?.string.flatMap { try? JSONValue.parse($0) }
        time = Timestamp.optional(value["EventTime"]) ?? Timestamp.optional(event?["eventTime"])
        name = value["EventName"]?.string ?? event?["eventName"]?.string ?? ""
        source = value["EventSource"]?.string ?? event?["eventSource"]?.string ?? ""
        username = value["Username"]?.string ?? ""
        let identity = event?["userIdentity"]
        caller = identity?["arn"]?.string
        callerRole = identity?["sessionContext"]?["sessionIssuer"]?["arn"]?.string
        errorCode = event?["errorCode"]?.string
        errorMessage = event?["errorMessage"]?.string
        var parameters: [String: String] = [:]
        for member in event?["requestParameters"]?.object?.members ?? [] {
            parameters[member.key] = member.value.string
        }
        self.parameters = parameters
        resources = (value["Resources"]?.array ?? []).compactMap { $0["ResourceName"]?.string }
    }
}
