/// One request, sent exactly as it says: no redirect is followed, no path is tidied, no header is folded.
public struct HTTPRequest: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The method, in capitals.
    public var method: String
    /// The absolute URL, percent-encoded; path and query go over the wire byte for byte.
    public var url: String
    /// Header fields in the order they are sent; `Host` and `Content-Length` are added when missing.
    public var headers: [HTTPHeader]
    /// The body; empty for none.
    public var body: [UInt8]
    /// How long to wait.
    public var timeouts: HTTPTimeouts
    /// Whom to believe; nil takes the transport's own trust.
    public var trust: HTTPTrust?
    /// The way out; nil takes the transport's own proxies.
    public var proxy: ProxyChoice?
    /// Which hosts may be spoken to without TLS.
    public var plainHTTP: PlainHTTPRule
    /// The longest body that is accepted, in bytes.
    public var responseLimit: Int
    /// Whether one send puts the request on the wire at most once.
    ///
    /// libcurl sends a request again by itself, up to five times, when a connection from its pool dies before the first
    /// byte of the answer; whether the server had read the request by then nobody knows. What writes asks for this: then
    /// such an end is ``TransportError/reset(host:)``, and whoever asked decides.
    public var sendsOnce = false
    /// Whether the request gets a connection of its own making, never one that was idle and may be dead by now.
    ///
    /// Costs a handshake. For what must not be repeated: a connection that dies under it then really died under it.
    public var wantsFreshConnection = false
    /// Hears the body of an answer that is no refusal (2xx) as it comes; nil where it is only wanted whole.
    ///
    /// It is called piece by piece, on a thread of the transport, which waits for it; the answer holds the whole of the
    /// body all the same.
    public var heard: (@Sendable ([UInt8]) -> Void)?

    /// A request.
    public init(
        method: String = "GET", url: String, headers: [HTTPHeader] = [], body: [UInt8] = [],
        timeouts: HTTPTimeouts = HTTPTimeouts(), trust: HTTPTrust? = nil, proxy: ProxyChoice? = nil,
        plainHTTP: PlainHTTPRule = .loopback, responseLimit: Int = 16 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeouts = timeouts
        self.trust = trust
        self.proxy = proxy
        self.plainHTTP = plainHTTP
        self.responseLimit = responseLimit
    }

    /// The value of the first field of that name, in whatever case.
    public func header(_ name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }

    /// Method and URL without the query, which may hold a signature.
    public var description: String {
        "\(method) \(url.prefix { $0 != "?" })"
    }

    /// The same as ``description``.
    public var debugDescription: String { description }
}

/// How long a request may take.
public struct HTTPTimeouts: Hashable, Sendable {
    /// For name look-up, connection and TLS together.
    public var connect: Duration
    /// For everything, from handing the request over to the last byte.
    public var total: Duration

    /// Limits; ten and thirty seconds unless said otherwise.
    public init(connect: Duration = .seconds(10), total: Duration = .seconds(30)) {
        self.connect = connect
        self.total = total
    }
}

/// Which hosts may be spoken to without TLS.
public enum PlainHTTPRule: Hashable, Sendable {
    /// This machine only: `localhost`, 127.0.0.0/8, ::1.
    case loopback
    /// This machine and the link-local addresses where AWS serves credentials to instances and containers:
    /// 169.254.0.0/16, fd00:ec2::254, fd00:ec2::23.
    case loopbackAndMetadata
}
