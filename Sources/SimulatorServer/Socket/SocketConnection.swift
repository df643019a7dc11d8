import NIOCore
import NIOWebSocket
import Simulator

/// A connection after its upgrade: joins frames, answers pings and goodbyes, and hands messages to the talk.
struct SocketConnection {
    /// The most bytes that one message may have.
    static let messageBytes = 1 << 20
    /// For how many seconds a client may take to answer the server's goodbye.
    private static let patience = 2

    private let channel: NIOAsyncChannel<WebSocketFrame, WebSocketFrame>
    private let talk: any SocketTalk

    /// Puts the handlers of WebSocket at the end of a connection's pipeline; called on its event loop.
    init(_ channel: any Channel, talk: any SocketTalk) throws {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(WebSocketFrameEncoder())
        try pipeline.addHandler(ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: Self.messageBytes)))
        try pipeline.addHandler(WebSocketProtocolErrorHandler())
        try pipeline.addHandler(
            NIOWebSocketFrameAggregator(
                minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 256,
                maxAccumulatedFrameSize: Self.messageBytes))
        self.channel = try NIOAsyncChannel(wrappingChannelSynchronously: channel)
        self.talk = talk
    }

    /// Tells the handlers of WebSocket, and only them, that a read is over; called on the event loop.
    static func endRead(of channel: any Channel) {
        let first = try? channel.pipeline.syncOperations.context(handlerType: WebSocketFrameEncoder.self)
        first?.fireChannelReadComplete()
    }

    /// Talks until one of the two ends it; then the connection is closed.
    func run() async {
        let (talk, underlying) = (talk, channel.channel)
        try? await channel.executeThenClose { inbound, outbound in
            let client = FrameOutlet(outbound)
            let speaking = Task {
                await talk.speak(to: client)
                await client.close(.normalClosure)
                try? await Task.sleep(for: .seconds(Self.patience))
                underlying.close(promise: nil)
            }
            // What the client does wrong ends the loop as an error; the talk must end with it.
            do { try await Self.listen(inbound, client, talk) } catch {}
            speaking.cancel()
            await speaking.value
        }
    }

    private static func listen(
        _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>, _ client: FrameOutlet, _ talk: any SocketTalk
    ) async throws {
        for try await frame in inbound {
            switch frame.opcode {
            case .binary:
                guard await talk.hear(Array(frame.unmaskedData.readableBytesView), from: client) else {
                    return await client.close(.policyViolation)
                }
            case .ping: await client.write(.pong, frame.unmaskedData)
            case .connectionClose:
                var reason = frame.unmaskedData
                let code = reason.readWebSocketErrorCode() ?? .normalClosure
                return await client.close(code)
            case .text: return await client.close(.unacceptableData)
            default: break
            }
        }
    }
}
