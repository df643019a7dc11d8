import Wire

/// Mail addresses, domains and IP addresses.
struct MaskedAddresses: Hashable, Sendable {
    private var locals = MaskSeries()
    private var patterns = WildcardNames()
    private var domains = MaskedDomains()
    private var hosts = MaskSeries()
    /// The tokens of a domain's DKIM records, which anybody can look up.
    private var tokens = MaskSeries()
    private let leavesMasks: Bool

    init(leavesMasks: Bool) { self.leavesMasks = leavesMasks }

    /// Parts of addresses that stay readable, because a wildcard stands inside them.
    var readable: [String] { patterns.all }
    /// How many addresses there are.
    var count: Int { locals.count }
    /// How many domains there are.
    var domainCount: Int { domains.count }

    /// What stays the same from one bundle to the next.
    func remember(in memory: inout MaskMemory) {
        memory["addresses"] = locals
        memory["hosts"] = hosts
        memory["tokens"] = tokens
        domains.remember(in: &memory)
    }

    /// Meets what was met in an earlier run; what wildcards ask is judged anew.
    mutating func recall(_ memory: MaskMemory) {
        locals = memory["addresses"]
        hosts = memory["hosts"]
        tokens = memory["tokens"]
        domains.recall(memory)
    }

    /// Meets the addresses in a run, and its domain where it has to be one.
    mutating func add(_ run: String, isDomain: Bool) {
        let parts = Part.all(in: run)
        for part in parts {
            switch part {
            case .address(let local, let domain):
                guard !MaskedDomains.isCommon(domain), !isMask(domain: domain) else { continue }
                if WildcardNames.isPattern(local) {
                    patterns.add(local)
                } else if !WildcardNames.isOpen(local), !local.isEmpty {
                    locals.add(local)
                }
                domains.add(Self.withoutStar(domain).domain)
            case .text(let text):
                for host in IPv4.all(in: text) where !isMask(host: host) { hosts.add(host) }
                let domain = Self.withoutStar(text).domain
                if isDomain, !isMask(domain: domain), parts.count == 1, domain.contains("."), IPv4.all(in: text).isEmpty
                {
                    domains.add(domain)
                }
            }
        }
    }

    /// Meets a token of a DKIM record.
    mutating func addToken(_ token: String) { tokens.add(token) }

    /// Meets an address of IP version 6.
    mutating func addHost(_ host: String) {
        guard !isMask(host: host) else { return }
        hosts.add(host)
    }

    /// Whether an address is a mask that was given, and none of those that were met.
    func isMask(host: String) -> Bool {
        guard leavesMasks, hosts[host] == nil else { return false }
        return host == maskedHost(host)
            || (0...hosts.count).contains { Self.maskedIP($0) == host || maskedHost($0) == host }
    }

    /// Whether a domain is a mask that was given, and none of those that were met.
    private func isMask(domain: String) -> Bool { leavesMasks && domains.isMask(Self.withoutStar(domain).domain) }

    /// The mask of an address of IP version 6.
    func maskedHost(_ host: String) -> String { maskedHost(hosts[host] ?? 0) }

    private func maskedHost(_ number: Int) -> String { "2001:db8::\(String(number, radix: 16))" }

    /// The run with its addresses masked; nil where there is none.
    func masked(_ run: String) -> String? {
        var isChanged = false
        let text = Part.all(in: run).map { part -> String in
            switch part {
            case .address(let local, let domain):
                guard !MaskedDomains.isCommon(domain), !isMask(domain: domain) else { return "\(local)@\(domain)" }
                isChanged = true
                let (star, rest) = Self.withoutStar(domain)
                return "\(mask(local))@\(star)\(domains.mask(rest))"
            case .text(let text):
                guard let masked = maskedText(text) else { return text }
                isChanged = true
                return masked
            }
        }.joined()
        return isChanged ? text : nil
    }

    private func mask(_ local: String) -> String {
        guard !local.isEmpty, !WildcardNames.isOpen(local), !WildcardNames.isPattern(local) else { return local }
        let letter = MaskSeries.hasCapitals(local) ? "A" : "a"
        return patterns.fitted(local, "\(letter)\(locals[local] ?? 0)")
    }

    private func maskedText(_ text: String) -> String? {
        let ip = IPv4.changed(in: text) { isMask(host: $0) ? $0 : Self.maskedIP(hosts[$0] ?? 0) }
        if let ip { return ip }
        // What stands before the @ of an address that was met, with the rest left out.
        if text.last == "@", locals[String(text.dropLast())] != nil { return mask(String(text.dropLast())) + "@" }
        if let dot = text.firstIndex(of: "."), let token = tokens[String(text[..<dot])] {
            let rest = String(text[text.index(after: dot)...])
            return "token\(token)." + (maskedText(rest) ?? rest)
        }
        let (star, domain) = Self.withoutStar(text)
        let core = domain.withoutTail
        if domains.knows(core) { return star + domains.mask(core) + domain.dropFirst(core.count) }
        if let masked = domains.maskedInside(text) { return masked }
        return tokens[text].map { "token\($0)" }
    }

    /// The addresses of documentation (RFC 5737), one after the other, and then those of benchmarks (RFC 2544).
    private static func maskedIP(_ number: Int) -> String {
        switch number {
        case ..<256: return "192.0.2.\(number)"
        case ..<512: return "198.51.100.\(number - 256)"
        case ..<768: return "203.0.113.\(number - 512)"
        default: return "198.18.\((number - 768) / 256 % 256).\((number - 768) % 256)"
        }
    }

    /// A domain without a wildcard that stands before its first label without a dot: `*example.com`.
    private static func withoutStar(_ domain: String) -> (star: String, domain: String) {
        let star = domain.prefix { $0 == "*" || $0 == "?" }
        let rest = domain.dropFirst(star.count)
        return rest.hasPrefix(".") || rest.isEmpty ? ("", domain) : (String(star), String(rest))
    }

    /// An address, or what stands around addresses.
    private enum Part {
        case address(local: String, domain: String)
        case text(String)

        static func all(in run: String) -> [Part] {
            guard run.contains("@") || run.contains("%40") else { return [.text(run)] }
            var parts: [Part] = []
            var rest = run.replacing("%40", with: "@")[...]
            while let at = rest.firstIndex(of: "@") {
                let domain = rest[rest.index(after: at)...].prefix { character in
                    character.isLetter || character.isNumber || ".-*?_".contains(character)
                }
                let core = String(domain).withoutTail
                // An image's digest, a user of a host without a domain.
                guard core.contains(".") || WildcardNames.isOpen(core) else {
                    let end = rest.index(after: at)
                    parts.append(.text(String(rest[..<end])))
                    rest = rest[end...]
                    continue
                }
                parts.append(.address(local: String(rest[..<at]), domain: core))
                rest = rest[rest.index(at, offsetBy: core.count + 1)...]
            }
            return rest.isEmpty ? parts : parts + [.text(String(rest))]
        }
    }
}

/// Addresses of IP version 4, with dots, or with dashes as the names of nodes have them.
private enum IPv4 {
    /// The addresses in a text that are somebody's own.
    static func all(in text: String) -> [String] {
        var all: [String] = []
        _ = changed(in: text) { address in
            all.append(address)
            return address
        }
        return all
    }

    /// The text with its addresses changed; nil where there is none.
    static func changed(in text: String, _ change: (String) -> String) -> String? {
        if text.hasPrefix("ip-") {
            let name = text.prefix { $0 != "." }
            let numbers = name.dropFirst(3).split(separator: "-", omittingEmptySubsequences: false)
            guard isAddress(numbers) else { return nil }
            let new = change(numbers.joined(separator: ".")).replacing(".", with: "-")
            return "ip-\(new)\(text.dropFirst(name.count))"
        }
        let core = text.withoutTail
        let numbers = core.split(separator: ".", omittingEmptySubsequences: false)
        guard isAddress(numbers) else { return nil }
        return change(core) + text.dropFirst(core.count)
    }

    /// Four numbers up to 255; not what means the same for everybody: everything, this computer, the metadata service.
    private static func isAddress(_ parts: [Substring]) -> Bool {
        let numbers = parts.compactMap { part in
            part.allSatisfy { $0.isASCII && $0.isNumber } && part.count <= 3 ? Int(part) : nil
        }
        guard parts.count == 4, numbers.count == 4, numbers.allSatisfy({ $0 < 256 }) else { return false }
        return numbers[0] != 0 && numbers[0] != 127 && !(numbers[0] == 169 && numbers[1] == 254)
    }
}

extension String {
    /// The text without the dots and marks that end a sentence.
    fileprivate var withoutTail: String {
        var end = endIndex
        while end > startIndex, ".-!_".contains(self[index(before: end)]) { end = index(before: end) }
        return String(self[..<end])
    }
}
