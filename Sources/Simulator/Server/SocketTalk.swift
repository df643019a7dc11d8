import NIOCore
import NIOWebSocket

/// What is said on a connection after it was upgraded to WebSocket.
public protocol SocketTalk: Sendable {
    /// Speaks until nothing is left to say, after which the connection closes; cancelled when the client goes.
    func speak(to client: SocketOutlet) async

    /// Takes a binary message.
    ///
    /// - Returns: whether the talk goes on; without it the connection closes as a violation of policy.
    func hear(_ message: [UInt8], from client: SocketOutlet) async -> Bool
}

/// The server's end of a WebSocket connection.
public struct SocketOutlet: Sendable {
    private let writer: NIOAsyncChannelOutboundWriter<WebSocketFrame>

    init(_ writer: NIOAsyncChannelOutboundWriter<WebSocketFrame>) {
        self.writer = writer
    }

    /// Sends a binary message; nothing happens where the client is gone.
    public func send(_ message: [UInt8]) async {
        await write(.binary, ByteBuffer(bytes: message))
    }

    /// Says goodbye with a status code.
    func close(_ code: WebSocketErrorCode) async {
        var reason = ByteBuffer()
        reason.write(webSocketErrorCode: code)
        await write(.connectionClose, reason)
    }

    func write(_ opcode: WebSocketOpcode, _ data: ByteBuffer) async {
        try? await writer.write(WebSocketFrame(fin: true, opcode: opcode, data: data))
    }
}
