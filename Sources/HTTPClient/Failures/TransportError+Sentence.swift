import Digest
import Wire

extension TransportError {
    /// What happened and what to look at, for people.
    public var sentence: String {
        switch self {
        case .cancelled: "The request was cancelled."
        case .closed: "The request was not sent: the program is ending."
        case .invalidRequest(let reason): "The request cannot be sent: \(reason)."
        case .plainHTTPRefused(let host):
            "Plain HTTP to \(host) was refused: credentials go over HTTPS, except to this machine."
        case .cannotResolve(let host): "The name \(host) has no address: check the spelling, DNS and network."
        case .cannotResolveProxy(let proxy):
            "The proxy \(proxy) has no address: check HTTPS_PROXY and the network."
        case .refused(let host, let port): "Nothing answers at \(host) port \(port): the connection was refused."
        case .unreachable(let host, let port, let detail):
            "\(host) port \(port) cannot be reached\(detail.isEmpty ? "" : " (\(detail))")."
        case .timedOut(.connecting, let host):
            "\(host) did not answer in time: no connection. A firewall, a private endpoint or a missing proxy?"
        case .timedOut(.waiting, let host): "\(host) accepted the request but did not answer in time."
        case .timedOut(.receiving, let host): "The answer of \(host) came too slowly and was given up."
        case .tls(let problem, let host): problem.sentence(host: host)
        case .reset(let host): "\(host) broke the connection off."
        case .truncated(let host): "The answer of \(host) ended before it was complete."
        case .tooLarge(let limit): "The answer is longer than the \(limit) bytes that are accepted."
        case .notHTTP(let host): "What \(host) answered is not HTTP."
        case .notWebSocket(let problem, let host): "What \(host) sent is not a WebSocket: \(problem.reason)."
        case .proxyRefused(let proxy, 407):
            "The proxy \(proxy) wants to know who asks (407): put user and password into HTTPS_PROXY."
        case .proxyRefused(let proxy, let status): "The proxy \(proxy) refused the connection (status \(status))."
        case .unusableTrust(let detail): "A certificate file cannot be used: \(detail)."
        case .other(let code, let text): "The request failed: \(text) (libcurl \(code))."
        }
    }
}

extension TLSProblem {
    /// What is wrong with the certificate of `host`, for people.
    fileprivate func sentence(host: String) -> String {
        let issuer = certificate.map { ", issued by \"\($0.issuer)\"" } ?? ""
        switch reason {
        case .expired:
            return "The certificate of \(host)\(issuer) has expired\(expiry). Is this machine's clock right?"
        case .notYetValid:
            return "The certificate of \(host)\(issuer) is not valid yet. Is this machine's clock right?"
        case .wrongHost:
            let names = certificate.map { $0.names.prefix(4).joined(separator: ", ") } ?? ""
            let list = names.isEmpty ? "other names" : names
            return "The certificate of \(host) is for \(list): another server answered."
        case .unknownAuthority:
            return "The certificate of \(host)\(issuer) is not signed by anybody this machine believes. "
                + Self.interception
        case .selfSigned:
            return "The certificate of \(host)\(issuer) is signed by itself or its own authority. "
                + Self.interception
        case .revoked: return "The certificate of \(host)\(issuer) was withdrawn."
        case .clientCertificateRefused:
            return "\(host) refused the client certificate, or wants one and got none."
        case .handshake:
            return "TLS with \(host) failed\(detail.isEmpty ? "" : ": \(detail)"). Is it an HTTPS server?"
        }
    }

    private var expiry: String {
        guard let certificate else { return "" }
        return " on " + Timestamp(secondsSinceEpoch: certificate.validity.notAfter).iso8601.prefix(10)
    }

    private static let interception =
        "A proxy that opens TLS is likely: name its CA file in AWS_CA_BUNDLE (AWS) "
        + "or certificate-authority (kubeconfig)."
}
