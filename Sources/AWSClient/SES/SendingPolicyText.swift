/// A sending policy as SES keeps it: a name and a JSON text.
public struct SendingPolicyText: Hashable, Sendable {
    /// The name, 1 to 64 letters, digits, `-` and `_`.
    public var name: String
    /// The policy, JSON of at most 4 KB.
    public var document: String

    /// Creates a policy text.
    public init(name: String, document: String) {
        self.name = name
        self.document = document
    }
}
