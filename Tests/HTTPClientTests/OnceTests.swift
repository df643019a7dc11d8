import FaultServer
import HTTPClient
import Testing

/// How often a request reaches a server whose connections die after it was read.
@Suite struct OnceTests {
    /// A server that answers the first request of a connection and cuts the second off, after reading it.
    private func server() throws -> FaultServer {
        try FaultServer { request, connection in
            if request.path == "/warm" {
                connection.answer(200, "warm")
                return .keep
            }
            connection.reset()
            return .close
        }
    }

    private func arrivals(_ method: String, _ body: String, change: (inout HTTPRequest) -> Void) async throws -> Int {
        let server = try server()
        let transport = CurlTransport()
        defer { transport.shutDown() }
        // Five connections, so that a repetition finds a warm one again.
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<5 {
                group.addTask { _ = try? await transport.send(HTTPRequest(url: server.url + "/warm")) }
            }
        }
        var request = HTTPRequest(method: method, url: server.url + "/write", body: Array(body.utf8))
        change(&request)
        let error = await #expect(throws: TransportError.self) { try await transport.send(request) }
        #expect(error?.requestMayHaveArrived == true)
        return server.requests.count { $0.path == "/write" }
    }

    @Test(arguments: [("POST", "a=b"), ("PUT", String(repeating: "x", count: 300_000)), ("POST", ""), ("DELETE", "")])
    func `a request that is sent once arrives once`(method: String, body: String) async throws {
        #expect(try await arrivals(method, body) { $0.sendsOnce = true } == 1)
    }

    @Test func `a request on a connection of its own arrives once`() async throws {
        let count = try await arrivals("POST", "a=b") {
            $0.sendsOnce = true
            $0.wantsFreshConnection = true
        }
        #expect(count == 1)
    }

    @Test func `a request that may be repeated arrives again, which is why the others say so`() async throws {
        #expect(try await arrivals("POST", "a=b") { _ in } > 1)
    }

    @Test func `a body that is sent once arrives whole, with its length`() async throws {
        let server = try FaultServer { request, connection in
            connection.answer(200, "\(request.body.count) \(request.header("content-length") ?? "none")")
            return .keep
        }
        let transport = CurlTransport()
        defer { transport.shutDown() }
        for count in [0, 1, 65_536, 1_000_000] {
            var request = HTTPRequest(
                method: "POST", url: server.url + "/", body: [UInt8](repeating: 0, count: count))
            request.sendsOnce = true
            let answer = try await transport.send(request)
            #expect(answer.text == "\(count) \(count)")
        }
        #expect(server.requests.allSatisfy { $0.header("transfer-encoding") == nil && $0.header("expect") == nil })
    }
}
