public import IAMPolicy

/// A policy document as a service keeps it: the text it was given, and the same parsed once.
public struct StoredPolicy: Sendable {
    /// The document as it was put.
    public let text: String

    /// The document, parsed.
    public let document: PolicyDocument

    /// Unique ids of the principals that the text names by ARN, as they were when the document was put.
    ///
    /// IAM and SES keep a principal as a unique id. A role that was deleted and made again has another id, so that a
    /// document which still names its ARN no longer means it.
    public var principalIDs: [String: String]

    /// Parses a document.
    public init(_ text: String, principalIDs: [String: String] = [:]) throws(PolicyReadError) {
        self.text = text
        self.principalIDs = principalIDs
        document = try PolicyDocument.read(text)
    }
}
