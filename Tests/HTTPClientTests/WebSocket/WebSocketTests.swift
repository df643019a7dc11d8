import FaultServer
import HTTPClient
import Testing

/// WebSockets against a server whose every byte a test decides.
@Suite(.timeLimit(.minutes(2))) struct WebSocketTests {
    private let transport = CurlTransport()

    private func opening(
        _ server: FaultServer, total: Duration = .seconds(60), limits: WebSocketLimits = WebSocketLimits(),
        proxy: ProxyChoice? = nil, trust: HTTPTrust? = nil, offering: [String] = ["b", "a"]
    ) async throws(TransportError) -> WebSocketOpening {
        var request = HTTPRequest(
            url: server.url + "/exec?command=ls&x=1",
            headers: [HTTPHeader("Authorization", "Bearer t"), HTTPHeader("X", "")],
            timeouts: HTTPTimeouts(connect: .seconds(30), total: total), trust: trust, proxy: proxy)
        request.responseLimit = 1 << 16
        return try await transport.open(request, offering: offering, limits: limits)
    }

    private func socket(
        _ server: FaultServer, total: Duration = .seconds(60), limits: WebSocketLimits = WebSocketLimits()
    ) async throws -> WebSocket {
        guard case .open(let socket) = try await opening(server, total: total, limits: limits) else { throw Refused() }
        return socket
    }

    private struct Refused: Error {}

    /// What an opening or a reception fails with.
    private func error<Value>(_ work: () async throws(TransportError) -> Value) async -> TransportError? {
        do throws(TransportError) { _ = try await work() } catch { return error }
        return nil
    }

    /// The whole conversation: everything received, then how it ended.
    private func hear(_ socket: WebSocket) async -> ([[UInt8]], TransportError?) {
        var heard: [[UInt8]] = []
        do throws(TransportError) {
            while let message = try await socket.receive() { heard.append(message.bytes) }
        } catch {
            return (heard, error)
        }
        return (heard, nil)
    }

    @Test func `messages go both ways, a ping is answered, and both say goodbye`() async throws {
        let server = try FaultServer { request, connection in
            connection.upgrade(request, headers: [("Sec-WebSocket-Protocol", "a")], then: [0x82, 0x02, 0x68, 0x69])
            let frame = connection.nextFrame()
            connection.send([0x89, 0x01, 0x70])
            let pong = connection.nextFrame()
            guard frame == ReceivedFrame(first: 0x82, isMasked: true, payload: Array("hello".utf8)),
                pong == ReceivedFrame(first: 0x8A, isMasked: true, payload: [0x70])
            else { return .close }
            connection.send([0x82, 0x01, 0x78, 0x88, 0x05, 0x03, 0xE8, 0x62, 0x79, 0x65])
            if connection.nextFrame()?.payload == [0x03, 0xE8, 0x62, 0x79, 0x65] { _ = connection.waitForClose() }
            return .close
        }
        let socket = try await socket(server)
        #expect(socket.subprotocol == "a")
        try await socket.send(Array("hello".utf8))
        let (heard, error) = await hear(socket)
        #expect(heard == [Array("hi".utf8), [0x78]])
        #expect(error == nil)
        #expect(socket.farewell == WebSocketClose(code: 1000, reason: "bye"))
        let late = await self.error { () throws(TransportError) in try await socket.send([1]) }
        #expect(late == .closed)
        let request = try #require(server.requests.first)
        #expect(request.target == "/exec?command=ls&x=1")
        #expect(request.header("host") == "127.0.0.1:\(server.port)")
        #expect(request.header("authorization") == "Bearer t")
        #expect(request.header("upgrade") == "websocket")
        #expect(request.header("connection") == "Upgrade")
        #expect(request.header("sec-websocket-version") == "13")
        #expect(request.header("sec-websocket-protocol") == "b, a")
        #expect(request.header("user-agent") == "sesame")
    }

    @Test(arguments: [
        (["Sec-WebSocket-Accept": "wrong"], "Sec-WebSocket-Accept"),
        (["Sec-WebSocket-Protocol": "c"], "Sec-WebSocket-Protocol"),
        (["Sec-WebSocket-Extensions": "permessage-deflate"], "Sec-WebSocket-Extensions"),
        (["Upgrade": "h2c"], "Upgrade"),
    ])
    func `an opening that was not understood`(headers: [String: String], field: String) async throws {
        let server = try FaultServer { request, connection in
            connection.upgrade(
                request, accept: headers["Sec-WebSocket-Accept"],
                headers: headers.filter { $0.key != "Sec-WebSocket-Accept" }.map { ($0.key, $0.value) })
            _ = connection.waitForClose()
            return .close
        }
        let error = await error { () throws(TransportError) in try await opening(server) }
        #expect(error == .notWebSocket(.handshake(field), host: "127.0.0.1"))
        #expect(
            error?.sentence
                == "What 127.0.0.1 sent is not a WebSocket: its answer to the opening has a wrong \(field).")
    }

    @Test(arguments: [200, 301, 400, 401, 403, 404, 426, 500, 503])
    func `any other answer is given as it came`(status: Int) async throws {
        let server = try FaultServer { _, connection in
            connection.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nX-Early: 1\r\n\r\n")
            connection.answer(status, #"{"kind":"Status"}"#, headers: [("Audit-Id", "a-1"), ("Location", "/there")])
            return .keep
        }
        guard case .refused(let answer) = try await opening(server) else { throw Refused() }
        #expect(answer.status == status)
        #expect(answer.text == #"{"kind":"Status"}"#)
        #expect(answer.header("audit-id") == "a-1")
        #expect(answer.header("x-early") == nil)
    }

    @Test(arguments: [
        ("HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\n3;x=1\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "abcde"),
        ("HTTP/1.0 403 No\r\n\r\nuntil the end", "until the end"),
        ("HTTP/1.1 403\nContent-Length: 2\n\nok", "ok"),
        ("HTTP/1.1 204 No\r\n\r\n", ""),
    ])
    func `bodies of every framing`(text: String, body: String) async throws {
        let server = try FaultServer { _, connection in
            for byte in text.utf8 { connection.send([byte]) }
            return .close
        }
        guard case .refused(let answer) = try await opening(server) else { throw Refused() }
        #expect(answer.text == body)
    }

    @Test(
        arguments: [
            ("", .reset(host: "127.0.0.1")),
            ("HTTP/1.1 101 Switch", .truncated(host: "127.0.0.1")),
            ("HTTP/1.1 403 No\r\nContent-Length: 9\r\n\r\nhalf", .truncated(host: "127.0.0.1")),
            ("HTTP/1.1 403 No\r\nContent-Length: 99999999\r\n\r\n", .tooLarge(limit: 1 << 16)),
            ("HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n", .tooLarge(limit: 1 << 16)),
            ("HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", .notHTTP(host: "127.0.0.1")),
            ("HTTP/1.1 403 No\r\nContent-Length: -1\r\n\r\n", .notHTTP(host: "127.0.0.1")),
            ("SSH-2.0-OpenSSH_9.2\r\n", .notHTTP(host: "127.0.0.1")),
            ("HTTP/1.1 abc\r\n\r\n", .notHTTP(host: "127.0.0.1")),
            ("HTTP/2 101 Switching\r\n\r\n", .notHTTP(host: "127.0.0.1")),
        ] as [(String, TransportError)])
    func `answers that are broken`(text: String, expected: TransportError) async throws {
        let server = try FaultServer { _, connection in
            connection.send(text)
            return .close
        }
        #expect(await error { () throws(TransportError) in try await opening(server) } == expected)
    }

    @Test(
        arguments: [
            ([0x82, 0x85, 1, 2, 3, 4], .maskedFrame, 1002), ([0x89, 0x7E, 0, 126], .badControlFrame, 1002),
            ([0x82, 0x7F, 0, 0, 1, 0, 0, 0, 0, 0], .longFrame(limit: 1 << 20), 1009),
        ] as [([UInt8], WebSocketProblem, UInt16)])
    func `a breach ends the connection, and the server is told why`(
        bytes: [UInt8], problem: WebSocketProblem, code: UInt16
    ) async throws {
        let told = Told()
        let server = try FaultServer { request, connection in
            connection.upgrade(request, then: [0x82, 0x01, 0x61] + bytes)
            told.set(connection.nextFrame())
            return .close
        }
        let (heard, error) = await hear(try await socket(server))
        #expect(heard == [[0x61]])
        #expect(error == .notWebSocket(problem, host: "127.0.0.1"))
        #expect(await told.value()?.payload == [UInt8(code >> 8), UInt8(code & 0xFF)])
    }

    @Test func `a connection that breaks gives out what came before`() async throws {
        let server = try FaultServer { request, connection in
            connection.upgrade(request, then: [0x82, 0x01, 0x61, 0x82, 0x05, 0x62])
            return .close
        }
        let (heard, error) = await hear(try await socket(server))
        #expect(heard == [[0x61]])
        #expect(error == .reset(host: "127.0.0.1"))
    }

    @Test func `a server that hangs over the opening is given up`() async throws {
        let server = try FaultServer { _, connection in
            _ = connection.waitForClose(milliseconds: 60_000)
            return .close
        }
        let limits = WebSocketLimits(opening: .milliseconds(200))
        #expect(
            await error { () throws(TransportError) in try await opening(server, limits: limits) }
                == .timedOut(.waiting, host: "127.0.0.1"))
    }

    @Test func `time is up whatever trickles, and silence is asked before it counts`() async throws {
        let trickle = try FaultServer { request, connection in
            connection.upgrade(request)
            while connection.send([0x8A, 0x00]) { connection.pause(milliseconds: 20) }
            return .close
        }
        let (_, late) = await hear(try await socket(trickle, total: .seconds(1)))
        #expect(late == .timedOut(.receiving, host: "127.0.0.1"))

        let pings = Told()
        let silent = try FaultServer { request, connection in
            connection.upgrade(request)
            pings.set(connection.nextFrame(passingOverPings: false))
            while connection.nextFrame(passingOverPings: false) != nil {}
            return .close
        }
        let limits = WebSocketLimits(ping: .milliseconds(100), idle: .milliseconds(400))
        let (_, dead) = await hear(try await socket(silent, limits: limits))
        #expect(dead == .timedOut(.receiving, host: "127.0.0.1"))
        #expect(await pings.value() == ReceivedFrame(first: 0x89, isMasked: true, payload: []))
    }

    @Test func `cancellation ends opening, reception and sending at once`() async throws {
        let server = try FaultServer { request, connection in
            if request.path == "/exec" { connection.upgrade(request) }
            _ = connection.waitForClose(milliseconds: 60_000)
            return .close
        }
        let hanging = try FaultServer { _, connection in
            _ = connection.waitForClose(milliseconds: 60_000)
            return .close
        }
        let opening = Task { await error { () throws(TransportError) in try await self.opening(hanging) } }
        let socket = try await socket(server)
        let receiving = Task { await hear(socket).1 }
        opening.cancel()
        receiving.cancel()
        #expect(await opening.value == .cancelled)
        #expect(await receiving.value == .cancelled)
        // The server reads nothing: what was not taken waits, until somebody stops waiting.
        let full = try await self.socket(server)
        let sending = Task {
            await error { () throws(TransportError) in
                while true { try await full.send([UInt8](repeating: 0, count: 1 << 16)) }
            }
        }
        sending.cancel()
        #expect(await sending.value == .cancelled)
    }

    @Test func `who does not listen makes the server wait`() async throws {
        let sent = Count()
        let server = try FaultServer { request, connection in
            connection.upgrade(request)
            let frame: [UInt8] = [0x82, 0x7E, 0xFF, 0xFF] + [UInt8](repeating: 7, count: 0xFFFF)
            for _ in 0..<1000 where connection.send(frame) { sent.add() }
            connection.send([0x88, 0x00])
            _ = connection.nextFrame()
            return .close
        }
        let socket = try await socket(server)
        let first = try await socket.receive()
        #expect(first?.bytes.count == 0xFFFF)
        let (rest, error) = await hear(socket)
        #expect(rest.count == 999)
        #expect(error == nil)
        #expect(sent.value == 1000)
    }

    @Test func `only a GET without a body opens one, and plain HTTP leaves this machine no more than any`() async throws
    {
        for (request, expected) in [
            (
                HTTPRequest(method: "POST", url: "https://a.example.com/"),
                TransportError.invalidRequest("a WebSocket is opened by GET without a body")
            ),
            (HTTPRequest(url: "http://a.example.com/"), .plainHTTPRefused(host: "a.example.com")),
        ] {
            #expect(
                await error { () throws(TransportError) in
                    try await transport.open(request, offering: [], limits: WebSocketLimits())
                } == expected)
        }
        let port = try FaultServer.deadPort()
        #expect(
            await error { () throws(TransportError) in
                try await transport.open(
                    HTTPRequest(url: "http://127.0.0.1:\(port)/"), offering: [], limits: WebSocketLimits())
            } == .refused(host: "127.0.0.1", port: port))
    }
}
