import COpenSSL
import NIOCore
import NIOEmbedded

@testable import SimulatorServer

/// A TLS handler in a channel without a socket and a client that talks to it.
final class TLSBench {
    /// What reaches the handlers behind TLS.
    final class Recorder: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        var bytes: [UInt8] = []
        var failures: [TLSHandler.Failure] = []
        var inputClosed = 0
        var isInactive = false

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes += Array(unwrapInboundIn(data).readableBytesView)
        }
        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            if let failure = error as? TLSHandler.Failure { failures.append(failure) }
            context.close(promise: nil)
        }
        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case ChannelEvent.inputClosed? = event as? ChannelEvent { inputClosed += 1 }
        }
        func channelInactive(context: ChannelHandlerContext) { isInactive = true }
    }

    /// The socket's half closes, which a channel without one does not know.
    final class HalfCloser: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer

        var isOutputClosed = false

        func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
            guard mode == .output else { return context.close(mode: mode, promise: promise) }
            isOutputClosed = true
            promise?.succeed()
        }
    }

    struct NoPeer: Error {}

    let channel: EmbeddedChannel
    let handler: TLSHandler
    let recorder = Recorder()
    let socket = HalfCloser()
    let peer: TLSPeer

    init(
        _ certificate: ServerCertificate? = nil, versions: ClosedRange<Int32> = TLS1_2_VERSION...TLS1_3_VERSION,
        protocols: String = "\u{02}h2\u{08}http/1.1"
    ) throws {
        handler = TLSHandler(try TLSContext(certificate ?? TestCertificate.pair()))
        guard let peer = TLSPeer(versions: versions, protocols: protocols) else { throw NoPeer() }
        self.peer = peer
        channel = EmbeddedChannel(handlers: [socket, handler, recorder])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    /// A bench whose handshake is done.
    static func connected(
        versions: ClosedRange<Int32> = TLS1_2_VERSION...TLS1_3_VERSION
    ) throws -> TLSBench {
        let bench = try TLSBench(versions: versions)
        try bench.shakeHands()
        return bench
    }

    /// Moves bytes both ways until there are none.
    func move(by step: Int = .max) throws {
        while true {
            var rest = peer.takeOutput()[...]
            let moved = !rest.isEmpty
            while !rest.isEmpty, channel.isActive {
                try channel.writeInbound(ByteBuffer(bytes: rest.prefix(step)))
                rest = rest.dropFirst(step)
            }
            guard try takeOutput() || moved else { return }
        }
    }

    /// Hands the server's bytes to the client.
    @discardableResult
    func takeOutput() throws -> Bool {
        var moved = false
        while let output = try channel.readOutbound(as: ByteBuffer.self) {
            peer.receive(Array(output.readableBytesView))
            moved = moved || output.readableBytes > 0
        }
        return moved
    }

    func shakeHands(by step: Int = .max) throws {
        for _ in 0..<4 {
            peer.shakeHands()
            try move(by: step)
        }
    }

    /// What the server says.
    func write(_ bytes: [UInt8]) throws {
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
        channel.embeddedEventLoop.run()
        try takeOutput()
    }
}
