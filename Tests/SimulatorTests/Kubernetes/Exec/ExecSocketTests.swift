import Foundation
import RawSockets
import Testing
import Wire

@testable import Simulator
@testable import SimulatorServer

/// `pods/exec` byte by byte: the opening, the frames, and the refusals before them.
struct ExecSocketTests {
    private static func path(_ fixture: PodFixture, _ query: String, pod: String? = nil) -> String {
        "/api/v1/namespaces/default/pods/\(pod ?? fixture.pod)/exec?\(query)"
    }

    private static func opening(
        _ path: String, token: String, protocols: String = "v5.channel.k8s.io, v4.channel.k8s.io"
    ) -> String {
        [
            "GET \(path) HTTP/1.1", "Host: localhost", "Authorization: Bearer \(token)", "Connection: Upgrade",
            "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: \(protocols)", "", "",
        ].joined(separator: "\r\n")
    }

    /// A binary frame as a client sends it, masked.
    private static func frame(_ payload: [UInt8], opcode: UInt8 = 2) -> [UInt8] {
        let mask: [UInt8] = [1, 2, 3, 4]
        return [0x80 | opcode, 0x80 | UInt8(payload.count)] + mask
            + payload.enumerated().map { $0.element ^ mask[$0.offset % 4] }
    }

    /// Opens a connection to a server without TLS, sends frames, and reads all that comes back.
    private func talk(
        _ fixture: PodFixture, _ query: String, protocols: String = "v5.channel.k8s.io, v4.channel.k8s.io",
        pod: String? = nil, user: String = "system:masters", frames: [[UInt8]] = []
    ) async throws -> String {
        let server = try await HTTPServer.start(fixture.face)
        let socket = try RawSocket(port: server.port)
        // The first frames follow the opening without waiting for its answer.
        socket.send(
            Array(
                Self.opening(
                    Self.path(fixture, query, pod: pod), token: PodFixture.token(fixture.simulation, of: user),
                    protocols: protocols
                ).utf8) + frames.joined())
        let answer = await socket.readToEnd()
        await server.stop()
        return answer ?? "no end"
    }

    @Test(.timeLimit(.minutes(1))) func `the opening is answered, then streams, outcome and goodbye`() async throws {
        let answer = try await talk(
            PodFixture(), "command=sh&stdin=true&stdout=true&stderr=true",
            frames: [
                Self.frame([4] + Array(#"{"Width":80,"Height":24}"#.utf8)), Self.frame([], opcode: 9),
                Self.frame([0] + Array("echo out; nope\n".utf8)), Self.frame([0] + Array("exit 3\n".utf8)),
            ])
        #expect(answer.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
        #expect(answer.lowercased().contains("sec-websocket-protocol: v5.channel.k8s.io\r\n"))
        // The proof of RFC 6455's own example key.
        #expect(answer.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
        #expect(answer.contains("\u{01}out\n"))
        #expect(answer.contains("\u{02}sh: nope: command not found\n"))
        #expect(answer.contains("\u{03}{\"metadata\":{},\"status\":\"Failure\""))
        #expect(answer.contains(#""causes":[{"reason":"ExitCode","message":"3"}]"#))
    }

    @Test(.timeLimit(.minutes(1))) func `version 5 ends input alone; version 4 is spoken as well`() async throws {
        let ended = try await talk(
            PodFixture(), "command=cat&stdin=true&stdout=true",
            frames: [Self.frame([0] + Array("abc".utf8)), Self.frame([255, 0])])
        // As it came: cat adds no end of line.
        #expect(ended.contains("\u{01}abc"))
        #expect(!ended.contains("abc\n"))
        #expect(ended.contains("\u{03}{\"metadata\":{},\"status\":\"Success\"}"))
        let old = try await talk(
            PodFixture(), "command=echo&command=x&stdout=true", protocols: "v4.channel.k8s.io")
        #expect(old.lowercased().contains("sec-websocket-protocol: v4.channel.k8s.io\r\n"))
        #expect(old.contains("\u{01}x\n"))
    }

    @Test(.timeLimit(.minutes(1))) func `what is not wanted is not sent`() async throws {
        let answer = try await talk(PodFixture(), "command=sh&command=-c&command=echo+a;nope&stderr=true")
        #expect(!answer.contains("\u{01}a"))
        #expect(answer.contains("\u{02}sh: nope: command not found\n"))
        let terminal = try await talk(
            PodFixture(), "command=sh&command=-c&command=echo+a;nope&stdout=true&stderr=true&tty=true")
        #expect(terminal.contains("\u{01}sh: nope: command not found\r\n"))
        #expect(!terminal.contains("\u{02}sh"))
    }

    @Test(.timeLimit(.minutes(1))) func `text and bytes that are no frame end the connection`() async throws {
        for frames in [
            [Self.frame(Array("hi".utf8), opcode: 1)], [[0x09, 0x80, 1, 2, 3, 4]], [Self.frame([3, 0xE8], opcode: 8)],
        ] {
            let answer = try await talk(PodFixture(), "command=sleep&command=1000&stdout=true", frames: frames)
            #expect(answer.hasPrefix("HTTP/1.1 101 "))
            #expect(answer != "no end")
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a server that stops ends its commands`() async throws {
        let fixture = try PodFixture()
        let server = try await HTTPServer.start(fixture.face)
        let socket = try RawSocket(port: server.port)
        // Half a frame comes with the opening, so that the server waits for the rest.
        let opening = Self.opening(
            Self.path(fixture, "command=sleep&command=1000&stdout=true"),
            token: PodFixture.token(fixture.simulation, of: "system:masters"))
        socket.send(Array(opening.utf8) + [0xFF, 0xFF])
        #expect(await socket.read(until: "v5.channel.k8s.io").hasPrefix("HTTP/1.1 101 "))
        let start = ContinuousClock.now
        await server.stop()
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test(.timeLimit(.minutes(1))) func `refusals come before the upgrade`() async throws {
        let fixture = try PodFixture()
        let pod = fixture.pod
        let cases: [(query: String, pod: String?, user: String, status: Int, text: String)] = [
            ("command=ls&stdout=true", "nopod", "system:masters", 404, #"pods \"nopod\" not found"#),
            ("command=ls&stdout=true", nil, "nobody", 401, "Unauthorized"),
            (
                "command=ls&stdout=true", nil, "viewer", 403,
                #"pods \"\#(pod)\" is forbidden: User \"viewer\" cannot get resource \"pods/exec\" in API group \"\""#
            ),
            (
                "command=ls&stdout=true&container=x", nil, "system:masters", 400,
                "container x is not valid for pod \(pod)"
            ),
            ("command=ls", nil, "system:masters", 400, "you must specify at least 1 of stdin, stdout, stderr"),
            ("stdout=true", nil, "system:masters", 400, "you must specify at least one command"),
        ]
        for (query, name, user, status, text) in cases {
            let answer = try await talk(fixture, query, pod: name, user: user)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(query): \(answer)")
            #expect(answer.contains(text), "\(query): \(answer)")
        }
        let none = try await talk(fixture, "command=ls&stdout=true", protocols: "channel.k8s.io")
        #expect(none.hasPrefix("HTTP/1.1 400 "))
        let (status, object) = fixture.ask("POST", Self.path(fixture, "command=ls&stdout=true"))
        #expect(status == 400)
        #expect(object["message"] == "Upgrade request required")
    }

    @Test func `from 1.35 on the opening needs create as well`() throws {
        let fixture = try PodFixture()
        var test = TestCluster()
        test.cluster = fixture.simulation.world.read { $0.cluster }
        test.user = ClusterUser(name: "reader", groups: ["system:authenticated"])
        test.user.roles = [.rules([AccessRule(["pods/exec"], verbs: ["get"])])]
        let path = Self.path(fixture, "command=ls&stdout=true")
        #expect(throws: TestCluster.Unexpected.self) { try test.ask("GET", path) }
        test.cluster.version = "1.35"
        let refused = try test.ask("GET", path)
        #expect(refused.status == 403)
        #expect(refused.object["message"]?.string?.contains("cannot create resource \"pods/exec\"") == true)
    }

    @Test func `a container that waits for its image takes no commands`() throws {
        var test = TestCluster()
        test.cluster.unpullableImages = ["aws-cli": "toomanyrequests"]
        try test.ask("POST", TestCluster.accounts, TestCluster.account())
        try test.ask("POST", TestCluster.deployments, TestCluster.deployment())
        let name = try #require(try test.pods().first).name
        let refused = try test.ask("GET", "/api/v1/namespaces/default/pods/\(name)/exec?command=ls&stdout=true")
        #expect(refused.status == 400)
        #expect(
            refused.object["message"] == #"unable to upgrade connection: container not found ("ses-test")"#)
    }
}
