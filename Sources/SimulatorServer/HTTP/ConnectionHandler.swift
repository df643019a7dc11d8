import NIOCore
import NIOHTTP1
import Simulator
import Wire

/// One connection: joins the parts of each request, asks the face, and writes what it answers.
///
/// Everything here happens on the connection's event loop; only the face runs elsewhere, and its reply comes back as
/// a write.
final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Outgoing
    typealias OutboundOut = HTTPServerResponsePart

    /// What the face's task sends back into the pipeline.
    enum Outgoing: Sendable {
        case whole(RawResponse)
        case piece([UInt8])
        case end
    }

    private enum Phase {
        /// Waits for a request's head.
        case idle
        /// Has a head and waits for the rest of the body.
        case reading(HTTPRequestHead)
        /// The face is at work or its answer on its way.
        case answering(HTTPRequestHead)
        /// The last answer is out; what still comes is thrown away until the client closes.
        case leaving
    }

    private let face: any Face
    private let limits: ServerLimits
    private let names: HostNames
    private let isSecure: Bool
    /// The handlers of HTTP before this one, which go when the connection becomes something else.
    private let http: [any RemovableChannelHandler]
    private let connections: OpenConnections
    private var phase = Phase.idle
    /// What has come of the body; not part of the phase, because looking at the phase would copy it with every part.
    private var body: [UInt8] = []
    private var timer: Scheduled<Void>?
    /// Whether the client sends nothing more, but may still read.
    private var isInputClosed = false
    /// When all of the last answer has left.
    private var lastAnswer: EventLoopFuture<Void>?
    private var work: Task<Void, Never>?

    init(
        face: any Face, limits: ServerLimits, names: HostNames, isSecure: Bool, http: [any RemovableChannelHandler],
        connections: OpenConnections
    ) {
        self.face = face
        self.limits = limits
        self.names = names
        self.isSecure = isSecure
        self.http = http
        self.connections = connections
    }

    func channelActive(context: ChannelHandlerContext) {
        waitForHead(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        work?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), phase) {
        case (.head(let head), .idle): begin(head, context)
        case (.body(let buffer), .reading(let head)):
            body.append(contentsOf: buffer.readableBytesView)
            if body.count > limits.bodyBytes { refuse(.bodyTooLarge(limit: limits.bodyBytes), head, context) }
        case (.end, .reading(let head)):
            let whole = body
            body = []
            ask(head, whole, context)
        default: break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch (error, phase) {
        case (let error as HTTPParserError, .idle):
            refuse(problem(error), nil, context)
        case (let error as HTTPParserError, .reading(let head)):
            refuse(problem(error), head, context)
        default: context.close(promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed? = event as? ChannelEvent else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        isInputClosed = true
        switch phase {
        // A client that has sent everything and closed its side may still read an answer, also a long one.
        case .answering, .leaving: break
        case .idle:
            guard let lastAnswer else { return context.close(promise: nil) }
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            lastAnswer.whenComplete { _ in bound.value.close(promise: nil) }
        case .reading: context.close(promise: nil)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .answering(let head) = phase else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .whole(let response): send(response, to: head, context, promise)
        case .piece(let bytes):
            context.writeAndFlush(
                wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(bytes: bytes)))), promise: promise)
        case .end: finish(head, context, promise)
        }
    }

    // MARK: Requests

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        timer?.cancel()
        let hosts = head.headers["host"]
        // HTTP/1.0 knows no Host, and no browser speaks it.
        guard hosts.count == 1 || hosts.isEmpty && head.version == .http1_0 else {
            return refuse(.noHost(count: hosts.count), head, context)
        }
        if let host = hosts.first, !names.serves(host) { return refuse(.otherHost(host), head, context) }
        if let length = head.headers.first(name: "content-length").flatMap({ Int($0) }), length > limits.bodyBytes {
            refuse(.bodyTooLarge(limit: limits.bodyBytes), head, context)
            return
        }
        phase = .reading(head)
        if head.headers.first(name: "expect")?.lowercased() == "100-continue" {
            context.writeAndFlush(
                wrapOutboundOut(.head(HTTPResponseHead(version: head.version, status: .continue))), promise: nil)
        }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: .seconds(limits.bodySeconds)) {
            let (handler, context) = bound.value
            guard case .reading(let head) = handler.phase else { return }
            handler.refuse(.tooSlow, head, context)
        }
    }

    private func ask(_ head: HTTPRequestHead, _ body: [UInt8], _ context: ChannelHandlerContext) {
        timer?.cancel()
        phase = .answering(head)
        let request = rawRequest(head, body, context)
        guard let prompt = face as? any PromptFace else {
            let (face, channel) = (face, context.channel)
            work = Task {
                let response = await face.answer(request)
                channel.writeAndFlush(Outgoing.whole(response), promise: nil)
            }
            return
        }
        switch prompt.reply(to: request) {
        case .whole(let response): send(response, to: head, context, nil)
        case .stream(let start, let pieces): stream(start, pieces, head, context)
        case .socket(let answer, let talk): upgrade(answer, talk, head, context)
        }
    }

    /// Answers an opening and hands the connection over.
    private func upgrade(
        _ answer: RawResponse, _ talk: any SocketTalk, _ head: HTTPRequestHead, _ context: ChannelHandlerContext
    ) {
        phase = .leaving
        let (channel, pipeline) = (context.channel, context.pipeline.syncOperations)
        context.write(wrapOutboundOut(.head(responseHead(answer, to: head, length: nil))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        let connection: SocketConnection
        do { connection = try SocketConnection(channel, talk: talk) } catch {
            context.close(promise: nil)
            return
        }
        // The decoder goes last: what it still holds is for the handlers of WebSocket.
        for handler in http where !(handler is ByteToMessageHandler<HTTPRequestDecoder>) {
            pipeline.removeHandler(handler, promise: nil)
        }
        pipeline.removeHandler(self, promise: nil)
        for handler in http where handler is ByteToMessageHandler<HTTPRequestDecoder> {
            // What it held was a read that nobody has finished yet.
            pipeline.removeHandler(handler).whenComplete { _ in SocketConnection.endRead(of: channel) }
        }
        connections.talk(on: channel) { await connection.run() }
    }

    private func stream(
        _ start: RawResponse, _ pieces: AsyncStream<[UInt8]>, _ head: HTTPRequestHead, _ context: ChannelHandlerContext
    ) {
        context.writeAndFlush(wrapOutboundOut(.head(responseHead(start, to: head, length: nil))), promise: nil)
        let channel = context.channel
        work = Task {
            for await piece in pieces {
                guard !Task.isCancelled else { break }
                try? await channel.writeAndFlush(Outgoing.piece(piece)).get()
            }
            channel.writeAndFlush(Outgoing.end, promise: nil)
        }
    }

    private func rawRequest(_ head: HTTPRequestHead, _ body: [UInt8], _ context: ChannelHandlerContext) -> RawRequest {
        RawRequest(
            method: head.method.rawValue, target: head.uri, headers: head.headers.map { ($0.name, $0.value) },
            body: body, secure: isSecure, port: context.localAddress?.port ?? 0)
    }

    private func waitForHead(_ context: ChannelHandlerContext) {
        phase = .idle
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: .seconds(limits.idleSeconds)) {
            let (handler, context) = bound.value
            guard case .idle = handler.phase else { return }
            context.close(promise: nil)
        }
    }

    // MARK: Answers

    private func send(
        _ response: RawResponse, to head: HTTPRequestHead, _ context: ChannelHandlerContext,
        _ promise: EventLoopPromise<Void>?
    ) {
        if response.delay > .zero {
            let prompt = RawResponse(
                status: response.status, headers: response.headers, body: response.body, fault: response.fault)
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            // Nobody waits for longer than an hour, and a number without measure must not end the server.
            let nanoseconds = min(response.delay, .seconds(3600)) / .nanoseconds(1)
            timer = context.eventLoop.scheduleTask(in: .nanoseconds(Int64(nanoseconds))) {
                let (handler, context) = bound.value
                handler.send(prompt, to: head, context, promise)
            }
            return
        }
        let body = response.sentBody
        switch response.fault {
        case .close?:
            phase = .leaving
            context.close(promise: promise)
            return
        case .hang?:
            promise?.succeed()
            return
        case .truncate?, nil: break
        }
        let answer = responseHead(response, to: head, length: response.body.count)
        context.write(wrapOutboundOut(.head(answer)), promise: nil)
        if head.method != .HEAD, !body.isEmpty {
            let buffer = context.channel.allocator.buffer(bytes: body)
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        guard response.fault == nil else {
            phase = .leaving
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer())))).whenComplete { _ in
                bound.value.close(promise: promise)
            }
            return
        }
        finish(head, context, promise)
    }

    private func finish(
        _ head: HTTPRequestHead, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?
    ) {
        work = nil
        guard Self.staysOpen(after: head), !isInputClosed else {
            leave(context, promise)
            return
        }
        // The phase changes first: ending a response lets the next pipelined request in at once.
        waitForHead(context)
        let sent = promise ?? context.eventLoop.makePromise()
        lastAnswer = sent.futureResult
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: sent)
    }

    /// Ends the answer, then waits a moment for the client to close: closing at once could take the answer from a
    /// client that is still sending.
    private func leave(_ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        phase = .leaving
        timer?.cancel()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let close: @Sendable () -> Void = { bound.value.1.close(promise: nil) }
        // Until a long answer is out it may take as long as a client may be silent.
        timer = context.eventLoop.scheduleTask(in: .seconds(limits.idleSeconds), close)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            let (handler, context) = bound.value
            promise?.succeed()
            context.close(mode: .output, promise: nil)
            handler.timer?.cancel()
            handler.timer = context.eventLoop.scheduleTask(in: .seconds(2), close)
        }
    }

    private func refuse(_ problem: ServerProblem, _ head: HTTPRequestHead?, _ context: ChannelHandlerContext) {
        timer?.cancel()
        body = []
        let request = head.map { rawRequest($0, [], context) }
        let response =
            (face as? any RefusingFace)?.refuse(problem, head: request)
            ?? RawResponse(
                status: problem.status, headers: [("content-type", "text/plain; charset=utf-8")],
                body: Array((problem.sentence + "\n").utf8))
        var answer = responseHead(
            response, to: head ?? HTTPRequestHead(version: .http1_1, method: .GET, uri: "/"),
            length: response.body.count)
        answer.headers.replaceOrAdd(name: "connection", value: "close")
        context.write(wrapOutboundOut(.head(answer)), promise: nil)
        if head?.method != .HEAD {
            let buffer = context.channel.allocator.buffer(bytes: response.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        leave(context, nil)
    }

    private func responseHead(_ response: RawResponse, to head: HTTPRequestHead, length: Int?) -> HTTPResponseHead {
        var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
        if let length, response.status != 204, response.status != 304 {
            headers.replaceOrAdd(name: "content-length", value: String(length))
        }
        if response.status != 101, !Self.staysOpen(after: head) {
            headers.replaceOrAdd(name: "connection", value: "close")
        }
        return HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
    }

    /// Whether a connection takes more requests after one; the parser stops after one that wants an upgrade, whatever
    /// becomes of it.
    private static func staysOpen(after head: HTTPRequestHead) -> Bool {
        head.isKeepAlive && !head.headers.contains(name: "upgrade")
    }

    private func problem(_ error: HTTPParserError) -> ServerProblem {
        error == .headerOverflow ? .headersTooLarge(limit: limits.headerBytes) : .malformed
    }
}
