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
