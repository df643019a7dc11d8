import Foundation
import Programs
import RawSockets
import Testing

@testable import Simulator
@testable import SimulatorServer

/// The server by raw sockets: what arrives is what was sent, and nothing that arrives does harm.
struct HTTPServerTests {
    private func serve(
        _ limits: ServerLimits = ServerLimits(), _ body: (HTTPServer) async throws -> Void
    ) async throws {
        let server = try await HTTPServer.start(EchoFace(), limits: limits)
        do { try await body(server) } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    @Test func `target and headers reach the face as they were sent`() async throws {
        try await serve { server in
            let socket = try RawSocket(port: server.port)
            socket.send(
                "GET /a%2fb/../c//d?x=%7e&x=+&&y HTTP/1.1\r\nhOsT: localhost\r\nX-Two: 1\r\nx-two:   2\r\nX-Empty:\r\n"
                    + "Connection: close\r\n\r\n")
            let answer = try #require(await socket.readToEnd())
            #expect(
                answer.hasSuffix(
                    "GET /a%2fb/../c//d?x=%7e&x=+&&y\nhOsT=localhost\nX-Two=1\nx-two=2\nX-Empty=\nConnection=close\n#0")
            )
        }
    }

    @Test func `a connection takes one request after the other`() async throws {
        try await serve { server in
            let socket = try RawSocket(port: server.port)
            for number in 1...3 {
                socket.send("POST /\(number) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab")
                #expect(await socket.read(until: "#2").contains("POST /\(number)"))
            }
        }
    }

    @Test func `pipelined requests are answered in their order`() async throws {
        try await serve { server in
            let socket = try RawSocket(port: server.port)
            socket.send(
                "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\nGET /2 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    + "GET /3 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            let answer = try #require(await socket.readToEnd())
            let places = ["GET /slow", "GET /2", "GET /3"].map { answer.firstRange(of: $0)?.lowerBound }
            #expect(places.compactMap(\.self).count == 3)
            #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
        }
    }

    @Test func `chunks become one body`() async throws {
        try await serve { server in
            let socket = try RawSocket(port: server.port)
            socket.send(
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                    + "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n")
            #expect(await socket.readToEnd()?.hasSuffix("#7") == true)
        }
    }

    @Test(arguments: [
        "this is not HTTP\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n",
        "GET / HTTP/1.1\r\nBad Header\r\n\r\n", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ])
    func `what is no HTTP gets 400, and the connection closes`(_ bytes: String) async throws {
        try await serve { server in
            let socket = try RawSocket(port: server.port)
            socket.send(bytes)
            let answer = try #require(await socket.readToEnd())
            #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"), "\(answer.prefix(80))")
            #expect(answer.hasSuffix("\r\n\r\nThe request is not valid HTTP/1.1.\n"))
            #expect(answer.contains("connection: close\r\n"))
        }
    }

    @Test func `header fields beyond the limit get 431`() async throws {
        try await serve(ServerLimits(headerBytes: 1000, headerFields: 10)) { server in
            for headers in ["X: \(String(repeating: "a", count: 2000))\r\n", String(repeating: "X: a\r\n", count: 20)] {
                let socket = try RawSocket(port: server.port)
                socket.send("GET / HTTP/1.1\r\n\(headers)\r\n")
                #expect(await socket.readToEnd()?.hasPrefix("HTTP/1.1 431 ") == true)
            }
        }
    }

    @Test func `a body beyond the limit gets 413, announced or not`() async throws {
        try await serve(ServerLimits(bodyBytes: 1000)) { server in
            let announced = try RawSocket(port: server.port)
            announced.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\nabc")
            #expect(await announced.readToEnd()?.hasPrefix("HTTP/1.1 413 ") == true)
            let sudden = try RawSocket(port: server.port)
            sudden.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
            sudden.send("2000\r\n" + String(repeating: "a", count: 0x2000) + "\r\n0\r\n\r\n")
            #expect(await sudden.readToEnd()?.hasPrefix("HTTP/1.1 413 ") == true)
        }
    }

    @Test func `a slow client is not waited for`() async throws {
        try await serve(ServerLimits(idleSeconds: 1, bodySeconds: 1)) { server in
            let silent = try RawSocket(port: server.port)
            let dripping = try RawSocket(port: server.port)
            dripping.send("GET / HT")
            let unfinished = try RawSocket(port: server.port)
            unfinished.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc")
            #expect(await silent.readToEnd() == "")
            #expect(await dripping.readToEnd() == "")
            #expect(await unfinished.readToEnd()?.hasPrefix("HTTP/1.1 408 ") == true)
        }
    }

    @Test func `a client that asks first is told to go on`() async throws {
        // Among a thousand other tests the body may come late.
        try await serve(ServerLimits(idleSeconds: 600, bodySeconds: 600)) { server in
            let socket = try RawSocket(port: server.port)
            socket.send(
                "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n\r\n"
            )
            #expect(await socket.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 100 Continue\r\n"))
            socket.send("abc")
            #expect(await socket.readToEnd()?.hasSuffix("#3") == true)
        }
    }

    @Test func `HEAD gets the length and no body, HTTP 1.0 a closed connection`() async throws {
        try await serve { server in
            let head = try RawSocket(port: server.port)
            head.send("HEAD /x HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            let answer = try #require(await head.readToEnd())
            #expect(answer.contains("content-length: 42\r\n"))
            #expect(answer.hasSuffix("\r\n\r\n"))
            let old = try RawSocket(port: server.port)
            old.send("GET /x HTTP/1.0\r\n\r\n")
            #expect(await old.readToEnd()?.hasSuffix("#0") == true)
        }
    }

    @Test func `delays and faults are done to the connection`() async throws {
        try await serve { server in
            let began = ContinuousClock.now
            let slow = try RawSocket(port: server.port)
            slow.send("GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            #expect(await slow.readToEnd()?.hasSuffix("#0") == true)
            #expect(ContinuousClock.now - began >= .milliseconds(150))
            let closed = try RawSocket(port: server.port)
            closed.send("GET /close HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(await closed.readToEnd() == "")
            let cut = try RawSocket(port: server.port)
            cut.send("GET /cut HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(await cut.readToEnd()?.hasSuffix("\r\n\r\nGET /") == true)
        }
    }

    @Test func `stopping closes every connection, those without an answer too`() async throws {
        let server = try await HTTPServer.start(EchoFace())
        let idle = try RawSocket(port: server.port)
        idle.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(await idle.read(until: "#0").contains("200 OK"))
        let waiting = try RawSocket(port: server.port)
        waiting.send("GET /hang HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await server.stop()
        #expect(await idle.readToEnd() == "")
        #expect(await waiting.readToEnd() == "")
        #expect(throws: RawSocket.Failure.self) { try RawSocket(port: server.port) }
    }

    @Test func `only loopback is listened on`() async throws {
        let error = try await #require(throws: ServerError.self) {
            try await HTTPServer.start(EchoFace(), host: "0.0.0.0")
        }
        #expect(
            error.sentence
                == "The simulator listens on this computer only: 0.0.0.0 is no loopback address. Use 127.0.0.1, ::1 or localhost."
        )
    }

    @Test func `a port that is taken is said`() async throws {
        try await serve { server in
            let error = try await #require(throws: ServerError.self) {
                try await HTTPServer.start(EchoFace(), port: server.port)
            }
            #expect(error.sentence == "Cannot listen on 127.0.0.1, port \(server.port): Address already in use.")
        }
    }

    @Test(.enabled(if: Tools.found("curl") != nil)) func `TLS is trusted by the certificate and by nothing else`()
        async throws
    {
        try await RunningSimulator.with("fresh") { running in
            let file = running.directory + "/ca.pem"
            try running.simulator.endpoints.certificateAuthority.write(toFile: file, atomically: true, encoding: .utf8)
            let url = running.simulator.endpoints.kubernetes + "/version"
            let trusted = try await running.curl("--cacert", file, url)
            #expect(trusted.status == 0)
            #expect(trusted.out.contains(#""gitVersion":"v1.33"#))
            let strange = try await running.curl(url)
            #expect(strange.status == 60)
            let port = try #require(running.simulator.endpoints.kubernetes.split(separator: ":").last)
            let named = try await running.curl("--cacert", file, "https://localhost:\(port)/version")
            #expect(named.status == 0)
        }
    }

    @Test(.timeLimit(.minutes(5))) func `any bytes are survived`() async throws {
        try await serve { server in
            var numbers = ClusterNumbers(seed: 7)
            for _ in 0..<60 {
                let socket = try RawSocket(port: server.port)
                let count = Int(numbers.next() % 400)
                socket.send((0..<count).map { _ in UInt8(truncatingIfNeeded: numbers.next()) } + Array("\r\n\r\n".utf8))
            }
            let socket = try RawSocket(port: server.port)
            socket.send("GET /alive HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            #expect(await socket.readToEnd()?.contains("GET /alive") == true)
        }
    }
}
