/// One whole answer.
public struct HTTPResponse: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The status code, 100 to 999; redirects are answers like any other.
    public var status: Int
    /// Header fields in the order received, duplicates kept.
    public var headers: [HTTPHeader]
    /// The body.
    public var body: [UInt8]
    /// From handing the request over to the last byte.
    public var elapsed: Duration
    /// Whether a connection that was already open was used.
    public var reusedConnection: Bool

    /// An answer.
    public init(
        status: Int, headers: [HTTPHeader] = [], body: [UInt8] = [], elapsed: Duration = .zero,
        reusedConnection: Bool = false
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.elapsed = elapsed
        self.reusedConnection = reusedConnection
    }

    /// The value of the first field of that name, in whatever case.
    public func header(_ name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }

    /// The body read as UTF-8, broken sequences replaced.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// Status and length, never the body, which may hold credentials.
    public var description: String { "HTTP \(status), \(body.count) bytes" }

    /// The same as ``description``.
    public var debugDescription: String { description }
}
