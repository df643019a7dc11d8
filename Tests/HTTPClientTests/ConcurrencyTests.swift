import FaultServer
import HTTPClient
import Synchronization
import Testing

/// Many requests, few connections, and an end at any moment.
@Suite struct ConcurrencyTests {
    @Test func `one connection serves one request after the other`() async throws {
        let server = try FaultServer { request, connection in
            connection.answer(200, request.target)
            return .keep
        }
        let transport = CurlTransport()
        for number in 0..<20 {
            let response = try await transport.send(HTTPRequest(url: server.url + "/\(number)"))
            #expect(response.text == "/\(number)")
            #expect(response.reusedConnection == (number > 0))
        }
        #expect(server.connections == 1)
    }

    @Test func `thirty-two requests are under way at once`() async throws {
        let gate = Mutex(0)
        let server = try FaultServer { request, connection in
            gate.withLock { $0 += 1 }
            // Nobody is answered before everybody has asked.
            var rounds = 0
            while gate.withLock({ $0 }) < 32, rounds < 5000 {
                connection.pause(milliseconds: 1)
                rounds += 1
            }
            connection.answer(200, request.target)
            return .keep
        }
        let transport = CurlTransport()
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<32 {
                group.addTask { try await transport.send(HTTPRequest(url: server.url + "/\(number)")).text }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(answers == Set((0..<32).map { "/\($0)" }))
        #expect(server.connections == 32)
    }

    @Test func `more than the limit wait, and waiting is no connection time`() async throws {
        let server = try FaultServer { request, connection in
            connection.pause(milliseconds: 60)
            connection.answer(200, request.target)
            return .keep
        }
        let transport = CurlTransport(configuration: CurlConfiguration(requestsPerHost: 2))
        let timeouts = HTTPTimeouts(connect: .milliseconds(150), total: .seconds(20))
        let count = try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<16 {
                group.addTask {
                    _ = try await transport.send(HTTPRequest(url: server.url + "/\(number)", timeouts: timeouts))
                }
            }
            return try await group.reduce(into: 0) { count, _ in count += 1 }
        }
        #expect(count == 16)
        #expect(server.connections == 2)
    }

    @Test func `a request that waits for its turn times out`() async throws {
        let isOver = Atomic(false)
        let server = try FaultServer { request, connection in
            // Until the other one has given up, however long that takes on a busy machine.
            for _ in 0..<5000 where !isOver.load(ordering: .acquiring) { connection.pause(milliseconds: 5) }
            connection.answer(200, request.target)
            return .keep
        }
        let transport = CurlTransport(configuration: CurlConfiguration(requestsPerHost: 1))
        let first = Task { try await transport.send(HTTPRequest(url: server.url + "/first")).text }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        await #expect(throws: TransportError.timedOut(.connecting, host: "127.0.0.1")) {
            try await transport.send(
                HTTPRequest(url: server.url + "/second", timeouts: HTTPTimeouts(total: .milliseconds(100))))
        }
        isOver.store(true, ordering: .releasing)
        #expect(try await first.value == "/first")
        #expect(server.requests.count == 1)
    }

    @Test func `cancelling ends the request and the connection`() async throws {
        let closed = Mutex(false)
        let server = try FaultServer { _, connection in
            let ended = connection.waitForClose(milliseconds: 60_000)
            closed.withLock { $0 = ended }
            return .close
        }
        let transport = CurlTransport()
        let task = Task { () throws(TransportError) in try await transport.send(HTTPRequest(url: server.url)) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: TransportError.cancelled) { try await task.value }
        var rounds = 0
        while !closed.withLock({ $0 }), rounds < 6000 {
            try await Task.sleep(for: .milliseconds(5))
            rounds += 1
        }
        #expect(closed.withLock { $0 })
    }

    @Test func `a task that is cancelled already sends nothing`() async throws {
        let server = try FaultServer { _, connection in
            connection.answer(200)
            return .keep
        }
        let transport = CurlTransport()
        let task = Task { () throws(TransportError) in
            while !Task.isCancelled { await Task.yield() }
            return try await transport.send(HTTPRequest(url: server.url))
        }
        task.cancel()
        await #expect(throws: TransportError.cancelled) { try await task.value }
        #expect(server.requests.isEmpty)
    }

    @Test func `cancelling at any moment never hangs and never answers twice`() async throws {
        let server = try FaultServer { request, connection in
            connection.pause(milliseconds: UInt32.random(in: 0...3))
            connection.answer(200, request.target)
            return .keep
        }
        let transport = CurlTransport(configuration: CurlConfiguration(requestsPerHost: 8))
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let task = Task { () throws(TransportError) in
                        try await transport.send(HTTPRequest(url: server.url + "/\(number)"))
                    }
                    try? await Task.sleep(for: .microseconds(number * 40))
                    task.cancel()
                    switch await task.result {
                    case .success(let response): return response.text == "/\(number)"
                    case .failure(let error): return error as? TransportError == .cancelled
                    }
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.count == 200)
        #expect(outcomes.allSatisfy { $0 })
        // The transport still works.
        #expect(try await transport.send(HTTPRequest(url: server.url + "/after")).text == "/after")
    }

    @Test func `cancelling a request that waits for its turn`() async throws {
        let server = try FaultServer { _, connection in
            _ = connection.waitForClose(milliseconds: 60_000)
            return .close
        }
        let transport = CurlTransport(configuration: CurlConfiguration(requestsPerHost: 1))
        let first = Task { try await transport.send(HTTPRequest(url: server.url)) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        let second = Task { () throws(TransportError) in try await transport.send(HTTPRequest(url: server.url)) }
        try await Task.sleep(for: .milliseconds(50))
        second.cancel()
        await #expect(throws: TransportError.cancelled) { try await second.value }
        first.cancel()
        _ = await first.result
        #expect(server.requests.count == 1)
    }

    @Test func `shutting down ends what is under way and what comes later`() async throws {
        let server = try FaultServer { _, connection in
            _ = connection.waitForClose(milliseconds: 60_000)
            return .close
        }
        let transport = CurlTransport()
        let task = Task { () throws(TransportError) in try await transport.send(HTTPRequest(url: server.url)) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        transport.shutDown()
        await #expect(throws: TransportError.closed) { try await task.value }
        await #expect(throws: TransportError.closed) { try await transport.send(HTTPRequest(url: server.url)) }
    }

    @Test(arguments: [true, false])
    func `a transport that was never used ends without a trace`(isShutDown: Bool) async throws {
        let server = try FaultServer { _, connection in
            connection.answer(200)
            return .keep
        }
        weak var kept: CurlTransport?
        do {
            let transport = CurlTransport()
            kept = transport
            if isShutDown {
                transport.shutDown()
                transport.shutDown()
                // It cannot be used any more, and trying starts nothing.
                await #expect(throws: TransportError.closed) { try await transport.send(HTTPRequest(url: server.url)) }
            }
        }
        #expect(kept == nil)
        #expect(server.connections == 0)
    }
}
