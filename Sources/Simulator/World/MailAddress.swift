import Wire

/// An address in a mail header as SES reads it: an optional display name, a local part, a domain.
struct MailAddress: Hashable, Sendable {
    /// The name before the angle brackets, empty without one.
    let displayName: String
    /// The part before the at sign, as typed.
    let local: String
    /// The part after it, in lower case.
    let domain: String

    /// What SES complains about.
    enum Problem: Error, Sendable {
        case missingDomain
        case illegal(String)

        /// The sentence SES answers.
        var message: String {
            switch self {
            case .missingDomain: "Missing final '@domain'"
            case .illegal(let text): "Illegal address: \(text)"
            }
        }
    }

    /// Reads `Name <local@domain>` or `local@domain`.
    init(_ text: String) throws(Problem) {
        var name = ""
        var address = text.trimmingBlanksAndLineEnds
        if address.hasSuffix(">"), let open = address.lastIndex(of: "<") {
            name = String(address[..<open]).trimmingBlanksAndLineEnds
            if name.count >= 2, name.hasPrefix("\""), name.hasSuffix("\"") {
                name = String(name.dropFirst().dropLast())
            }
            address = String(address[address.index(after: open)...].dropLast())
        }
        guard let at = address.lastIndex(of: "@") else { throw .missingDomain }
        let (local, domain) = (address[..<at], address[address.index(after: at)...])
        guard !domain.isEmpty else { throw .missingDomain }
        let fits = !local.isEmpty && local.utf8.count <= 64 && domain.utf8.count <= 255
        let forbidden: (UInt8) -> Bool = { $0 <= 0x20 || $0 >= 0x7F || $0 == 0x3C || $0 == 0x3E || $0 == 0x2C }
        guard fits, !address.utf8.contains(where: forbidden), !domain.contains("..") else { throw .illegal(text) }
        displayName = name
        self.local = String(local)
        self.domain = domain.lowercased()
    }

    /// The address without display name.
    var text: String { local + "@" + domain }

    /// The address whose identity counts: a `+label` rides on the base address.
    var identityName: String {
        guard let plus = local.firstIndex(of: "+"), plus > local.startIndex else { return text }
        return local[..<plus] + "@" + domain
    }

    /// The domain and its parents, closest first, down to two labels.
    var domains: [String] {
        var domains: [String] = []
        var rest = domain[...]
        while rest.contains(".") {
            domains.append(String(rest))
            guard let dot = rest.firstIndex(of: ".") else { break }
            rest = rest[rest.index(after: dot)...]
        }
        return domains
    }

    /// Whether it is one of the mailbox simulator's addresses.
    var isMailboxSimulator: Bool {
        guard domain == "simulator.amazonses.com" else { return false }
        let base = local.prefix { $0 != "+" }.lowercased()
        return ["success", "bounce", "complaint", "ooto", "suppressionlist"].contains(base)
    }
}
