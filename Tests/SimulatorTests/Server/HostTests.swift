import LiveSimulator
import Programs
import RawSockets
import Testing
import Wire

@testable import Simulator
@testable import SimulatorServer

/// Whom a request is meant for: a page that lets its own name lead here gets nothing.
struct HostTests {
    @Test(arguments: [
        "127.0.0.1", "127.0.0.1:4566", "localhost:1", "LOCALHOST", "localhost.", "sts.localhost:80", "[::1]:4566",
        "[::1]",
        "::1", "127.9.8.7:1", "127.0.0.1:9999",
    ])
    func `names of this computer are served`(_ host: String) {
        #expect(HostNames(listeningOn: "127.0.0.1").serves(host))
    }

    @Test(arguments: [
        "evil.example", "evil.example:4566", "127.0.0.1.evil.example", "localhost.evil.example", "evil-localhost", "",
        "10.0.0.1", "127.0.0.256", "127.1", "[::2]", "0.0.0.0:4566", "[evil.example]", "notamazonaws.com",
        "127.0.0.1@evil",
        "sts.amazonaws.com",
    ])
    func `other names are not`(_ host: String) {
        #expect(!HostNames(listeningOn: "127.0.0.1").serves(host))
    }

    @Test func `what it listens on is served, and where wanted AWS's own names`() {
        #expect(HostNames(listeningOn: "192.0.2.7").serves("192.0.2.7:4566"))
        #expect(HostNames(listeningOn: "[2001:DB8::1]").serves("[2001:db8::1]:1"))
        let names = HostNames(listeningOn: "127.0.0.1", takesAWS: true)
        #expect(names.serves("sts.eu-west-1.amazonaws.com") && names.serves("email.eu-west-1.api.aws:443"))
        #expect(!names.serves("amazonaws.com.evil.example"))
    }

    /// What a server answers to one request with a `Host`.
    private func answer(_ port: Int, _ line: String, _ fields: String) async throws -> String {
        let socket = try RawSocket(port: port)
        socket.send("\(line) HTTP/1.1\r\n\(fields)Connection: close\r\n\r\n")
        return await socket.readToEnd() ?? ""
    }

    @Test(arguments: ["/inbox", "/inbox.json", "/verify?token=x", "/_sesame/state", "/", "/v2/email/identities"])
    func `nothing on the plain port is told to another name`(_ path: String) async throws {
        try await LiveSimulator.with(SimulatedWorld("ready")) { simulator in
            let port = Int(simulator.endpoints.aws.split(separator: ":").last ?? "") ?? 0
            let refused = try await answer(port, "GET \(path)", "Host: evil.example:\(port)\r\n")
            #expect(refused.hasPrefix("HTTP/1.1 421 Misdirected Request\r\n"), "\(refused)")
            // Bodies are plain text, JSON or XML, each with its own quotes.
            let told = refused.replacing("&quot;", with: "\"").replacing("\\\"", with: "\"")
            #expect(
                told.contains("The request is meant for \"evil.example:\(port)\"; this server answers to 127.0.0.1"))
            #expect(!refused.contains("ops@example.com"))
            let twice = try await answer(port, "GET \(path)", "Host: localhost\r\nHost: evil.example\r\n")
            #expect(
                twice.hasPrefix("HTTP/1.1 400 ") && twice.contains("The request has 2 Host fields; expected is one."))
            let missing = try await answer(port, "GET \(path)", "")
            #expect(missing.hasPrefix("HTTP/1.1 400 ") && missing.contains("no Host field"))
            for host in ["127.0.0.1:\(port)", "localhost", "[::1]:\(port)"] {
                let served = try await answer(port, "GET \(path)", "Host: \(host)\r\n")
                #expect(!served.hasPrefix("HTTP/1.1 421 ") && served.hasPrefix("HTTP/1.1 "), "\(served)")
            }
        }
    }

    @Test func `AWS's own names lead to AWS, not to the inbox`() async throws {
        try await LiveSimulator.with(SimulatedWorld("ready")) { simulator in
            let port = Int(simulator.endpoints.aws.split(separator: ":").last ?? "") ?? 0
            let host = "Host: sts.eu-west-1.amazonaws.com\r\n"
            let own = try await answer(port, "GET /", host)
            #expect(own.contains("<Code>MissingAction</Code>"))
            for path in ["/inbox.json", "/_sesame/state"] {
                let refused = try await answer(port, "GET \(path)", host)
                #expect(refused.hasPrefix("HTTP/1.1 421 "), "\(refused)")
            }
        }
    }

    @Test(.enabled(if: Tools.found("curl") != nil)) func `the API server says it in its own form`() async throws {
        try await RunningSimulator.with("fresh") { running in
            let url = running.simulator.endpoints.kubernetes + "/version"
            let refused = try await running.curl("-k", "-H", "Host: evil.example", url)
            let status = try JSONValue.parse(refused.out)
            #expect(status["kind"] == "Status" && status["code"] == 421)
            #expect(status["message"]?.string?.hasPrefix("The request is meant for \"evil.example\"") == true)
            #expect(try await running.curl("-k", url).out.contains("gitVersion"))
        }
    }
}
