/// The domains of mail and hosts, masked label by label.
///
/// The last two labels are one word, `d1.example`; the labels in front of them are kept where they tell nothing
/// (`mail`, `_amazonses`, `*`) and numbered otherwise. The number of labels stays, so that a domain above another one
/// still is above it.
struct MaskedDomains: Hashable, Sendable {
    private var roots = MaskSeries()
    private var labels = MaskSeries()

    /// Names of AWS, Kubernetes and of the tools beside them: nobody's own.
    private static let common = [
        "amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "api.aws", "amazonses.com", "amazon.com", "aws.dev",
        "ecr.aws", "sc2s.sgov.gov", "c2s.ic.gov", "kubernetes.io", "k8s.io", "eksctl.io", "cluster.local",
        "compute.internal", "ec2.internal", "terraform.io", "helm.sh", "argoproj.io", "github.com",
    ]

    /// Labels that many domains have.
    private static let plain: Set<String> = [
        "mail", "email", "smtp", "mx", "bounce", "bounces", "mailer", "news", "notify", "notifications", "send", "ses",
        "www", "api", "app", "apps", "dev", "test", "staging", "prod", "eu", "us",
    ]

    /// What stays the same from one bundle to the next.
    func remember(in memory: inout MaskMemory) {
        memory["domains"] = roots
        memory["labels"] = labels
    }

    /// Meets what was met in an earlier run.
    mutating func recall(_ memory: MaskMemory) {
        roots = memory["domains"]
        labels = memory["labels"]
    }

    /// Whether a domain is one of AWS's, Kubernetes's or a tool's.
    static func isCommon(_ domain: String) -> Bool {
        let domain = domain.lowercased()
        return common.contains { domain == $0 || domain.hasSuffix(".\($0)") }
    }

    /// How many domains there are.
    var count: Int { roots.count }

    /// Meets a domain; what is common stays itself.
    mutating func add(_ domain: String) {
        guard !Self.isCommon(domain), let (front, root) = Self.parts(domain) else { return }
        roots.add(root)
        for label in front where isMasked(label) { labels.add(label) }
    }

    /// Whether the last two labels of a domain were met.
    func knows(_ domain: String) -> Bool {
        guard !Self.isCommon(domain), let (_, root) = Self.parts(domain) else { return false }
        return roots[root] != nil || roots[root.lowercased()] != nil
    }

    /// Whether the last two labels of a domain are a mask that was given, and none of those that were met.
    func isMask(_ domain: String) -> Bool {
        guard let (_, root) = Self.parts(domain.lowercased()), root.hasPrefix("d"), root.hasSuffix(".example"),
            let number = Int(root.dropFirst().dropLast(8))
        else { return false }
        return (0...roots.count).contains(number) && roots[root] == nil
    }

    /// The mask of a domain.
    func mask(_ domain: String) -> String {
        guard !Self.isCommon(domain), let (front, root) = Self.parts(domain) else { return domain }
        let word = MaskSeries.hasCapitals(root) ? "D" : "d"
        let number = "\(word)\(roots[root] ?? 0)"
        let tail = root.utf8.contains(UInt8(ascii: ".")) ? "\(number).example" : number
        let head = front.map { label in
            guard isMasked(label) else { return label }
            return "\(MaskSeries.hasCapitals(label) ? "S" : "s")\(labels[label] ?? 0)"
        }
        return (head + [tail]).joined(separator: ".")
    }

    /// A name with the domains in it masked, as in `mail-example.com-sender`; nil where there is none.
    func maskedInside(_ name: String) -> String? {
        guard name.contains("."), name.contains("-") || name.contains("_") else { return nil }
        var result = ""
        var rest = name[...]
        var isChanged = false
        // Dashes may stand in a domain as well, so every piece that begins behind one is tried.
        while !rest.isEmpty {
            let found = roots.values.filter { rest.hasPrefix($0) }.max { $0.count < $1.count }
            if let found, rest.dropFirst(found.count).first.map({ "-_".contains($0) }) ?? true {
                result += mask(found)
                rest = rest.dropFirst(found.count)
                isChanged = true
            }
            let piece = rest.prefix { !"-_".contains($0) }
            result += piece
            rest = rest.dropFirst(piece.count)
            result += rest.prefix(1)
            rest = rest.dropFirst()
        }
        return isChanged ? result : nil
    }

    private func isMasked(_ label: String) -> Bool {
        !Self.plain.contains(label) && !label.hasPrefix("_") && !WildcardNames.isOpen(label)
            && !WildcardNames.isPattern(label)
    }

    /// The labels before the last two, and these.
    private static func parts(_ domain: String) -> (front: [String], root: String)? {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let last = labels.last, !WildcardNames.isOpen(last) else { return nil }
        return (Array(labels.dropLast(2)), labels.suffix(2).joined(separator: "."))
    }
}
