/// One whole message, whatever frames it came in.
public struct WebSocketMessage: Hashable, Sendable {
    /// Its bytes.
    public var bytes: [UInt8]
    /// Whether it is a text, which then is UTF-8.
    public var isText: Bool

    /// A message.
    public init(_ bytes: [UInt8], isText: Bool = false) {
        self.bytes = bytes
        self.isText = isText
    }
}
