import Wire

/// What people named: each name masked by its sort and a number, `role-1`.
///
/// A name is known by where it stands (an ARN, a subject, a member of an answer) and masked wherever it stands alone. A
/// plain word such as `mail` is masked only where it stands as a name does, as sentences have such words too.
struct MaskedNames: Hashable, Sendable {
    /// What has a name; the raw value is the word in its mask.
    enum Sort: String, Hashable, Sendable, CaseIterable {
        case role
        case policy
        case serviceAccount = "service-account"
        case namespace
        case cluster
        case pod
        case workload
        case node
        case user
        case session
        case configurationSet = "configuration-set"
        case profile
        case context
        case path
        case addon

        /// The words in front of such a name in sentences.
        fileprivate var words: [String] {
            switch self {
            case .serviceAccount: ["service account ", "service accounts "]
            case .configurationSet: ["configuration set "]
            case .policy: ["policy ", "policies "]
            default: ["\(rawValue) "]
            }
        }
    }

    private var series: [Sort: MaskSeries] = [:]
    private var sorts: [String: Sort] = [:]
    private var patterns = WildcardNames()

    /// Names that everybody has.
    private static let common: Set<String> = [
        "default", "kube-system", "kube-public", "kube-node-lease", "root", "aws-service-role", "service-role",
        "aws-reserved", "sso.amazonaws.com", "sesame", "eks-pod-identity-agent", "vpc-cni", "coredns", "kube-proxy",
        "cluster-admin", "token", "environment", "pod-identity-webhook",
    ]

    /// Names that stay readable, because a wildcard stands inside them.
    var readable: [String] { patterns.all }
    /// How many names there are.
    var count: Int { sorts.count }

    /// Meets a name; the first sort that it is met as gives its mask.
    mutating func add(_ name: String, _ sort: Sort) {
        if WildcardNames.isPattern(name) { return patterns.add(name) }
        // A deployment's replica sets are named after it, with a hash behind.
        if sort == .workload, let (base, _) = Self.withoutHash(name) { return add(base, sort) }
        guard !name.isEmpty, !WildcardNames.isOpen(name), !Self.common.contains(name), sorts[name] == nil,
            !name.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return }
        sorts[name] = sort
        series[sort, default: MaskSeries()].add(name)
    }

    /// Meets the names in ARNs and subjects of a text.
    mutating func add(in text: String) {
        for (mark, sort) in [
            (":role/", Sort.role), (":policy/", .policy), (":user/", .user), (":assumed-role/", .session),
            (":cluster/", .cluster), (":configuration-set/", .configurationSet),
            ("system:serviceaccount:", .namespace),
        ] {
            var rest = text[...]
            while let found = rest.firstRange(of: mark) {
                let name = rest[found.upperBound...].prefix { character in
                    character.isLetter || character.isNumber || "-_.+=,@*?/:".contains(character)
                }
                if mark != ":policy/" || !rest[..<found.lowerBound].hasSuffix(":aws") { add(parts: String(name), sort) }
                rest = rest[found.upperBound...]
            }
        }
    }

    private mutating func add(parts text: String, _ sort: Sort) {
        if sort == .namespace {
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            add(parts[0], .namespace)
            if parts.count == 2 { add(parts[1], .serviceAccount) }
            return
        }
        let name = text.split(separator: ":").first.map(String.init) ?? ""
        let parts = name.split(separator: "/").map(String.init)
        guard let last = parts.last else { return }
        if sort == .session, let role = parts.first {
            add(role, .role)
            if parts.count > 1 { add(last, .session) }
            return
        }
        for part in parts.dropLast() { add(part, .path) }
        add(last, sort)
    }

    /// The run with its name masked; nil where it is none.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - pieces: The text.
    ///   - range: Where the run stands in it.
    /// - Returns: The mask, with what ended a sentence behind it.
    func masked(_ run: String, in pieces: MaskPieces, at range: Range<Int>) -> String? {
        var core = run
        while sorts[core] == nil, let last = core.last, ".?!".contains(last) { core.removeLast() }
        guard let sort = sorts[core] else { return maskedParts(core).map { $0 + run.dropFirst(core.count) } }
        if isWord(core), !standsAsName(sort, pieces, range, core) { return nil }
        return mask(core, sort) + run.dropFirst(core.count)
    }

    /// The name of a replica set after its deployment's, or a path of members with names in it; nil where it is neither.
    private func maskedParts(_ run: String) -> String? {
        if let (base, hash) = Self.withoutHash(run), let sort = sorts[base], sort == .workload {
            return "\(mask(base, sort))-\(hash)"
        }
        guard run.contains(".") else { return nil }
        var isChanged = false
        let parts = run.split(separator: ".", omittingEmptySubsequences: false).map { part -> String in
            guard let sort = sorts[String(part)], !isWord(String(part)) || run.hasPrefix("Policies.") else {
                return String(part)
            }
            isChanged = true
            return mask(String(part), sort)
        }
        return isChanged ? parts.joined(separator: ".") : nil
    }

    /// A name and the hash behind it, written with the characters that Kubernetes takes for such.
    private static func withoutHash(_ name: String) -> (base: String, hash: String)? {
        guard let dash = name.lastIndex(of: "-"), dash > name.startIndex else { return nil }
        let hash = name[name.index(after: dash)...]
        guard (5...10).contains(hash.count), hash.allSatisfy({ "bcdfghjklmnpqrstvwxz2456789".contains($0) }) else {
            return nil
        }
        return (String(name[..<dash]), String(hash))
    }

    private func mask(_ name: String, _ sort: Sort) -> String {
        let word = MaskSeries.hasCapitals(name) ? sort.rawValue.capitalizedFirst : sort.rawValue
        return patterns.fitted(name, "\(word)-\(series[sort]?[name] ?? 0)")
    }

    private func isWord(_ name: String) -> Bool { name.allSatisfy { $0.isASCII && $0.isLowercase } }

    private func standsAsName(_ sort: Sort, _ pieces: MaskPieces, _ range: Range<Int>, _ core: String) -> Bool {
        let end = range.lowerBound + core.utf8.count
        if range.lowerBound == 0, end == pieces.bytes.count { return true }
        let marks = Set("/:\"'`".utf8)
        if range.lowerBound > 0, marks.contains(pieces.bytes[range.lowerBound - 1]) { return true }
        if end < pieces.bytes.count, marks.contains(pieces.bytes[end]) {
            // "mail: refused" is a sentence, "mail:ses-sender" are two names.
            let isSpoken = end + 1 >= pieces.bytes.count || pieces.bytes[end + 1] == UInt8(ascii: " ")
            if pieces.bytes[end] != UInt8(ascii: ":") || !isSpoken { return true }
        }
        // "Nearest: statement 1 of NAME (line 3)" is how explanations name a policy.
        if sort == .policy, pieces.stands(" of ", before: range.lowerBound),
            pieces.bytes[end...].starts(with: " (line ".utf8)
        {
            return true
        }
        return sort.words.contains { pieces.stands($0, before: range.lowerBound) }
    }
}
