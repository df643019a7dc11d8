/// What is said on a connection after it was upgraded to WebSocket.
public protocol SocketTalk: Sendable {
    /// Speaks until nothing is left to say, after which the connection closes; cancelled when the client goes.
    func speak(to client: any SocketOutlet) async

    /// Takes a binary message.
    ///
    /// - Returns: whether the talk goes on; without it the connection closes as a violation of policy.
    func hear(_ message: [UInt8], from client: any SocketOutlet) async -> Bool
}

/// The server's end of a WebSocket connection.
public protocol SocketOutlet: Sendable {
    /// Sends a binary message; nothing happens where the client is gone.
    func send(_ message: [UInt8]) async
}
