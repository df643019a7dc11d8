import Wire

/// What a face answers: an HTTP response, and how the connection should misbehave while it is sent.
public struct RawResponse: Sendable {
    /// What the server does to the connection instead of simply answering.
    public enum Fault: Sendable, Hashable {
        /// Close the connection without a byte of an answer.
        case close
        /// Send this many bytes of the body, although the length promised more, then close.
        case truncate(after: Int)
        /// Never answer, until the client gives up.
        case hang
    }

    /// The HTTP status code.
    public var status: Int

    /// The header fields in the order they are sent; `content-length` is added by the server.
    public var headers: [(name: String, value: String)]

    /// The body.
    public var body: [UInt8]

    /// A deliberate misbehaviour, nil for an honest answer.
    public var fault: Fault?

    /// How long the server waits before it answers.
    public var delay: Duration

    /// Creates a response.
    public init(
        status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = [], fault: Fault? = nil,
        delay: Duration = .zero
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.fault = fault
        self.delay = delay
    }

    /// The part of the body that is sent: all of it, or as much as a fault leaves.
    public var sentBody: [UInt8] {
        guard case .truncate(let count)? = fault else { return body }
        return Array(body.prefix(max(0, count)))
    }

    /// The first value of a header, its name compared without case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.equalsIgnoringCase(name) }?.value
    }
}
