import FaultServer
import HTTPClient
import KubernetesClient
import Testing

/// Exec against servers that do what no simulator does.
@Suite(.timeLimit(.minutes(2))) struct ExecServerTests {
    private static let success = #"{"metadata":{},"status":"Success"}"#

    private func frame(_ channel: UInt8, _ text: String) -> [UInt8] {
        [0x82, UInt8(text.utf8.count + 1), channel] + text.utf8
    }

    private func server(
        _ subprotocol: String?, _ talk: @escaping @Sendable (FaultConnection) -> Void
    ) throws -> FaultServer {
        try FaultServer { request, connection in
            connection.upgrade(request, headers: subprotocol.map { [("Sec-WebSocket-Protocol", $0)] } ?? [])
            talk(connection)
            return .close
        }
    }

    private func session(_ server: FaultServer) -> KubernetesSession {
        KubernetesSession(
            server: server.url, trust: .system, transport: CurlTransport(), tokens: StaticTokenSource("secret-token"))
    }

    private func command(_ input: [UInt8]? = nil) -> PodCommand {
        PodCommand(["cat", "a b&c", ""], pod: "p", namespace: "mail", container: "cli", input: input)
    }

    private func sentence(_ server: FaultServer, input: [UInt8]? = nil, seconds: Int = 60) async -> String? {
        let (session, command) = (session(server), command(input))
        return await failure { () throws(KubernetesFailure) in
            try await session.exec(command, within: .seconds(seconds)) { _ in }
        }?.sentence
    }

    @Test func `the opening says what runs, and how`() async throws {
        let server = try server("v5.channel.k8s.io") { connection in
            connection.send(frame(1, "x") + frame(3, Self.success))
            _ = connection.waitForClose()
        }
        let heard = PodBench.Heard()
        #expect(try await session(server).exec(command([]), within: .seconds(60), heard.take) == 0)
        #expect(heard.text == "x")
        let request = try #require(server.requests.first)
        #expect(
            request.target
                == "/api/v1/namespaces/mail/pods/p/exec?command=cat&command=a%20b%26c&command=&container=cli&stdin=true"
                + "&stdout=true&stderr=true")
        #expect(request.header("sec-websocket-protocol") == "v5.channel.k8s.io, v4.channel.k8s.io")
        #expect(request.header("authorization") == "Bearer secret-token")
    }

    @Test func `version 5 ends the input, version 4 cannot`() async throws {
        for (version, ends) in [("v5.channel.k8s.io", true), ("v4.channel.k8s.io", false)] {
            let server = try server(version) { connection in
                let input = connection.nextFrame()
                if ends, connection.nextFrame()?.payload != [255, 0] { return }
                guard input?.payload == [0] + Array("in".utf8) else { return }
                connection.send(frame(3, Self.success))
                _ = connection.waitForClose()
            }
            #expect(try await session(server).exec(command(Array("in".utf8)), within: .seconds(60)) { _ in } == 0)
        }
        let waiting = try server("v4.channel.k8s.io") { connection in while connection.nextFrame() != nil {} }
        #expect(
            await sentence(waiting, input: Array("in".utf8), seconds: 1)
                == "The program in pod p in namespace mail had not ended after 1 seconds: the connection was closed. It may "
                + "still run there, waiting for more input: this cluster speaks only v4.channel.k8s.io, in which nobody "
                + "can say that the input has ended.")
    }

    @Test func `output behind the outcome still counts, and a server that keeps the line is not waited for`()
        async throws
    {
        let server = try server("v5.channel.k8s.io") { connection in
            connection.send(frame(1, "a") + frame(3, Self.success) + frame(1, "b") + frame(2, "c"))
            _ = connection.waitForClose(milliseconds: 60_000)
        }
        let heard = PodBench.Heard()
        #expect(try await session(server).exec(command(), within: .seconds(60), heard.take) == 0)
        #expect(heard.text == "ab")
        #expect(heard.complaint == "c")
    }

    @Test(arguments: [
        (
            #"{"status":"Failure","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"137"}]}}"#,
            137
        ),
        (success, 0),
    ])
    func `outcomes, in pieces`(status: String, code: Int) async throws {
        let server = try server("v4.channel.k8s.io") { connection in
            for byte in status.utf8 { connection.send([0x82, 0x02, 3, byte]) }
            connection.send([0x88, 0x00])
            _ = connection.waitForClose()
        }
        #expect(try await session(server).exec(command(), within: .seconds(60)) { _ in } == code)
    }

    @Test func `what ends without an outcome is no success`() async throws {
        let closed = try server("v5.channel.k8s.io") { connection in
            connection.send(frame(1, "x") + [0x88, 0x06, 0x03, 0xE9] + Array("gone".utf8))
            _ = connection.waitForClose()
        }
        #expect(
            await sentence(closed)
                == "The server closed the connection to pod p in namespace mail without the exit code of its program, which "
                + "may have run to its end or not. The server says: gone.")
        let odd = try server("v5.channel.k8s.io") { connection in
            connection.send(frame(3, "not a status") + [0x88, 0x00])
            _ = connection.waitForClose()
        }
        #expect(await sentence(odd)?.hasPrefix("The server closed the connection to pod p") == true)
        let none = try server(nil) { connection in _ = connection.waitForClose() }
        #expect(
            await sentence(none)
                == "The cluster's answer to get pods/exec \"p\" in namespace \"mail\" cannot be understood: the server "
                + "chose no protocol for the streams.")
    }

    @Test(arguments: [
        (400, "pod p does not have a host assigned", "BadRequest", ""),
        (400, #"unable to upgrade connection: container not found ("cli")"#, "BadRequest", ""),
        (500, "error dialing backend: dial tcp 10.0.1.2:10250: i/o timeout", "InternalError", ""),
        (
            400, "Upgrade request required", "BadRequest",
            " Something on the way there, a proxy or a load balancer, takes out the fields that ask for a WebSocket."
        ),
    ])
    func `refusals keep their words, before the opening and after it`(
        code: Int, message: String, reason: String, hint: String
    ) async throws {
        let quoted = message.replacing("\"", with: "\\\"")
        let status =
            #"{"kind":"Status","status":"Failure","message":"\#(quoted)","reason":"\#(reason)","code":\#(code)}"#
        let refusing = try FaultServer { _, connection in
            connection.answer(code, status, headers: [("Content-Type", "application/json")])
            return .keep
        }
        let expected =
            "The cluster refused to get pods/exec \"p\" in namespace \"mail\": \(message) (\(code) \(reason)).\(hint)"
        #expect(await sentence(refusing) == expected)
        let later = try server("v5.channel.k8s.io") { connection in
            let bytes = [3] + Array(status.utf8)
            let length =
                bytes.count < 126 ? [UInt8(bytes.count)] : [126, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)]
            connection.send([0x82] + length + bytes)
            connection.send([0x88, 0x00])
            _ = connection.waitForClose()
        }
        #expect(await sentence(later) == expected)
    }

    @Test func `a secret that comes back is not shown`() async throws {
        let server = try FaultServer { request, connection in
            connection.answer(
                500, #"{"kind":"Status","message":"you sent secret-token","reason":"InternalError","code":500}"#)
            return .keep
        }
        #expect(await sentence(server)?.contains("secret-token") == false)
    }
}
