/// The hosts of a `NO_PROXY` value.
///
/// The union of what curl, Python and Go accept: names with or without a leading dot or `*.` cover their subdomains, an entry
/// may carry a port, addresses may be networks (`10.0.0.0/8`), `*` covers everything.
public struct ProxyExceptions: Hashable, Sendable {
    /// The value as it was set.
    public let text: String

    private let entries: [Entry]

    /// Reads a comma- or blank-separated list; what cannot be understood covers nothing.
    public init(_ text: String) {
        self.text = text
        self.entries = text.split { $0 == "," || $0.isWhitespace }.map { Entry(String($0)) }
    }

    /// Whether the host is reached directly.
    ///
    /// - Parameters:
    ///   - host: name or address, IPv6 without brackets.
    ///   - port: the port.
    /// - Returns: true when an entry covers it.
    public func cover(host: String, port: Int) -> Bool {
        var name = host.lowercased()
        if name.hasSuffix(".") { name.removeLast() }
        let address = IPAddress(name)
        return entries.contains { entry in
            if let wanted = entry.port, wanted != port { return false }
            switch entry.kind {
            case .everything: return true
            case .network(let network, let bits): return address.map { $0.isInside(network, bits: bits) } ?? false
            case .name(let suffix):
                return address == nil && (name == suffix || name.hasSuffix("." + suffix))
            }
        }
    }

    private struct Entry: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            case everything
            case network(IPAddress, bits: Int)
            case name(String)
        }

        var kind: Kind
        var port: Int?

        init(_ text: String) {
            var text = text.lowercased()
            if text == "*" {
                kind = .everything
                return
            }
            if let slash = text.lastIndex(of: "/"), let network = IPAddress(String(text[..<slash])),
                let bits = Int(text[text.index(after: slash)...]), bits >= 0, bits <= network.bytes.count * 8
            {
                kind = .network(network, bits: bits)
                return
            }
            if IPAddress(text) == nil, let colon = text.lastIndex(of: ":"),
                let number = Int(text[text.index(after: colon)...])
            {
                port = number
                text = String(text[..<colon])
            }
            if let address = IPAddress(text) {
                kind = .network(address, bits: address.bytes.count * 8)
                return
            }
            if text.hasPrefix("*") { text.removeFirst() }
            if text.hasPrefix(".") { text.removeFirst() }
            if text.hasSuffix(".") { text.removeLast() }
            kind = .name(text)
        }
    }
}
