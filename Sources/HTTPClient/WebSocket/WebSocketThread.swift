import CCurl

/// The life of one WebSocket on a thread of its own: libcurl connects, through proxy and TLS; then the bytes are ours.
///
/// The thread waits in one place only, `curl_multi_poll`, which the desk's waker ends; and never past the next moment at
/// which something is due.
///
/// Unchecked: made by the starter, then touched by the thread alone.
final class WebSocketThread: @unchecked Sendable {
    /// For how long the server may take to answer a goodbye.
    private static let patience = Duration.seconds(2)
    /// So many reads, then orders are looked at again, however fast the server sends.
    private static let readsPerRound = 32
    private static let bufferBytes = 64 << 10

    private let plan: CurlPlan
    private let upgrade: WebSocketUpgrade
    private let limits: WebSocketLimits
    private let desk: WebSocketDesk
    private let multi: sesame_curl_multi
    private let resources: CurlResources
    private let deadline: ContinuousClock.Instant
    private let openingDeadline: ContinuousClock.Instant

    private let buffer = UnsafeMutableRawPointer.allocate(byteCount: WebSocketThread.bufferBytes, alignment: 16)
    private var reader: WebSocketReader
    private var socket: Int32 = -1
    private var outgoing: [UInt8] = []
    private var sent = 0
    private var heard = ContinuousClock.now
    private var pinged = ContinuousClock.now
    /// Until when the server may answer the goodbye of this side.
    private var goodbye: ContinuousClock.Instant?
    private var farewell: WebSocketClose?

    /// Prepares a connection; nil when libcurl has no memory.
    init?(
        _ plan: CurlPlan, _ upgrade: WebSocketUpgrade, limits: WebSocketLimits, desk: WebSocketDesk
    ) {
        guard CurlGlobal.isReady, let multi = sesame_curl_multi_new() else { return nil }
        guard let resources = CurlResources() else {
            sesame_curl_multi_free(multi)
            return nil
        }
        self.plan = plan
        self.upgrade = upgrade
        self.limits = limits
        self.desk = desk
        self.multi = multi
        self.resources = resources
        let opening = min(limits.opening, plan.request.timeouts.total)
        let now = ContinuousClock.now
        deadline = now + plan.request.timeouts.total
        openingDeadline = now + opening
        reader = WebSocketReader(limits)
        resources.apply(plan, remaining: opening)
    }

    /// What ends the thread's wait.
    var waker: CurlWaker { CurlWaker(multi) }

    /// Connects, opens and serves the WebSocket until it ends.
    func run() {
        defer {
            desk.forgetWaker()
            curl_multi_remove_handle(multi, resources.handle)
        }
        do throws(TransportError) {
            try connect()
            guard try open() else { return }
            desk.end(.farewell(try serve()))
        } catch {
            desk.end(.failed(error))
        }
    }

    deinit {
        sesame_curl_multi_free(multi)
        buffer.deallocate()
    }

    // MARK: The stages

    private func connect() throws(TransportError) {
        guard curl_multi_add_handle(multi, resources.handle) == CURLM_OK else { throw .closed }
        while true {
            if desk.orders(takingOutgoing: false).isEnded { throw .cancelled }
            var running: Int32 = 0
            var code = CURLE_OK
            curl_multi_perform(multi, &running)
            if sesame_curl_multi_next_done(multi, &code) != nil {
                guard code == CURLE_OK else { throw failure(code) }
                socket = sesame_curl_get_socket(resources.handle)
                guard socket >= 0 else { throw .reset(host: plan.target.host) }
                return
            }
            curl_multi_poll(multi, nil, 0, 1000, nil)
        }
    }

    /// Sends the opening and reads the answer; false when it was refused.
    private func open() throws(TransportError) -> Bool {
        var answer = UpgradeAnswer(host: plan.target.host, bodyLimit: plan.request.responseLimit)
        outgoing = upgrade.head
        while true {
            if desk.orders(takingOutgoing: false).isEnded { throw .cancelled }
            guard ContinuousClock.now < openingDeadline else { throw .timedOut(.waiting, host: plan.target.host) }
            try flush()
            var outcome: UpgradeAnswer.Outcome?
            let isOpen = try receive { bytes throws(TransportError) in
                outcome = try answer.take(bytes)
                return outcome == nil
            }
            if !isOpen { outcome = try answer.end() }
            switch outcome {
            case .refused(let response):
                desk.opened(.refused(response))
                return false
            case .switched(let headers, let rest):
                let host = plan.target.host
                do throws(WebSocketProblem) {
                    let subprotocol = try upgrade.agreed(headers)
                    heard = .now
                    pinged = .now
                    desk.opened(.open(WebSocket(desk, subprotocol: subprotocol)))
                } catch {
                    throw .notWebSocket(error, host: host)
                }
                // The first frames may come in one piece with the answer.
                let problem = rest.withUnsafeBytes { bytes -> TransportError? in
                    do throws(TransportError) { _ = try hear(bytes) } catch { return error }
                    return nil
                }
                if let problem { throw problem }
                return true
            case nil: wait(reading: true, until: openingDeadline)
            }
        }
    }

    /// Carries frames both ways until the server says goodbye.
    private func serve() throws(TransportError) -> WebSocketClose {
        while true {
            let takesOutgoing = outgoing.isEmpty
            let orders = desk.orders(takingOutgoing: takesOutgoing)
            if orders.isEnded { throw .cancelled }
            if takesOutgoing {
                outgoing = orders.outgoing
                // The goodbye comes after all that was sent, and nothing can be sent any more.
                if orders.isClosing, goodbye == nil { sayGoodbye(.normal) }
            }
            try flush()
            let now = ContinuousClock.now
            guard now < deadline else { throw .timedOut(.receiving, host: plan.target.host) }
            if let farewell { return farewell }
            if let goodbye, goodbye <= now { return WebSocketClose.normal }
            var hasRoom = orders.hasRoom
            if hasRoom {
                var reads = 0
                let isOpen = try receive { bytes throws(TransportError) in
                    reads += 1
                    hasRoom = try hear(bytes)
                    return hasRoom && farewell == nil && reads < Self.readsPerRound
                }
                if farewell != nil { continue }
                guard isOpen || goodbye != nil else { throw .reset(host: plan.target.host) }
                if !isOpen { return .normal }
                if reads == Self.readsPerRound { continue }
            } else {
                // Nobody listens on this side: the server's silence means nothing.
                heard = now
            }
            try keepAlive()
            try flush()
            wait(reading: hasRoom, until: nextMoment())
        }
    }

    // MARK: Frames

    /// Reads frames; false when there is no room for more messages.
    private func hear(_ bytes: UnsafeRawBufferPointer) throws(TransportError) -> Bool {
        heard = .now
        var hasRoom = true
        do throws(WebSocketProblem) {
            try reader.read(bytes) { event in
                switch event {
                case .message(let message): if !desk.put(message) { hasRoom = false }
                case .ping(let payload): WebSocketFrame.append(.pong, payload, to: &outgoing)
                case .pong: break
                case .close(let close):
                    farewell = close
                    if goodbye == nil { WebSocketFrame.append(.close, close.payload, to: &outgoing) }
                }
            }
        } catch {
            // The server is told why, if it still reads; whoever waits here need not wait for that.
            WebSocketFrame.append(.close, WebSocketClose(code: error.code).payload, to: &outgoing)
            try? flush()
            throw .notWebSocket(error, host: plan.target.host)
        }
        return hasRoom
    }

    private func sayGoodbye(_ close: WebSocketClose) {
        goodbye = .now + Self.patience
        WebSocketFrame.append(.close, close.payload, to: &outgoing)
    }

    private func keepAlive() throws(TransportError) {
        let now = ContinuousClock.now
        guard now < heard + limits.idle else { throw .timedOut(.receiving, host: plan.target.host) }
        guard now >= max(heard, pinged) + limits.ping, goodbye == nil else { return }
        pinged = now
        WebSocketFrame.append(.ping, [], to: &outgoing)
    }

    private func nextMoment() -> ContinuousClock.Instant {
        var moments = [deadline, heard + limits.idle, max(heard, pinged) + limits.ping]
        if let goodbye { moments.append(goodbye) }
        return moments.min() ?? deadline
    }

    // MARK: Bytes

    /// Sends what can be sent now.
    private func flush() throws(TransportError) {
        while sent < outgoing.count {
            var count = 0
            let code = outgoing.withUnsafeBytes { bytes in
                curl_easy_send(resources.handle, bytes.baseAddress?.advanced(by: sent), bytes.count - sent, &count)
            }
            if code == CURLE_AGAIN { return }
            guard code == CURLE_OK else { throw failure(code) }
            sent += count
        }
        outgoing.removeAll(keepingCapacity: outgoing.count <= limits.queue)
        sent = 0
    }

    /// Reads while there is something and `take` wants more; false once the server has closed.
    private func receive(
        _ take: (UnsafeRawBufferPointer) throws(TransportError) -> Bool
    ) throws(TransportError) -> Bool {
        while true {
            var count = 0
            let code = curl_easy_recv(resources.handle, buffer, Self.bufferBytes, &count)
            if code == CURLE_AGAIN { return true }
            guard code == CURLE_OK else { throw failure(code) }
            if count == 0 { return false }
            guard try take(UnsafeRawBufferPointer(start: buffer, count: count)) else { return true }
        }
    }

    private func wait(reading: Bool, until moment: ContinuousClock.Instant) {
        var events: Int32 = reading ? CURL_WAIT_POLLIN : 0
        if sent < outgoing.count { events |= CURL_WAIT_POLLOUT }
        var entry = curl_waitfd(fd: socket, events: Int16(events), revents: 0)
        let left = min(ContinuousClock.now.duration(to: moment), .seconds(60))
        let milliseconds = Int32(clamping: max(0, left.milliseconds))
        curl_multi_poll(multi, &entry, events == 0 ? 0 : 1, milliseconds, nil)
    }

    private func failure(_ code: CURLcode) -> TransportError {
        CurlFailure(plan: plan, resources: resources, isTooLong: false).error(code)
    }
}
