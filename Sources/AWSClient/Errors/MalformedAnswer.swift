/// A success answer that lacks what its operation promises.
public struct MalformedAnswer: Hashable, Sendable {
    /// The call that was answered so.
    public var call: AWSCall
    /// The field that is missing or wrong, as a path in the answer: `GetRoleResult.Role.Arn`.
    public var field: String
    /// The request id, where the answer carried one.
    public var requestID: String?

    /// Creates a description of an incomplete answer.
    public init(call: AWSCall, field: String, requestID: String? = nil) {
        self.call = call
        self.field = field
        self.requestID = requestID
    }
}
