/// What is known of the role beyond its documents.
public struct RoleFacts: Hashable, Sendable {
    /// The ARN of its permissions boundary; nil when it has none.
    public var boundary: String?
    /// Whether the account's roles usually have a boundary; nil when unknown.
    public var boundariesAreUsual: Bool?
    /// How long its sessions may last, in seconds; nil when unknown.
    public var maxSessionDuration: Int?

    /// Gathers facts.
    public init(boundary: String? = nil, boundariesAreUsual: Bool? = nil, maxSessionDuration: Int? = nil) {
        self.boundary = boundary
        self.boundariesAreUsual = boundariesAreUsual
        self.maxSessionDuration = maxSessionDuration
    }
}
