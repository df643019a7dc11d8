/// What is masked; the raw value is the word of `--mask` and of a bundle's `masked`.
public enum MaskKind: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Account IDs, and the IDs that AWS gives: of issuers, roles, requests, networks, organisations.
    case accounts
    /// Mail addresses, their domains, hosts and IP addresses.
    case addresses
    /// What people named: roles, policies, service accounts, namespaces, clusters, pods, profiles.
    case names

    /// What leaves the house without saying whose it is, while support still finds its way: accounts and addresses.
    public static let usual: Set<MaskKind> = [.accounts, .addresses]

    /// Sorts in the order of ``allCases``.
    public static func < (left: MaskKind, right: MaskKind) -> Bool { left.order < right.order }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
