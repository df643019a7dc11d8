public import Wire

/// Why a policy document was refused, and where.
public struct PolicyReadError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Line and column of the complaint, both from 1.
    public let position: SourcePosition
    /// What is wrong.
    public let complaint: PolicyComplaint

    /// Makes an error.
    public init(position: SourcePosition, complaint: PolicyComplaint) {
        self.position = position
        self.complaint = complaint
    }

    /// What is wrong, in a sentence without the place.
    public var sentence: String { complaint.sentence }

    /// What IAM answers for such a document (MalformedPolicyDocument, LimitExceeded).
    public var serviceMessage: String { complaint.serviceMessage }

    /// Place and sentence: `line 3, column 18: …`.
    public var description: String { "line \(position.line), column \(position.column): \(sentence)" }
}
