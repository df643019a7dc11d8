import COpenSSL
import NIOCore
import NIOEmbedded
import Testing

@testable import SimulatorServer

/// TLS without a socket, against OpenSSL's own client.
struct TLSHandlerTests {
    private static let versions = [TLS1_2_VERSION, TLS1_3_VERSION]

    @Test(arguments: versions) func `bytes go both ways`(_ version: Int32) throws {
        let bench = try TLSBench.connected(versions: version...version)
        #expect(bench.peer.version == version)
        #expect(bench.peer.protocolName == "http/1.1")
        let (question, answer) = ([UInt8](repeating: 7, count: 100_000), (0..<200_000).map { UInt8($0 & 0xFF) })
        bench.peer.write(question)
        try bench.move()
        #expect(bench.recorder.bytes == question)
        try bench.write(answer)
        #expect(bench.peer.read() == answer)
    }

    @Test(arguments: versions) func `it does not matter where records are cut`(_ version: Int32) throws {
        let bench = try TLSBench(versions: version...version)
        try bench.shakeHands(by: 1)
        bench.peer.write(Array("in single bytes".utf8))
        try bench.move(by: 1)
        #expect(bench.recorder.bytes == Array("in single bytes".utf8))
        #expect(bench.recorder.failures.isEmpty)
    }

    @Test func `a request that comes with the end of the handshake is read`() throws {
        let bench = try TLSBench(versions: TLS1_3_VERSION...TLS1_3_VERSION)
        bench.peer.shakeHands()
        try bench.move()
        #expect(bench.peer.shakeHands())
        bench.peer.write(Array("at once".utf8))
        try channelWrite(bench, bench.peer.takeOutput())
        #expect(bench.recorder.bytes == Array("at once".utf8))
    }

    @Test func `a client that offers other protocols only is served without one`() throws {
        let bench = try TLSBench(protocols: "\u{02}h2")
        try bench.shakeHands()
        #expect(bench.peer.protocolName == "")
        try bench.write([1])
        #expect(bench.peer.read() == [1])
    }

    @Test func `certificates that follow the first are sent`() throws {
        let bench = try TLSBench(TestCertificate.chain())
        try bench.shakeHands()
        #expect(bench.peer.chainLength == 2)
    }

    @Test func `TLS 1_1 is refused with an alert`() throws {
        let bench = try TLSBench(versions: TLS1_VERSION...TLS1_1_VERSION)
        bench.peer.shakeHands()
        try bench.move()
        #expect(bench.recorder.failures == [.handshake("unsupported protocol")])
        #expect(!bench.channel.isActive && bench.recorder.isInactive)
        bench.peer.shakeHands()
        #expect(bench.peer.refusals == ["tlsv1 alert protocol version"])
    }

    @Test(arguments: [
        Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8), [UInt8](repeating: 0, count: 64),
        [0x16, 0x03, 0x01, 0xFF, 0xFF] + [UInt8](repeating: 1, count: 100), Array("SSH-2.0-OpenSSH_9.2\r\n".utf8),
        [0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0xFF, 0xFF, 0xFF, 0x00],
        [0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x28],
    ]) func `what is no greeting ends the connection`(_ bytes: [UInt8]) throws {
        let bench = try TLSBench()
        try channelWrite(bench, bytes)
        #expect(bench.recorder.failures.count == 1)
        #expect(bench.recorder.bytes.isEmpty)
        #expect(!bench.channel.isActive)
    }

    @Test(arguments: versions) func `a record that was changed ends the connection`(_ version: Int32) throws {
        let bench = try TLSBench.connected(versions: version...version)
        bench.peer.write(Array("secret".utf8))
        var bytes = bench.peer.takeOutput()
        bytes[bytes.count - 1] ^= 1
        try channelWrite(bench, bytes)
        #expect(bench.recorder.bytes.isEmpty)
        guard case .record? = bench.recorder.failures.first else {
            Issue.record("\(bench.recorder.failures)")
            return
        }
        #expect(!bench.channel.isActive)
    }

    @Test func `a client that goes in the middle of the handshake is let go`() throws {
        let bench = try TLSBench()
        bench.peer.shakeHands()
        try channelWrite(bench, Array(bench.peer.takeOutput().prefix(20)))
        bench.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(bench.recorder.failures == [.clientLeft])
        #expect(!bench.channel.isActive)
    }

    @Test func `renegotiation is refused`() throws {
        let bench = try TLSBench.connected(versions: TLS1_2_VERSION...TLS1_2_VERSION)
        #expect(SSL_renegotiate(bench.peer.ssl) == 1)
        for _ in 0..<4 {
            bench.peer.shakeHands()
            try bench.move()
        }
        // OpenSSL's client gives the connection up when it is told so; others go on with the keys they have.
        #expect(bench.peer.refusals == ["no renegotiation"])
        #expect(bench.recorder.failures == [.record("sslv3 alert handshake failure")])
    }

    @Test func `keys change when the client wants it`() throws {
        let bench = try TLSBench.connected(versions: TLS1_3_VERSION...TLS1_3_VERSION)
        for round in 0..<3 {
            #expect(SSL_key_update(bench.peer.ssl, SSL_KEY_UPDATE_REQUESTED) == 1)
            bench.peer.write([UInt8(round)])
            try bench.move()
            try bench.write([UInt8(round)])
            #expect(bench.peer.read() == [UInt8(round)])
        }
        #expect(bench.recorder.bytes == [0, 1, 2])
    }

    // MARK: The end

    @Test(arguments: versions) func `a client that has said goodbye may still read`(_ version: Int32) throws {
        let bench = try TLSBench.connected(versions: version...version)
        bench.peer.write(Array("last".utf8))
        bench.peer.sayGoodbye()
        try bench.move()
        bench.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(bench.recorder.bytes == Array("last".utf8))
        #expect(bench.recorder.inputClosed == 1)
        #expect(bench.channel.isActive && bench.recorder.failures.isEmpty)
        try bench.write(Array("answer".utf8))
        #expect(bench.peer.read() == Array("answer".utf8))
        bench.channel.close(promise: nil)
        bench.channel.embeddedEventLoop.run()
        try bench.takeOutput()
        _ = bench.peer.read()
        #expect(bench.peer.heardGoodbye && !bench.channel.isActive)
    }

    @Test func `the end of the stream alone is taken for a goodbye`() throws {
        let bench = try TLSBench.connected()
        bench.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(bench.recorder.inputClosed == 1 && bench.recorder.failures.isEmpty)
        try bench.write([1])
        #expect(bench.peer.read() == [1])
    }

    @Test func `closing the output says goodbye and goes on reading`() throws {
        let bench = try TLSBench.connected()
        bench.channel.close(mode: .output, promise: nil)
        bench.channel.embeddedEventLoop.run()
        try bench.takeOutput()
        _ = bench.peer.read()
        #expect(bench.peer.heardGoodbye && bench.socket.isOutputClosed)
        bench.peer.write(Array("still here".utf8))
        try bench.move()
        #expect(bench.recorder.bytes == Array("still here".utf8))
        let late = bench.channel.writeAndFlush(ByteBuffer(bytes: [1]))
        bench.channel.embeddedEventLoop.run()
        #expect(throws: ChannelError.outputClosed) { try late.wait() }
    }

    @Test func `a close waits for the client's goodbye, but not for long`() throws {
        let bench = try TLSBench.connected()
        let closes = [bench.channel.close(), bench.channel.close()]
        bench.channel.embeddedEventLoop.advanceTime(by: TLSHandler.patience - .milliseconds(1))
        #expect(bench.channel.isActive)
        bench.channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!bench.channel.isActive)
        for close in closes { try close.wait() }
        let polite = try TLSBench.connected()
        let close = polite.channel.close()
        try polite.takeOutput()
        _ = polite.peer.read()
        polite.peer.sayGoodbye()
        try polite.move()
        #expect(!polite.channel.isActive)
        try close.wait()
        #expect(polite.recorder.inputClosed == 0)
    }

    @Test func `a close in the handshake waits for nobody`() throws {
        let bench = try TLSBench()
        bench.peer.shakeHands()
        try channelWrite(bench, bench.peer.takeOutput())
        let close = bench.channel.close()
        #expect(!bench.channel.isActive)
        try close.wait()
    }

    @Test func `nothing is kept of a connection that is gone`() throws {
        weak var session: TLSSession?
        weak var handler: TLSHandler?
        do {
            let bench = try TLSBench.connected()
            (session, handler) = (bench.handler.session, bench.handler)
            #expect(session != nil)
            let close = bench.channel.close()
            bench.channel.embeddedEventLoop.advanceTime(by: TLSHandler.patience)
            try close.wait()
            bench.channel.embeddedEventLoop.run()
            #expect(session == nil)
        }
        #expect(handler == nil)
    }

    // MARK: Certificates

    @Test func `what cannot be served is said before anything listens`() throws {
        let (one, other) = (try TestCertificate.pair(), try TestCertificate.pair())
        let cases = [
            (ServerCertificate(certificate: "", privateKey: one.privateKey), "no start line"),
            (ServerCertificate(certificate: one.certificate, privateKey: "none"), "unsupported"),
            (ServerCertificate(certificate: one.certificate, privateKey: other.privateKey), "key values mismatch"),
            (
                ServerCertificate(certificate: one.certificate, privateKey: TestCertificate.locked(one.privateKey)),
                "interrupted or cancelled"
            ),
        ]
        for (pair, reason) in cases {
            let error = #expect(throws: ServerError.self) { try TLSContext(pair) }
            #expect(error == .badCertificate(reason))
        }
    }

    private func channelWrite(_ bench: TLSBench, _ bytes: [UInt8]) throws {
        try bench.channel.writeInbound(ByteBuffer(bytes: bytes))
    }
}
