/// The names under which a server on loopback may be asked.
///
/// A page in a browser can let its own name lead to 127.0.0.1 and would then be taken for the server's own page (DNS
/// rebinding). Its requests still say whom they were meant for, so only names that nobody else can hand out are served.
public struct HostNames: Sendable, Hashable {
    /// Where the server listens.
    private let listening: String
    /// Whether the names of AWS's own endpoints are served as well, which lead here by a proxy or a hosts file.
    private let takesAWS: Bool

    /// Makes the names of a server.
    ///
    /// - Parameters:
    ///   - host: the address or name that it listens on.
    ///   - takesAWS: whether it also answers to the names of AWS's endpoints.
    init(listeningOn host: String, takesAWS: Bool = false) {
        listening = Self.name(of: host)
        self.takesAWS = takesAWS
    }

    /// Whether a request with this `Host` field is meant for the server; the port does not matter.
    func serves(_ host: String) -> Bool {
        let name = Self.name(of: host)
        return name == listening || Self.isLoopback(name) || name.hasSuffix(".localhost")
            || takesAWS && [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"].contains(where: name.hasSuffix)
    }

    /// Whether a name or address leads to this computer only, whoever resolves it: `localhost`, `::1`, `127.x.x.x`.
    public static func isLoopback(_ host: String) -> Bool {
        if ["localhost", "::1", "[::1]"].contains(host) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The name in a `Host` field: without brackets, port and the root's dot, in lower case.
    private static func name(of host: String) -> String {
        let host = host.lowercased()
        if host.hasPrefix("[") { return String(host.dropFirst().prefix { $0 != "]" }) }
        // Without brackets, more than one colon is an address and no port.
        let colons = host.filter { $0 == ":" }.count
        let name = colons == 1 ? String(host.prefix { $0 != ":" }) : host
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }
}
