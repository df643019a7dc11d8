/// A policy document under the name by which findings refer to it.
public struct NamedPolicy: Hashable, Sendable {
    /// The policy's name, for instance `ses-sender-policy`.
    public let name: String
    /// The document.
    public let document: PolicyDocument

    /// Names a document.
    public init(_ name: String, _ document: PolicyDocument) {
        self.name = name
        self.document = document
    }
}
