/// An error answer of AWS, as facts; the service's protocol puts it on the wire.
struct AWSFault: Error, Sendable, Hashable {
    /// The error code.
    var code: String
    /// The message.
    var message: String
    /// The HTTP status.
    var status: Int

    /// Creates a fault; most are the caller's and have status 400.
    init(_ code: String, _ message: String, status: Int = 400) {
        self.code = code
        self.message = message
        self.status = status
    }

    /// A parameter that fails its model, in the words all services share.
    static func invalid(_ member: String, _ value: String?, _ constraint: String) -> AWSFault {
        let shown = value.map { "'\($0.prefix(200))'" } ?? "null"
        return AWSFault(
            "ValidationError",
            "1 validation error detected: Value \(shown) at '\(member)' failed to satisfy constraint: \(constraint)")
    }

    /// A required parameter that was not given.
    static func missing(_ member: String) -> AWSFault {
        invalid(member, nil, "Member must not be null")
    }
}
