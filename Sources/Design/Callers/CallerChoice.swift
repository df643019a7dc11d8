public import Calls

/// Whose credentials a side is asked with.
public enum CallerChoice: Hashable, Sendable {
    /// A profile of the AWS configuration.
    case profile(String)
    /// The variables of the environment.
    case environment
    /// No credentials: the part of this side becomes a hand-over to its owner.
    case handOver

    /// The choice as the list shows it.
    public var words: String {
        switch self {
        case .profile(let name): "profile \(name)"
        case .environment: "environment variables"
        case .handOver: "hand-over"
        }
    }

    /// The short name in the banner.
    public var name: String {
        switch self {
        case .profile(let name): name
        case .environment: "environment"
        case .handOver: "hand-over"
        }
    }

    /// The profile of the choice; nil for all others.
    public var profile: String? {
        if case .profile(let name) = self { name } else { nil }
    }

    /// What naming a profile, or none, chooses.
    public init(profile: String?) { self = profile.map { .profile($0) } ?? .environment }
}

extension Answers {
    /// Whose credentials the answers name for the two accounts; the environment's where they name none.
    public var callers: [Side: CallerChoice] {
        [.eks: CallerChoice(profile: eksProfile), .ses: CallerChoice(profile: sesProfile)]
    }
}
