import Wire

/// Stand-ins for accounts, addresses and names: the same value has the same mask everywhere.
///
/// What is to be masked is met first (``meet(_:)-(String)``), then masked; what was never met has the number 0. Masks
/// have the form of their values: an account has 12 digits, an issuer's ID 32, a role's begins with `AROA`, a domain
/// above another one stays above it; blanks, case, schemes and wildcards stay. A policy therefore judges masked requests
/// as it judges the real ones.
///
/// Words of AWS, of Kubernetes and of sesame, regions and names that everybody has are no secrets and stay.
public struct Masks: Hashable, Sendable {
    /// What is masked.
    public let kinds: Set<MaskKind>

    /// Whether masks that were given already stay as they are, where they are met again; else they are values like
    /// others.
    public let leavesMasks: Bool

    private var ids: MaskedIDs
    private var addresses: MaskedAddresses
    private var names: MaskedNames
    private var certificates = MaskSeries()

    /// Masks that have met nothing yet.
    ///
    /// - Parameters:
    ///   - kinds: What is masked.
    ///   - leavesMasks: Whether masks that were given already stay as they are, as where texts pass twice.
    ///   - memory: What was met earlier: each value keeps its number.
    public init(
        _ kinds: Set<MaskKind> = MaskKind.usual, leavesMasks: Bool = false,
        remembering memory: MaskMemory = MaskMemory()
    ) {
        self.kinds = kinds
        self.leavesMasks = leavesMasks
        ids = MaskedIDs(leavesMasks: leavesMasks)
        addresses = MaskedAddresses(leavesMasks: leavesMasks)
        names = MaskedNames(isForTexts: leavesMasks)
        ids.recall(memory)
        addresses.recall(memory)
        names.recall(memory)
        certificates = memory["certificates"]
    }

    /// What has to be known for the same masks in a later run.
    ///
    /// It is as secret as what is masked: it undoes the masks.
    public var memory: MaskMemory {
        var memory = MaskMemory()
        ids.remember(in: &memory)
        addresses.remember(in: &memory)
        names.remember(in: &memory)
        memory["certificates"] = certificates
        return memory
    }

    /// Parts of addresses and names that stay readable: a wildcard stands inside them, and other letters would be judged
    /// otherwise.
    public var readable: [String] {
        (kinds.contains(.addresses) ? addresses.readable : []) + (kinds.contains(.names) ? names.readable : [])
    }

    /// How many accounts, addresses or names were met.
    public func count(of kind: MaskKind) -> Int {
        switch kind {
        case .accounts: ids.accountCount
        case .addresses: addresses.count
        case .names: names.count
        }
    }

    /// How many domains were met.
    public var domainCount: Int { addresses.domainCount }

    // MARK: Text

    /// Meets the values in a text.
    public mutating func meet(_ text: String) {
        let pieces = MaskPieces(text)
        for range in pieces.runs {
            let run = String(decoding: pieces.bytes[range], as: UTF8.self)
            addresses.add(run, isDomain: Self.marks.contains { pieces.stands($0, before: range.lowerBound) })
            ids.add(run, isIssuer: pieces.stands("/id/", before: range.lowerBound))
        }
        if let address = IPv6.address(in: text) { addresses.addHost(address) }
        if kinds.contains(.names) { names.add(in: text) }
    }

    /// What stands before a domain or a host.
    private static let marks = ["identity/", "oidc-provider/", "://"]

    /// A text with its values masked.
    public func masked(_ text: String) -> String { masked(text, withNames: true) }

    /// A text with its values masked, names only where they may stand in it.
    func masked(_ text: String, withNames: Bool) -> String {
        if kinds.isEmpty { return text }
        if kinds.contains(.addresses), let address = IPv6.address(in: text) {
            return (addresses.isMask(host: address) ? address : addresses.maskedHost(address))
                + text.dropFirst(address.count)
        }
        let pieces = MaskPieces(text)
        return pieces.changed { run, range in
            // Whose home folder a file lies in.
            if ["/home/", "/Users/"].contains(where: { pieces.stands($0, before: range.lowerBound) }) { return "user" }
            if withNames, kinds.contains(.names), let masked = names.masked(run, in: pieces, at: range) {
                return masked
            }
            if kinds.contains(.addresses), let masked = addresses.masked(run) { return masked }
            let isIssuer = pieces.stands("/id/", before: range.lowerBound)
            guard kinds.contains(.accounts) else {
                return withNames && kinds.contains(.names) ? names.maskedInside(run) : nil
            }
            let hasNames = withNames && kinds.contains(.names)
            // What ends a name of sesame's own is known by how that begins.
            if hasNames, run.hasPrefix("sesame-"), let masked = ids.masked(run) {
                return names.maskedInside(masked) ?? masked
            }
            if hasNames, let masked = names.maskedInside(run) {
                return ids.masked(masked, isIssuer: isIssuer) ?? masked
            }
            return ids.masked(run, isIssuer: isIssuer)
        }
    }

    // MARK: Names and domains that a text does not show as such

    /// Meets a domain, or an address.
    mutating func meet(domain: String) {
        for run in MaskPieces(domain).runs.map({ String(decoding: Array(domain.utf8)[$0], as: UTF8.self) }) {
            addresses.add(run, isDomain: true)
        }
    }

    /// Meets the name of a cluster.
    public mutating func meet(cluster: String) { meet(cluster, .cluster) }

    /// Meets the name of a role.
    public mutating func meet(role: String) { meet(role, .role) }

    /// Meets namespace and name of a service account: `default/ses-sender`.
    public mutating func meet(serviceAccount path: String) {
        let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return }
        meet(parts[0], .namespace)
        meet(parts[1], .serviceAccount)
    }

    /// Meets namespace and name of a pod.
    public mutating func meet(pod path: String) {
        let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return }
        meet(parts[0], .namespace)
        meet(parts[1], .pod)
    }

    /// Meets the name of a profile.
    public mutating func meet(profile: String) { meet(profile, .profile) }

    /// Meets the name of a kubeconfig's context, which many call as its cluster.
    public mutating func meet(context: String) { meet(context, .cluster) }

    /// Meets a name of a sort.
    mutating func meet(_ name: String, _ sort: MaskedNames.Sort) { if kinds.contains(.names) { names.add(name, sort) } }

    /// Meets a token of a DKIM record.
    mutating func meet(token: String) { addresses.addToken(token) }

    /// Meets certificates, as text.
    mutating func meet(certificates text: String) { certificates.add(text) }

    /// What stands for certificates, which name their cluster to everybody who has seen it.
    func masked(certificates text: String) -> String { "certificates \(certificates[text] ?? 0)\n" }

    /// The mask of an account.
    public func account(_ id: String) -> String { kinds.contains(.accounts) ? ids.account(id) : id }
}

/// An address of IP version 6, alone or with the length of its network.
private enum IPv6 {
    /// The address that a text is; nil where it is none, or everybody's.
    static func address(in text: String) -> String? {
        let address = text.prefix { $0 != "/" }
        let groups = address.split(separator: ":", omittingEmptySubsequences: false)
        let isHex = groups.allSatisfy { $0.utf8.count <= 4 && $0.utf8.allSatisfy { Hex.value(of: $0) != nil } }
        let isWhole = address.contains("::") || groups.count == 8
        let filled = groups.filter { !$0.isEmpty }
        guard isHex, isWhole, groups.count >= 3, groups.count <= 9, filled.count >= 2 else { return nil }
        return String(address)
    }
}
