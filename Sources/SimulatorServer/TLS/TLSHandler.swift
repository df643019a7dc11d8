import NIOCore

/// TLS between a socket and the handlers of HTTP, the server's side.
///
/// Half closes go both ways: a client's `close_notify` or end of stream becomes `ChannelEvent.inputClosed`, and what
/// is still to be said reaches it. A stream that ends without `close_notify` is taken for one with it, because HTTP
/// says itself where a request ends. Nothing is written before the handshake is done: a server of HTTP answers only.
final class TLSHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// For how long a close waits for the client's goodbye and for what is still to be sent: a client on this machine
    /// answers at once, or is not listening any more.
    static let patience = TimeAmount.milliseconds(200)

    /// Why a connection ended before its time.
    enum Failure: Error, Equatable {
        /// There was no handshake; the text is OpenSSL's.
        case handshake(String)
        /// What came after it is no TLS; the text is OpenSSL's.
        case record(String)
        /// The client went in the middle of the handshake.
        case clientLeft
    }

    private enum Phase {
        case handshaking
        case open
        /// Waits for both goodbyes; the promises are those of everybody who asked for the close.
        case closing(EventLoopPromise<Void>)
        case closed
    }

    private let context: TLSContext
    private(set) var session: TLSSession?
    private var phase = Phase.handshaking
    /// Whether the client has said, one way or the other, that nothing more comes from it.
    private var isInputClosed = false
    /// Whether our goodbye was written.
    private var isOutputClosed = false
    /// Whether our goodbye, and with it all before it, has left.
    private var isGoodbyeSent = false
    private var timer: Scheduled<Void>?

    /// Makes the handler of one connection.
    init(_ context: TLSContext) {
        self.context = context
    }

    func handlerAdded(context: ChannelHandlerContext) {
        session = TLSSession(self.context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        session = nil
    }

    // MARK: From the client

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        if case .closing(let promise) = phase { promise.succeed() }
        phase = .closed
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .closed = phase { return }
        guard let session else { return fail(.handshake("no memory"), context) }
        let bytes = unwrapInboundIn(data)
        session.receive(bytes)
        if case .handshaking = phase {
            let handshake = session.shakeHands()
            sendOutput(of: session, context)
            switch handshake {
            case .unfinished: return
            case .failed(let reason): return fail(.handshake(reason), context)
            case .done: phase = .open
            }
        }
        var clear = context.channel.allocator.buffer(capacity: bytes.readableBytes)
        let end = session.read(into: &clear)
        // Keys that change, and alerts.
        sendOutput(of: session, context)
        // Who is about to close wants to hear nothing more.
        if case .open = phase, clear.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(clear)) }
        switch end {
        case .drained: break
        case .goodbye: endInput(context)
        case .failed(let reason): fail(.record(reason), context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed? = event as? ChannelEvent else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        endInput(context)
    }

    private func endInput(_ context: ChannelHandlerContext) {
        guard !isInputClosed else { return }
        isInputClosed = true
        switch phase {
        case .handshaking: fail(.clientLeft, context)
        case .open: context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        case .closing: closeWhenDone(context)
        case .closed: break
        }
    }

    private func fail(_ failure: Failure, _ context: ChannelHandlerContext) {
        timer?.cancel()
        var promise: EventLoopPromise<Void>?
        switch phase {
        case .closed: return
        case .closing(let waiting): promise = waiting
        case .handshaking, .open: break
        }
        phase = .closed
        if promise == nil { context.fireErrorCaught(failure) }
        context.close(promise: promise)
    }

    // MARK: To the client

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .open = phase, !isOutputClosed, let session else {
            promise?.fail(ChannelError.outputClosed)
            return
        }
        let clear = unwrapOutboundIn(data)
        // A record of 16 kB grows by a few dozen bytes.
        let count = clear.readableBytes + (clear.readableBytes >> 14 + 1) * 64
        var secret = context.channel.allocator.buffer(capacity: count)
        guard session.write(clear, into: &secret) else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return fail(.record("cannot write"), context)
        }
        context.write(wrapOutboundOut(secret), promise: promise)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        switch (mode, phase) {
        case (.input, _): promise?.fail(ChannelError.operationUnsupported)
        case (.output, .open) where !isOutputClosed:
            sayGoodbye(context) { $0.close(mode: .output, promise: promise) }
        case (.all, .open):
            phase = .closing(promise ?? context.eventLoop.makePromise())
            timer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.patience) { [self] in finish(context) }
            if isOutputClosed { closeWhenDone(context) } else { sayGoodbye(context) { _ in } }
        case (.all, .closing(let waiting)): waiting.futureResult.cascade(to: promise)
        case (.all, .handshaking):
            phase = .closed
            context.close(promise: promise)
        case (.output, _), (.all, .closed): context.close(mode: mode, promise: promise)
        }
    }

    private func sayGoodbye(_ context: ChannelHandlerContext, then act: @escaping (ChannelHandlerContext) -> Void) {
        isOutputClosed = true
        session?.sayGoodbye()
        var last = context.channel.allocator.buffer(capacity: 64)
        session?.takeOutput(into: &last)
        context.writeAndFlush(wrapOutboundOut(last)).assumeIsolated().whenComplete { [self] _ in
            isGoodbyeSent = true
            act(context)
            closeWhenDone(context)
        }
    }

    /// Closes once both sides have said goodbye and ours has left.
    private func closeWhenDone(_ context: ChannelHandlerContext) {
        if isInputClosed, isGoodbyeSent { finish(context) }
    }

    private func finish(_ context: ChannelHandlerContext) {
        guard case .closing(let promise) = phase else { return }
        timer?.cancel()
        phase = .closed
        context.close(promise: promise)
    }

    private func sendOutput(of session: TLSSession, _ context: ChannelHandlerContext) {
        var output = context.channel.allocator.buffer(capacity: 0)
        session.takeOutput(into: &output)
        if output.readableBytes > 0 { context.writeAndFlush(wrapOutboundOut(output), promise: nil) }
    }
}
