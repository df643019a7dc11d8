import Wire

/// What people named: each name masked by its sort and a number, `role-1`.
///
/// A name is known by where it stands (an ARN, a subject, a member of an answer) and masked wherever it stands alone. A
/// plain word such as `mail` or `Admin` is masked only where it stands as a name does, as sentences have such words too.
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
            case .configurationSet: ["configuration set ", "configuration-set-name "]
            case .policy: ["policy ", "policies ", "policy-name "]
            case .profile: ["profile ", " as ", " account "]
            case .namespace: ["namespace ", " -n "]
            case .cluster: ["cluster ", "cluster-name ", " --name "]
            case .role: ["role ", "role-name "]
            default: ["\(rawValue) "]
            }
        }

        /// The words in front of names of any sort, as one name may be of several.
        fileprivate static let allWords = allCases.flatMap(\.words)
    }

    private var series: [Sort: MaskSeries] = [:]
    private var sorts: [String: Sort] = [:]
    private var patterns = WildcardNames()
    /// Whether masks that were given already stay as they are, and names are masked inside longer ones too: where texts
    /// of sesame's own are shown, which put names together.
    private let isForTexts: Bool

    init(isForTexts: Bool = false) { self.isForTexts = isForTexts }

    /// What stays the same from one bundle to the next.
    func remember(in memory: inout MaskMemory) {
        for (sort, series) in series { memory["name.\(sort.rawValue)"] = series }
    }

    /// Meets what was met in an earlier run; what wildcards ask is judged anew.
    mutating func recall(_ memory: MaskMemory) {
        for sort in Sort.allCases {
            let known = memory["name.\(sort.rawValue)"]
            guard known.count > 0 else { continue }
            series[sort] = known
            for name in known.values where sorts[name] == nil { sorts[name] = sort }
        }
    }

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
            !isMask(name), !name.utf8.allSatisfy({ (0x30...0x39).contains($0) })
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
        if sorts.isEmpty { return nil }
        let core = core(run)
        guard let sort = sorts[core] else { return nil }
        if isWord(core), !standsAsName(sort, pieces, range, core) { return nil }
        return mask(core, sort) + run.dropFirst(core.count)
    }

    /// A run without what ends a sentence behind it, unless that is part of its name.
    private func core(_ run: String) -> String {
        var core = run
        while sorts[core] == nil, let last = core.last, ".?!".contains(last) { core.removeLast() }
        return core
    }

    /// The run with the names inside it masked; nil where there is none.
    func maskedInside(_ run: String) -> String? {
        if sorts.isEmpty { return nil }
        let core = core(run)
        guard sorts[core] == nil else { return nil }
        return (maskedParts(core) ?? (isForTexts ? maskedPieces(core) : nil)).map { $0 + run.dropFirst(core.count) }
    }

    /// A name that sesame put together of others, as `mail-prod-ses-sender.bundle.json`; nil where there is none in it.
    ///
    /// Plain words in it are masked beside names that are none, and where the whole of it is names.
    private func maskedPieces(_ run: String) -> String? {
        let marks = run.indices.filter { "-_.".contains(run[$0]) }
        guard !marks.isEmpty, marks.count < 24 else { return nil }
        var parts: [(text: Substring, sort: Sort?)] = []
        var start = run.startIndex
        while start < run.endIndex {
            let ends = marks.filter { $0 > start } + [run.endIndex]
            let end = ends.last { sorts[String(run[start..<$0])] != nil }
            let name = run[start..<(end ?? ends[0])]
            parts.append((name, end.flatMap { _ in sorts[String(name)] }))
            guard name.endIndex < run.endIndex else { break }
            let next = run.index(after: name.endIndex)
            parts.append((run[name.endIndex..<next], nil))
            start = next
        }
        let stem = parts.prefix { $0.text != "." }.filter { !["-", "_"].contains($0.text) }
        let isCovered = stem.count > 1 && stem.allSatisfy { $0.sort != nil }
        guard isCovered || parts.contains(where: { $0.sort != nil && !isWord(String($0.text)) }) else { return nil }
        return parts.map { part in part.sort.map { mask(String(part.text), $0) } ?? String(part.text) }.joined()
    }

    /// Whether a name has the form of a mask, where masks stay as they are.
    private func isMask(_ name: String) -> Bool {
        guard isForTexts, let dash = name.lastIndex(of: "-"), dash < name.endIndex else { return false }
        let number = name[name.index(after: dash)...]
        return !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
            && Sort(rawValue: name[..<dash].lowercased()) != nil
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

    private func isWord(_ name: String) -> Bool { name.allSatisfy { $0.isASCII && $0.isLetter } }

    private func standsAsName(_ sort: Sort, _ pieces: MaskPieces, _ range: Range<Int>, _ core: String) -> Bool {
        let end = range.lowerBound + core.utf8.count
        if range.lowerBound == 0, end == pieces.bytes.count { return true }
        let marks = Set("/:=\"'`".utf8)
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
        if Sort.allWords.contains(where: { pieces.stands($0, before: range.lowerBound) }) { return true }
        // "mail/ses-sender in prod" names a cluster, "111122223333 admin" whose credentials they are.
        switch sort {
        case .cluster, .context:
            return pieces.stands(" in ", before: range.lowerBound)
                && pieces.run(before: range.lowerBound - 4).map { self.standsInPath($0, pieces) } ?? false
        case .profile, .user, .role:
            let before = pieces.run(before: range.lowerBound - 1).map { pieces.bytes[$0] } ?? []
            return before.count == 12 && before.allSatisfy { (0x30...0x39).contains($0) }
        default: return false
        }
    }

    /// Whether a run is the end of `namespace/name`.
    private func standsInPath(_ run: Range<Int>, _ pieces: MaskPieces) -> Bool {
        pieces.stands("/", before: run.lowerBound)
    }
}
