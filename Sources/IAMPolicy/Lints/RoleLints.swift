/// The checks L17 and L18.
enum RoleLints {
    /// The length of a session by default, in seconds.
    private static let usualDuration = 3_600

    static func all(_ facts: RoleFacts) -> [Lint] {
        var lints: [Lint] = []
        if facts.boundary == nil, facts.boundariesAreUsual == true {
            lints.append(
                Lint(
                    .boundaryMissing, "The role has no permissions boundary, unlike most roles of the account.",
                    fix: "Set the boundary that the account prescribes."))
        }
        if let duration = facts.maxSessionDuration, duration > usualDuration {
            lints.append(
                Lint(
                    .longSessions, "Sessions of the role may last \(duration) seconds.", evidence: String(duration),
                    fix: "Set the maximum session duration to \(usualDuration) seconds; credentials are renewed anyway."
                ))
        }
        return lints
    }
}

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
