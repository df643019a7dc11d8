import Wire

/// One HTTP request as it came off the wire, before anything was decoded.
///
/// Signatures are checked against exactly these bytes, so nothing here is normalised: header order, case and duplicates
/// are kept, and the target is what stood between the method and the protocol version.
public struct RawRequest: Sendable {
    /// The HTTP method, as sent.
    public var method: String

    /// The request target, byte for byte: path and query.
    public var target: String

    /// The header fields in the order they were sent.
    public var headers: [(name: String, value: String)]

    /// The body, already joined from its chunks.
    public var body: [UInt8]

    /// Whether the request came over TLS.
    public var secure: Bool

    /// The local port the request came in on.
    public var port: Int

    /// Creates a request.
    public init(
        method: String, target: String, headers: [(name: String, value: String)], body: [UInt8] = [],
        secure: Bool = false, port: Int = 0
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.secure = secure
        self.port = port
    }

    /// The first value of a header, its name compared without case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.equalsIgnoringCase(name) }?.value
    }

    /// The part of the target before the question mark.
    public var path: Substring {
        target.prefix { $0 != "?" }
    }

    /// The part of the target after the first question mark, empty without one.
    public var query: Substring {
        guard let mark = target.firstIndex(of: "?") else { return "" }
        return target[target.index(after: mark)...]
    }
}
