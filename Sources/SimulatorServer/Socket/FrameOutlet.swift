import NIOCore
import NIOWebSocket
import Simulator

/// Messages to a client as frames of WebSocket.
struct FrameOutlet: SocketOutlet {
    private let writer: NIOAsyncChannelOutboundWriter<WebSocketFrame>

    init(_ writer: NIOAsyncChannelOutboundWriter<WebSocketFrame>) {
        self.writer = writer
    }

    func send(_ message: [UInt8]) async {
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
