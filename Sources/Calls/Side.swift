/// One of the three places that a setup touches, each with its own caller.
public enum Side: String, Hashable, Sendable, CaseIterable, Comparable, CustomStringConvertible {
    /// The EKS account: owns cluster, provider, permissions policy and role.
    case eks
    /// The SES account: owns the verified identity and its sending policy.
    case ses
    /// The cluster, reached through its API server.
    case kubernetes

    /// The side as sentences name it.
    ///
    /// Examples: `EKS account`, `cluster`.
    public var words: String {
        switch self {
        case .eks: "EKS account"
        case .ses: "SES account"
        case .kubernetes: "cluster"
        }
    }

    /// The value of `--side`: `eks`, `ses` or `kubernetes`.
    public var description: String { rawValue }

    /// Sides in the order of the plan: EKS account, SES account, cluster.
    public static func < (left: Side, right: Side) -> Bool {
        left.order < right.order
    }

    private var order: Int {
        switch self {
        case .eks: 0
        case .ses: 1
        case .kubernetes: 2
        }
    }
}
