/// How bad a lint's finding is.
public enum LintSeverity: String, Hashable, Sendable, Comparable, CaseIterable {
    /// Worth knowing.
    case info
    /// Works, but should be changed.
    case warning
    /// Broken or dangerous.
    case error

    /// Orders by how bad it is.
    public static func < (one: LintSeverity, other: LintSeverity) -> Bool {
        one.rank < other.rank
    }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}
