/// A managed policy attached to a role.
public struct AttachedPolicy: Hashable, Sendable {
    /// The policy's name.
    public var name: String
    /// The policy's ARN.
    public var arn: String

    /// Creates an attachment.
    public init(name: String, arn: String) {
        self.name = name
        self.arn = arn
    }
}
