/// What a WebSocket accepts, and for how long it waits.
public struct WebSocketLimits: Hashable, Sendable {
    /// The longest frame, in bytes.
    public var frame: Int
    /// The longest message, in bytes.
    public var message: Int
    /// How many bytes may lie unread, and as many unsent, before the other side, or the sender, has to wait.
    public var queue: Int
    /// After how long without a byte the server is asked for a sign of life (ping).
    public var ping: Duration
    /// After how long without a byte, answers to pings included, the connection counts as dead.
    public var idle: Duration
    /// How long the server may take to answer the opening, from the beginning of the connection.
    public var opening: Duration

    /// Limits.
    public init(
        frame: Int = 1 << 20, message: Int = 4 << 20, queue: Int = 1 << 18, ping: Duration = .seconds(15),
        idle: Duration = .seconds(60), opening: Duration = .seconds(30)
    ) {
        self.frame = frame
        self.message = message
        self.queue = queue
        self.ping = ping
        self.idle = idle
        self.opening = opening
    }
}
