public import Calls
public import Wire

/// What a cluster says happened to one of its objects.
public struct EventState: Hashable, Sendable {
    /// The kind of the object: `Pod`, `ReplicaSet`.
    public let kind: String
    /// The object's name.
    public let name: String
    /// The object's identity that no namesake has.
    public let uid: String
    /// Whether it is a warning.
    public let isWarning: Bool
    /// A word for programs: `FailedCreate`, `BackOff`.
    public let reason: String
    /// The words, whole and without secrets; text from outside.
    public let message: String
    /// How often it happened.
    public let count: Int
    /// When it happened last; nil where the answer does not say.
    public let last: Timestamp?

    /// An event of a list.
    public init(_ object: ObjectState) {
        let event = object.object
        kind = event["involvedObject"]?["kind"]?.string ?? ""
        name = event["involvedObject"]?["name"]?.string ?? ""
        uid = event["involvedObject"]?["uid"]?.string ?? ""
        isWarning = event["type"]?.string == "Warning"
        reason = event["reason"]?.string ?? ""
        message = Redactor().redact(event["message"]?.string ?? "")
        count = event["count"]?.int ?? 1
        last =
            Timestamp.optional(event["lastTimestamp"]) ?? Timestamp.optional(event["eventTime"])
            ?? Timestamp.optional(event["firstTimestamp"]) ?? object.created
    }
}

/// Events of a namespace.
public struct EventList: AnswerView, Hashable {
    /// The events, newest first.
    public let events: [EventState]

    /// Reads a list.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        let all = try ObjectList(answer, of: call).objects.map(EventState.init)
        events = all.sorted { left, right in
            guard let first = left.last else { return false }
            return right.last.map { first > $0 } ?? true
        }
    }
}
