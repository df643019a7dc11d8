/// What a check of a permissions policy knows beyond the document.
public struct PermissionsFacts: Hashable, Sendable {
    /// Whether the EKS account has production access in the SES region; nil when unknown.
    public var hasProductionAccess: Bool?
    /// The receiver's address, whose identity is needed in the sandbox only; nil when unknown.
    public var receiver: String?
    /// Whether anything sends raw messages; nil when unknown.
    public var usesRawEmail: Bool?

    /// Gathers facts.
    public init(hasProductionAccess: Bool? = nil, receiver: String? = nil, usesRawEmail: Bool? = nil) {
        self.hasProductionAccess = hasProductionAccess
        self.receiver = receiver
        self.usesRawEmail = usesRawEmail
    }
}
