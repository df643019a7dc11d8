import FaultServer
import HTTPClient
import Testing

/// Everything that may happen on the way to an answer.
@Suite struct FaultTests {
    private let transport = CurlTransport()

    private func failure(
        _ server: FaultServer, limit: Int = 1 << 20, total: Duration = .seconds(5)
    ) async -> TransportError? {
        let request = HTTPRequest(
            url: server.url + "/", timeouts: HTTPTimeouts(connect: .seconds(2), total: total), responseLimit: limit)
        do {
            let response = try await transport.send(request)
            Issue.record("answered \(response.status)")
            return nil
        } catch {
            return error
        }
    }

    @Test func `an answer comes with status, headers and body`() async throws {
        let server = try FaultServer { request, connection in
            connection.answer(
                404, "nothing here",
                headers: [("X-One", "1"), ("x-one", "2"), ("X-Folded", "a\r\n b"), ("X-Empty", "")])
            return .keep
        }
        let response = try await transport.send(HTTPRequest(url: server.url + "/a"))
        #expect(response.status == 404)
        #expect(response.text == "nothing here")
        #expect(response.headers.filter { $0.isNamed("X-One") }.map(\.value) == ["1", "2"])
        #expect(response.header("x-folded") == "a b")
        #expect(response.header("x-empty") == "")
        #expect(response.header("x-none") == nil)
        #expect(response.elapsed > .zero)
        #expect(!response.reusedConnection)
    }

    @Test func `an interim answer is left out`() async throws {
        let server = try FaultServer { _, connection in
            connection.send("HTTP/1.1 103 Early Hints\r\nX-Early: yes\r\n\r\n")
            connection.answer(200, "ok")
            return .keep
        }
        let response = try await transport.send(HTTPRequest(url: server.url))
        #expect(response.status == 200)
        #expect(response.header("x-early") == nil)
    }

    @Test func `a reset before the answer`() async throws {
        let server = try FaultServer { _, connection in
            connection.reset()
            return .close
        }
        #expect(await failure(server) == .reset(host: "127.0.0.1"))
    }

    @Test func `an end before the answer`() async throws {
        let server = try FaultServer { _, _ in .close }
        #expect(await failure(server) == .reset(host: "127.0.0.1"))
    }

    @Test func `a reset within the body`() async throws {
        let server = try FaultServer { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
            connection.pause(milliseconds: 50)
            connection.reset()
            return .close
        }
        #expect(await failure(server) == .reset(host: "127.0.0.1"))
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nhal",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
    ])
    func `an end within the body`(answer: String) async throws {
        let server = try FaultServer { _, connection in
            connection.send(answer)
            return .close
        }
        #expect(await failure(server) == .truncated(host: "127.0.0.1"))
    }

    @Test func `a body as long as its connection`() async throws {
        let server = try FaultServer { _, connection in
            connection.send("HTTP/1.0 200 OK\r\n\r\nall of it")
            return .close
        }
        #expect(try await transport.send(HTTPRequest(url: server.url)).text == "all of it")
    }

    @Test func `slow bytes arrive whole`() async throws {
        let server = try FaultServer { _, connection in
            for byte in "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".utf8 {
                connection.send([byte])
                connection.pause(milliseconds: 2)
            }
            return .close
        }
        #expect(try await transport.send(HTTPRequest(url: server.url)).text == "ok")
    }

    @Test func `bytes that are too slow`() async throws {
        let server = try FaultServer { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            while connection.send("x") { connection.pause(milliseconds: 50) }
            return .close
        }
        #expect(await failure(server, total: .milliseconds(400)) == .timedOut(.receiving, host: "127.0.0.1"))
    }

    @Test func `no answer at all`() async throws {
        let server = try FaultServer { _, connection in
            _ = connection.waitForClose()
            return .close
        }
        #expect(await failure(server, total: .milliseconds(300)) == .timedOut(.waiting, host: "127.0.0.1"))
    }

    @Test func `a server that accepts and never speaks TLS`() async throws {
        let server = try FaultServer(greet: { connection in
            connection.pause(milliseconds: 1500)
            return false
        }) { _, _ in .close }
        let request = HTTPRequest(
            url: "https://127.0.0.1:\(server.port)/", timeouts: HTTPTimeouts(connect: .milliseconds(300)))
        await #expect(throws: TransportError.timedOut(.connecting, host: "127.0.0.1")) {
            try await transport.send(request)
        }
    }

    @Test(arguments: [false, true])
    func `a body beyond the limit`(announced: Bool) async throws {
        let server = try FaultServer { _, connection in
            let body = [UInt8](repeating: 0x61, count: 200_000)
            connection.send("HTTP/1.1 200 OK\r\n" + (announced ? "Content-Length: 200000\r\n" : "") + "\r\n")
            connection.send(body)
            return .close
        }
        #expect(await failure(server, limit: 100_000) == .tooLarge(limit: 100_000))
        let request = HTTPRequest(url: server.url, responseLimit: 200_000)
        #expect(try await transport.send(request).body.count == 200_000)
    }

    @Test(arguments: ["garbage\r\n\r\n", "\u{0}\u{1}\u{2}", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/9.9 what\r\n\r\n"])
    func `an answer that is not HTTP`(answer: String) async throws {
        let server = try FaultServer { _, connection in
            connection.send(answer)
            return .close
        }
        #expect(await failure(server) == .notHTTP(host: "127.0.0.1"))
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is an answer`(status: Int) async throws {
        let server = try FaultServer { _, connection in
            connection.answer(status, headers: [("Location", "/elsewhere")])
            return .keep
        }
        let response = try await transport.send(
            HTTPRequest(method: "POST", url: server.url, headers: [HTTPHeader("Authorization", "x")]))
        #expect(response.status == status)
        #expect(response.header("location") == "/elsewhere")
        #expect(server.requests.count == 1)
    }

    @Test func `nobody listens`() async throws {
        let port = try FaultServer.deadPort()
        await #expect(throws: TransportError.refused(host: "127.0.0.1", port: port)) {
            try await transport.send(HTTPRequest(url: "http://127.0.0.1:\(port)/"))
        }
    }

    @Test func `a name without an address`() async throws {
        await #expect(throws: TransportError.cannotResolve(host: "no-such-host.invalid")) {
            try await transport.send(HTTPRequest(url: "https://no-such-host.invalid/"))
        }
    }

    @Test func `a connection that died while idle is replaced`() async throws {
        let server = try FaultServer { request, connection in
            connection.answer(200, request.target)
            return .close
        }
        for number in 1...3 {
            let response = try await transport.send(HTTPRequest(method: "POST", url: server.url + "/\(number)"))
            #expect(response.text == "/\(number)")
        }
        #expect(server.connections == 3)
    }
}
