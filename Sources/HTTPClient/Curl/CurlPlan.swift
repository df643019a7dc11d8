/// A request that was checked and completed: everything libcurl is told, as values.
struct CurlPlan: Sendable {
    /// What a transfer is for.
    enum Purpose: Sendable {
        /// A request and its answer.
        case exchange
        /// TLS only, believing anything, to see which certificates the server shows; nothing is sent.
        case certificates
        /// A connection, through proxy and TLS, on which the bytes are the caller's: for a WebSocket.
        case connection
    }

    let purpose: Purpose
    let request: HTTPRequest
    let target: HTTPTarget
    let trust: HTTPTrust
    /// The proxy's URL; empty for none.
    let proxy: String
    /// The request's header fields, checked, and those that every request has.
    let headers: [HTTPHeader]

    /// Requests with equal keys share the limit per host.
    var key: String { "\(target.scheme)://\(target.authority)" }

    init(
        _ request: HTTPRequest, purpose: Purpose = .exchange, configuration: CurlConfiguration
    ) throws(TransportError) {
        let target = try HTTPTarget(request.url)
        if target.scheme == "http", !Self.allowsPlain(target.host, rule: request.plainHTTP) {
            throw .plainHTTPRefused(host: target.host)
        }
        self.purpose = purpose
        self.request = request
        self.target = target
        var trust = request.trust ?? configuration.trust
        if purpose == .certificates { trust.acceptsAnyCertificate = true }
        self.trust = trust
        proxy =
            switch request.proxy ?? .settings(configuration.proxies) {
            case .none: ""
            // Go's SOCKS proxies look names up themselves, as libcurl has it with this scheme: only they may know them.
            case .url(let url): url.lowercased().hasPrefix("socks5://") ? "socks5h" + url.dropFirst(6) : url
            case .settings(let settings):
                settings.proxy(scheme: target.scheme, host: target.host, port: target.port) ?? ""
            }
        headers = try Self.headers(request, target: target, trust: trust, configuration: configuration)
    }

    /// The URL that libcurl is given; its host is the name that TLS asks for.
    var url: String {
        guard target.scheme == "https", let name = trust.serverName, !name.isEmpty else { return request.url }
        let host = name.contains(":") && !name.hasPrefix("[") ? "[\(name)]" : name
        return "https://\(host):\(target.port)\(target.pathAndQuery)"
    }

    /// Where the connection really goes when TLS asks for another name.
    var connectTo: String? {
        guard target.scheme == "https", let name = trust.serverName, !name.isEmpty else { return nil }
        let host = target.host.contains(":") ? "[\(target.host)]" : target.host
        return "::\(host):\(target.port)"
    }

    private static func allowsPlain(_ host: String, rule: PlainHTTPRule) -> Bool {
        HostKind.isLoopback(host) || rule == .loopbackAndMetadata && HostKind.isMetadata(host)
    }

    /// Header lines in libcurl's form.
    var headerLines: [String] {
        // An empty value has a form of its own; "Name:" takes a header away.
        var lines = headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        // What libcurl would add by itself.
        for name in ["Expect", "Accept", "Content-Type"] where request.header(name) == nil { lines.append("\(name):") }
        return lines
    }

    private static func headers(
        _ request: HTTPRequest, target: HTTPTarget, trust: HTTPTrust, configuration: CurlConfiguration
    ) throws(TransportError) -> [HTTPHeader] {
        guard isToken(request.method) else { throw .invalidRequest("the method is not a word") }
        var headers: [HTTPHeader] = []
        for header in request.headers {
            guard isToken(header.name) else { throw .invalidRequest("a header's name is not a word") }
            // CR and LF would start a header of the value's choosing; zeros would cut it.
            guard header.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }) else {
                throw .invalidRequest("the header \(header.name) holds control characters")
            }
            if header.isNamed("content-length") {
                guard header.value == String(request.body.count) else {
                    throw .invalidRequest("Content-Length is not the body's length")
                }
                continue
            }
            if header.isNamed("transfer-encoding") { throw .invalidRequest("Transfer-Encoding is not supported") }
            headers.append(header)
        }
        if request.header("user-agent") == nil { headers.append(HTTPHeader("User-Agent", configuration.userAgent)) }
        if trust.serverName != nil, request.header("host") == nil {
            headers.append(HTTPHeader("Host", target.authority))
        }
        return headers
    }

    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}
