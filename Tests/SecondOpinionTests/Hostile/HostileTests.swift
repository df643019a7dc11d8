import Foundation
import Programs
import RawSockets
import Testing

/// Bytes that no client of AWS sends: an answer or a closed door, soon, and the next client notices nothing.
@Suite(.enabled(if: Tools.sesame != nil), .serialized, .timeLimit(.minutes(4)))
struct HostileTests {
    /// What is sent, and the least that must come back.
    struct Attack: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        /// What one of these must be in the answer; empty where a closed connection is answer enough.
        var wants: [String]

        init(_ name: String, _ text: String, _ wants: String...) {
            self.init(name, Array(text.utf8), wants)
        }

        init(_ name: String, _ bytes: [UInt8], _ wants: [String] = []) {
            self.name = name
            self.bytes = bytes
            self.wants = wants
        }

        var testDescription: String { name }

        /// A POST of a form to the query services.
        static func form(_ name: String, _ body: String, _ wants: String..., fields: String = "") -> Attack {
            post(name, "/", "application/x-www-form-urlencoded", body, wants, fields: fields)
        }

        static func post(
            _ name: String, _ path: String, _ type: String, _ body: String, _ wants: [String], fields: String = ""
        ) -> Attack {
            let head =
                "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: \(type)\r\n\(fields)"
                + "Content-Length: \(body.utf8.count)\r\n\r\n"
            return Attack(name, Array((head + body).utf8), wants)
        }
    }

    static let web = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=abc"
    static let arn = "&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fr"

    static let attacks: [Attack] = [
        // Not HTTP.
        Attack("nothing but line ends", "\r\n\r\n\r\n"),
        Attack("zeros", [UInt8](repeating: 0, count: 4_096)),
        Attack(
            "a TLS greeting", [0x16, 0x03, 0x01, 0x00, 0xA5, 0x01, 0x00, 0x00, 0xA1, 0x03, 0x03] + [UInt8](0...160)),
        Attack("another protocol", "SSH-2.0-OpenSSH_9.2\r\n"),
        Attack("half a line", "GET / HT"),
        Attack("an unknown version", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n"),
        Attack("HTTP/2 at once", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        // HTTP, badly.
        Attack(
            "a body of negative length", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 400"),
        Attack(
            "a body of no length", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ten\r\n\r\n", "HTTP/1.1 400"),
        Attack(
            "two lengths", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "HTTP/1.1 400"),
        Attack(
            "a length and chunks",
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 4"),
        Attack(
            "chunks of no size", "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 400"),
        Attack(
            "a chunk of all memory",
            "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n", "HTTP/1.1 4"
        ),
        Attack(
            "a body that is announced only",
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999999\r\n\r\n",
            "HTTP/1.1 413"),
        Attack(
            "a header without end", "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + String(repeating: "a", count: 100_000),
            "HTTP/1.1 4"),
        Attack(
            "a thousand fields",
            "GET / HTTP/1.1\r\nHost: localhost\r\n" + (0..<1_000).map { "X-\($0): y\r\n" }.joined() + "\r\n",
            "HTTP/1.1 4"),
        Attack(
            "a target without end",
            "GET /" + String(repeating: "a", count: 100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "HTTP/1.1 4"),
        Attack("a target of nothing", "GET  HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        Attack("a folded field", "GET / HTTP/1.1\r\nHost: localhost\r\nA: b\r\n c\r\n\r\n", "HTTP/1.1 "),
        Attack("a field name with a blank", "GET / HTTP/1.1\r\nHost: localhost\r\nA b: c\r\n\r\n", "HTTP/1.1 400"),
        Attack("a bare percent", "GET /v2/email/identities/%zz%4 HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 4"),
        Attack("dots and zeros", "GET /../..//%2e%2e/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 4"),
        Attack(
            "an address as target", "GET http://169.254.169.254/latest/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "HTTP/1.1 4"),
        Attack("CONNECT", "CONNECT example.com:443 HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 4"),
        // HTTP, but not what a service wants.
        .form("no action", "a=b", "<Error", "MissingAction"),
        .form("an unknown action", "Action=Dance&Version=2011-06-15", "<Code>InvalidAction</Code>"),
        .form("no signature", "Action=GetCallerIdentity&Version=2011-06-15", "<Code>MissingAuthenticationToken</Code>"),
        .form(
            "half a signature", "Action=GetCallerIdentity&Version=2011-06-15", "<Code>IncompleteSignature</Code>",
            fields: "Authorization: AWS4-HMAC-SHA256 Credential=x\r\n"),
        .form("bytes that are no text", web + arn + "&WebIdentityToken=%ff%fe%00%80", "<ErrorResponse"),
        .form("no token", web + arn, "<Code>ValidationError</Code>"),
        .form("a token of dots", web + arn + "&WebIdentityToken=....", "<Code>InvalidIdentityToken</Code>"),
        .form(
            "a token of a million letters", web + arn + "&WebIdentityToken=" + String(repeating: "a", count: 1_000_000),
            "<Code>ValidationError</Code>"),
        .form(
            "a policy of a million letters",
            web + arn + "&WebIdentityToken=a.b.c&Policy=" + String(repeating: "%7B", count: 1_000_000),
            "<ErrorResponse"),
        .form(
            "a hundred thousand parameters", web + arn + String(repeating: "&a.b.1=c", count: 100_000), "<ErrorResponse"
        ),
        .form(
            "a list that begins far away", web + arn + "&PolicyArns.member.99999999999999999999.arn=x", "<ErrorResponse"
        ),
        .post(
            "JSON that is none", "/v2/email/identities", "application/json", "{\"a\":",
            ["\"message\"", "MissingAuthenticationToken"]),
        .post(
            "JSON a hundred thousand deep", "/v2/email/identities", "application/json",
            String(repeating: "[", count: 100_000),
            ["HTTP/1.1 4"]),
        .post(
            "a target that is no service", "/", "application/x-amz-json-1.1", "{}", ["HTTP/1.1 4"],
            fields: "X-Amz-Target: No.Such\r\n"),
        Attack("a path that is no service", "GET /v9/nothing HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 4"),
        Attack("the inbox, otherwise", "DELETE /inbox HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 4"),
        Attack(
            "the admin endpoint without its token",
            "POST /_sesame/reset HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 401"),
    ]

    /// How long an answer may take: a tenth of a second in an optimised build on a quiet machine, much more in a debug
    /// build beside all the other tests.
    static let patience = Duration.seconds(20)

    @Test func `every attack is answered or shown the door, in time`() async throws {
        try await Simulation.with("ready") { simulation in
            let port = try #require(simulation.port)
            for attack in Self.attacks {
                let clock = ContinuousClock()
                let start = clock.now
                let connection = try RawSocket(port: port)
                connection.send(attack.bytes)
                connection.finish()
                let answer = connection.answer()
                let elapsed = clock.now - start
                #expect(answer != nil, "\(attack.name): no answer")
                #expect(elapsed < Self.patience, "\(attack.name): \(elapsed)")
                if !attack.wants.isEmpty {
                    let found = attack.wants.contains { answer?.text.contains($0) == true }
                    #expect(found, "\(attack.name): \(answer?.text.prefix(400) ?? "")")
                }
                try #require(simulation.isRunning, "\(attack.name) ended the simulator")
            }
            #expect(try await Self.isServed(simulation))
        }
    }

    @Test func `random bytes on both ports harm nobody`() async throws {
        try await Simulation.with("ready") { simulation in
            let ports = [try #require(simulation.port), try #require(simulation.kubernetesPort)]
            var random = Splitmix(state: 42)
            for round in 0..<60 {
                let connection = try RawSocket(port: ports[round % 2])
                var bytes = (0..<Int.random(in: 1...20_000, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                // Two in three begin like a request, so that more than the first line is read.
                if round % 3 != 0 {
                    bytes =
                        Array("POST /v2/email/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n".utf8)
                        + bytes
                }
                connection.send(bytes)
                connection.finish()
                #expect(connection.answer() != nil, "round \(round): neither answer nor end")
                try #require(simulation.isRunning, "round \(round) ended the simulator")
            }
            #expect(try await Self.isServed(simulation))
        }
    }

    @Test func `a body without end is cut off before it fills memory`() async throws {
        try await Simulation.with("ready") { simulation in
            let port = try #require(simulation.port)
            let before = simulation.residentMegabytes ?? 0
            for chunked in [true, false] {
                let connection = try RawSocket(port: port)
                let size = chunked ? "Transfer-Encoding: chunked" : "Content-Length: 9000000000"
                connection.send(Array("POST / HTTP/1.1\r\nHost: localhost\r\n\(size)\r\n\r\n".utf8))
                let piece = [UInt8](repeating: 97, count: 1 << 20)
                let framed = chunked ? Array("100000\r\n".utf8) + piece + Array("\r\n".utf8) : piece
                // What comes after the refusal is thrown away for a moment, so that the refusal can be read; then the
                // door is shut.
                let clock = ContinuousClock()
                let start = clock.now
                while clock.now - start < Self.patience, connection.send(framed) {}
                #expect(clock.now - start < Self.patience, "the door stays open")
            }
            #expect(try await Self.isServed(simulation))
            if let after = simulation.residentMegabytes { #expect(after - before < 300, "\(before) to \(after) MB") }
        }
    }

    @Test func `many slow clients keep nobody else waiting`() async throws {
        try await Simulation.with("ready") { simulation in
            let port = try #require(simulation.port)
            var slow: [RawSocket] = []
            for _ in 0..<200 {
                let connection = try RawSocket(port: port)
                connection.send(Array("POST / HTTP/1.1\r\nContent-Length: 100\r\n".utf8))
                slow.append(connection)
            }
            let clock = ContinuousClock()
            let start = clock.now
            #expect(try await Self.isServed(simulation))
            #expect(clock.now - start < Self.patience)
            for connection in slow { connection.send([UInt8(ascii: "X")]) }
            #expect(try await Self.isServed(simulation))
        }
    }

    @Test func `thousands of bad requests leave memory as it was`() async throws {
        try await Simulation.with("ready") { simulation in
            let port = try #require(simulation.port)
            func round(_ count: Int) throws {
                for number in 0..<count {
                    let connection = try RawSocket(port: port)
                    let attack = Self.attacks[number % Self.attacks.count]
                    guard attack.bytes.count < 200_000 else { continue }
                    connection.send(attack.bytes)
                    connection.finish()
                    _ = connection.answer()
                }
            }
            try round(400)
            guard let before = simulation.residentMegabytes else { return }
            try round(2_000)
            let after = try #require(simulation.residentMegabytes)
            #expect(after - before < 60, "\(before) to \(after) MB")
        }
    }

    /// Signed requests with documents that are too long, too deep or too clever.
    @Test(.enabled(if: Tools.python != nil)) func `hostile policies are refused as AWS refuses them`() async throws {
        try await Simulation.with("ready") { simulation in
            let result = try await Command.run(
                Tools.python ?? "", [Simulation.testFolder + "/Scripts/hostile.py"], environment: simulation.environment
            )
            let lines = result.out.split(separator: "\n")
            #expect(result.status == 0, "\(result.err.suffix(2_000))")
            #expect(lines.last == "ok end")
            for line in lines where line.hasPrefix("not ok") { Issue.record("\(line)") }
            #expect(simulation.isRunning)
        }
    }

    /// Whether an ordinary request is answered in the ordinary way.
    private static func isServed(_ simulation: Simulation) async throws -> Bool {
        let answer = try await Command.run(
            "/usr/bin/env",
            [
                "curl", "-s", "--noproxy", "*", "-m", "20", "-d", "Action=GetCallerIdentity&Version=2011-06-15",
                simulation.endpoint,
            ],
            environment: simulation.environment)
        return answer.out.contains("MissingAuthenticationToken")
    }
}

extension Simulation {
    /// The port on which AWS answers.
    var port: Int? { endpoint.split(separator: ":").last.flatMap { Int($0) } }

    /// The port of the cluster's API server.
    var kubernetesPort: Int? {
        text("kubeconfig").split(separator: "\n").first { $0.contains("server:") }?
            .split(separator: ":").last.flatMap { Int($0.filter(\.isNumber)) }
    }

    /// The memory that the process holds, in megabytes; nil where the system does not tell.
    var residentMegabytes: Int? {
        let status = try? String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8)
        return status?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
            .flatMap { Int($0.filter(\.isNumber)) }.map { $0 / 1_024 }
    }
}

/// A small generator whose numbers are the same on every run.
struct Splitmix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
