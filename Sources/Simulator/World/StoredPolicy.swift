public import IAMPolicy

/// A policy document as a service keeps it: the text it was given, and the same parsed once.
///
/// IAM and SES keep a principal as a unique id. A role that was deleted and made again has another id, so that a
/// document which still names its ARN no longer means it. The parsed form therefore holds ids where the text has ARNs.
public struct StoredPolicy: Sendable {
    /// The document as it was put.
    public let text: String

    /// The document to decide with, its principals as unique ids.
    public let document: PolicyDocument

    /// Unique ids of the roles and users that the text names by ARN, as they were when the document was put.
    public let principalIDs: [String: String]

    /// Parses a document.
    public init(
        _ text: String, kind: PolicyKind, principalIDs: [String: String] = [:]
    ) throws(PolicyReadError) {
        self.text = text
        self.principalIDs = principalIDs
        document = try PolicyDocument.read(Self.replacing(principalIDs, in: text), kind: kind)
    }

    /// The text as the service shows it: the ARN of a principal that no longer exists gives way to its unique id.
    ///
    /// - Parameter exists: whether the role or user with a unique id still exists.
    /// - Returns: the text.
    func shown(where exists: (String) -> Bool) -> String {
        guard !principalIDs.isEmpty else { return text }
        return Self.replacing(principalIDs.filter { !exists($0.value) }, in: text)
    }

    /// Puts ids in place of quoted ARNs.
    private static func replacing(_ ids: [String: String], in text: String) -> String {
        var result = text
        for (arn, id) in ids {
            result = result.split(separator: "\"\(arn)\"", omittingEmptySubsequences: false).joined(
                separator: "\"\(id)\"")
        }
        return result
    }
}
