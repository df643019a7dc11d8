import Foundation
import Simulator
import Testing

@testable import SimulatorServer

/// The server on real sockets, with and without TLS: long bodies, half closes, stalls, garbage.
@Suite(.timeLimit(.minutes(3)))
struct TLSServerTests {
    /// Sends every body back; `/long` gives twenty megabytes.
    private struct Mirror: PromptFace {
        static let long: [UInt8] = {
            let part = (0..<100_003).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) }
            var all: [UInt8] = []
            for _ in 0..<200 { all += part }
            return all
        }()

        func answer(_ request: RawRequest) async -> RawResponse {
            RawResponse(status: 200, body: request.path == "/long" ? Self.long : request.body)
        }
        func reply(to request: RawRequest) -> ServerReply {
            .whole(RawResponse(status: 200, body: request.path == "/long" ? Self.long : request.body))
        }
    }

    /// The same, but not on the connection's own thread.
    private struct SlowMirror: Face {
        func answer(_ request: RawRequest) async -> RawResponse { await Mirror().answer(request) }
    }

    private func serve(
        secure: Bool, face: any Face = Mirror(), limits: ServerLimits = ServerLimits(),
        _ body: (HTTPServer) async throws -> Void
    ) async throws {
        let server = try await HTTPServer.start(
            face, certificate: secure ? TestCertificate.pair() : nil, limits: limits)
        do { try await body(server) } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    /// The body of an answer.
    private static func body(_ answer: [UInt8]) -> Data? {
        answer.firstRange(of: Array("\r\n\r\n".utf8)).map { Data(answer[$0.upperBound...]) }
    }

    @Test(arguments: [false, true]) func `twenty megabytes go both ways`(_ secure: Bool) async throws {
        try await serve(secure: secure) { server in
            let port = server.port
            let answer = try await Client.run {
                let client = try Client(port: port, secure: secure)
                client.send(
                    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(Mirror.long.count)\r\n"
                        + "Connection: close\r\n\r\n")
                client.send(Mirror.long)
                return try client.readToEnd()
            }
            #expect(Self.body(answer) == Data(Mirror.long))
        }
    }

    @Test(arguments: [(false, "close"), (false, "keep-alive"), (true, "close"), (true, "keep-alive")])
    func `a client that has closed its side gets all of a long answer`(secure: Bool, connection: String) async throws {
        for face in [Mirror(), SlowMirror()] as [any Face] {
            try await serve(secure: secure, face: face) { server in
                let port = server.port
                let answer = try await Client.run {
                    let client = try Client(port: port, secure: secure)
                    client.send("GET /long HTTP/1.1\r\nHost: localhost\r\nConnection: \(connection)\r\n\r\n")
                    client.endInput()
                    // The server's buffers are full by then, and its own end has come.
                    Thread.sleep(forTimeInterval: connection == "close" ? 2.5 : 0.3)
                    return try client.readToEnd()
                }
                #expect(Self.body(answer) == Data(Mirror.long))
            }
        }
    }

    @Test func `a goodbye without the end of the stream is enough`() async throws {
        try await serve(secure: true) { server in
            let port = server.port
            let (answer, took) = try await Client.run {
                let client = try Client(port: port, secure: true)
                client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab")
                client.endInput(stream: false)
                let start = ContinuousClock.now
                return (try client.readToEnd(), ContinuousClock.now - start)
            }
            #expect(Self.body(answer) == Data("ab".utf8))
            #expect(took < .seconds(25))
        }
    }

    @Test func `a body that ends in the middle is no request`() async throws {
        try await serve(secure: true) { server in
            let port = server.port
            let answer = try await Client.run {
                let client = try Client(port: port, secure: true)
                client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nab")
                client.endInput()
                return try client.readToEnd()
            }
            #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 400 "))
        }
    }

    @Test func `a client that never shakes hands is not waited for`() async throws {
        try await serve(secure: true, limits: ServerLimits(idleSeconds: 4, bodySeconds: 4)) { server in
            let port = server.port
            let closed = try await Client.run {
                let silent = try Client(port: port, secure: false)
                let half = try Client(port: port, secure: false)
                half.sendRaw([0x16, 0x03, 0x01, 0x02, 0x00, 0x01])
                let idle = try Client(port: port, secure: true)
                return [silent.isClosed(), half.isClosed(), idle.isClosed()]
            }
            #expect(closed == [true, true, true])
        }
    }

    @Test func `stopping does not wait for clients that do not read`() async throws {
        let server = try await HTTPServer.start(Mirror(), certificate: TestCertificate.pair())
        let port = server.port
        let client = try await Client.run {
            let client = try Client(port: port, secure: true)
            client.send("GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n")
            Thread.sleep(forTimeInterval: 0.2)
            return UnsafeTransfer(client)
        }
        let start = ContinuousClock.now
        await server.stop()
        #expect(ContinuousClock.now - start < .seconds(60))
        _ = client
    }

    @Test func `garbage instead of a handshake harms nobody`() async throws {
        try await serve(secure: true) { server in
            let port = server.port
            let (closed, answer) = try await Client.run {
                var state: UInt64 = 0x9E37_79B9_7F4A_7C15
                var closed = 0
                for round in 0..<60 {
                    let client = try Client(port: port, secure: false)
                    var bytes = (0..<(1 + round * 7)).map { _ in
                        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                        return UInt8(truncatingIfNeeded: state >> 33)
                    }
                    // Some of it looks like the beginning of TLS.
                    if round.isMultiple(of: 3) { bytes = [0x16, 0x03, 0x01, 0x00, 0x20] + bytes }
                    client.sendRaw(bytes)
                    client.endInput()
                    closed += client.isClosed() ? 1 : 0
                }
                let client = try Client(port: port, secure: true)
                client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
                return (closed, try client.readToEnd())
            }
            #expect(closed == 60)
            #expect(Self.body(answer) == Data("ok".utf8))
        }
    }

    @Test func `many connections at once are served, one as the other`() async throws {
        try await serve(secure: true) { server in
            let port = server.port
            let served = try await withThrowingTaskGroup(of: Int.self) { group in
                for thread in 0..<8 {
                    group.addTask {
                        try await Client.run {
                            // All are open before the first of them asks.
                            let clients = try (0..<25).map { _ in try Client(port: port, secure: true) }
                            var served = 0
                            for (index, client) in clients.enumerated() {
                                let word = "\(thread)-\(index)"
                                client.send(
                                    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(word.utf8.count)\r\n"
                                        + "Connection: close\r\n\r\n\(word)")
                                served += Self.body(try client.readToEnd()) == Data(word.utf8) ? 1 : 0
                            }
                            return served
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(served == 200)
        }
    }
}

/// Hands a value from the thread that made it to the test that waited for it; one has it after the other.
private struct UnsafeTransfer<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}
