import Digest
import HTTPClient
import Wire

/// What is wrong on the way to an API server, where the kubeconfig tells more than the transport knows.
public enum RouteProblem: Hashable, Sendable {
    /// The proxy did not let the connection through: its URL without credentials or its host and port, whether the
    /// kubeconfig names it (`proxy-url`) rather than the environment, and what it did.
    case proxy(String, isOfKubeconfig: Bool, what: String)
    /// Nobody who is believed signed the server's certificate: host, who signed it, and whether the kubeconfig names an
    /// authority, which is then the only one that is believed.
    case wrongAuthority(host: String, issuer: String?, isNamed: Bool)
    /// The server's certificate is for other names: host, the name that was wanted, and those it is for.
    case wrongName(host: String, wanted: String, names: [String])
    /// Nobody answered within so many seconds.
    case silent(host: String, seconds: Int, isConnected: Bool)

    /// Looks at a failure beside what the kubeconfig says; nil when the transport's own sentence says it all.
    init?(_ error: TransportError, server: String, request: HTTPRequest) {
        guard let target = try? HTTPTarget(server) else { return nil }
        var isOwn = false
        var own: String?
        if case .url(let url)? = request.proxy {
            isOwn = true
            own = ProxySettings.masked(url)
        }
        switch error {
        case .proxyRefused(let proxy, 0):
            // A SOCKS proxy has no statuses.
            self = .proxy(own ?? proxy, isOfKubeconfig: isOwn, what: "let no connection through")
        case .proxyRefused(let proxy, 407):
            self = .proxy(proxy, isOfKubeconfig: isOwn, what: "wants to know who asks (status 407)")
        case .proxyRefused(let proxy, let status):
            self = .proxy(proxy, isOfKubeconfig: isOwn, what: "refused the connection (status \(status))")
        case .cannotResolveProxy(let proxy):
            self = .proxy(own ?? proxy, isOfKubeconfig: isOwn, what: "has no address")
        case .refused(let host, let port) where host != target.host || port != target.port:
            // Whoever was called and is not the server stood between.
            self = .proxy("\(host) port \(port)", isOfKubeconfig: isOwn, what: "does not answer")
        case .unreachable(let host, let port, let detail) where host != target.host || port != target.port:
            self = .proxy(
                "\(host) port \(port)", isOfKubeconfig: isOwn,
                what: "cannot be reached" + (detail.isEmpty ? "" : " (\(detail))"))
        case .timedOut(.connecting, let host):
            self = .silent(host: host, seconds: Self.seconds(request.timeouts.connect), isConnected: false)
        case .timedOut(.waiting, let host):
            self = .silent(host: host, seconds: Self.seconds(request.timeouts.total), isConnected: true)
        case .tls(let problem, let host):
            self.init(problem, host: host, trust: request.trust ?? .system)
        default: return nil
        }
    }

    private init?(_ problem: TLSProblem, host: String, trust: HTTPTrust) {
        switch problem.reason {
        case .unknownAuthority, .selfSigned:
            var isNamed = false
            if case .pem = trust.roots { isNamed = true }
            self = .wrongAuthority(host: host, issuer: problem.certificate?.issuer, isNamed: isNamed)
        case .wrongHost:
            self = .wrongName(
                host: host, wanted: trust.serverName ?? host, names: problem.certificate?.names ?? [])
        default: return nil
        }
    }

    /// What happened and what to look at, for people.
    public var sentence: String {
        switch self {
        case .proxy(let proxy, let isOfKubeconfig, let what):
            let named = isOfKubeconfig ? "which the kubeconfig names as proxy-url" : "which the environment names"
            return "The proxy \(Self.safe(proxy)), \(named), \(Self.safe(what)): the API server was not reached."
        case .wrongAuthority(let host, let issuer, false):
            let signer = issuer.map { ", issued by \"\(Self.safe($0))\"," } ?? ""
            return
                "The certificate of \(Self.safe(host))\(signer) is not signed by anybody whom this computer believes, "
                + "and the kubeconfig names no certificate-authority, which clusters have of their own. aws eks "
                + "update-kubeconfig writes it."
        case .wrongAuthority(let host, let issuer, true):
            let signer = issuer.map { ", issued by \"\(Self.safe($0))\"," } ?? ""
            return "The certificate of \(Self.safe(host))\(signer) is not signed by the cluster's "
                + "certificate-authority: another server answers there, or the authority in the kubeconfig is not this "
                + "cluster's. aws eks update-kubeconfig writes the present one."
        case .wrongName(let host, let wanted, let names):
            let list = names.isEmpty ? "other names" : names.prefix(4).map(Self.safe).joined(separator: ", ")
            return "The certificate of \(Self.safe(host)) is for \(list), not for \(Self.safe(wanted)): another server "
                + "answers there, or server or tls-server-name in the kubeconfig is wrong."
        case .silent(let host, let seconds, false):
            return "No connection to \(Self.safe(host)) came about within \(seconds) seconds: a server that hangs, a "
                + "firewall, a private endpoint, a VPN that is off, or a missing proxy?"
        case .silent(let host, let seconds, true):
            return "\(Self.safe(host)) took the request and did not answer within \(seconds) seconds."
        }
    }

    private static func seconds(_ duration: Duration) -> Int { Int(duration.components.seconds) }

    private static func safe(_ text: String) -> String { TerminalText.sanitized(text, limit: 200) }
}
