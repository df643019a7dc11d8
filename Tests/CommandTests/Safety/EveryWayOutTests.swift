import FaultServer
import Foundation
import Programs
import Testing

/// Servers, files and programs that put into every text what a terminal would obey, and secrets that they were sent.
struct `Every way out` {
    /// Title, link, clipboard, clear, C1, bell, carriage return, direction.
    static let payload =
        "\u{1B}]0;PWN\u{7}\u{1B}]8;;http://evil\u{1B}\\\u{1B}]52;c;cm0=\u{7}\u{1B}[2J\u{9B}31m\u{90}x\u{9C}\u{202E}\u{2066}\u{61C}"
    static let token = "hush-hush-0001"
    static let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    static let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"

    /// An AWS that echoes what it was sent.
    private func aws() throws -> FaultServer {
        try FaultServer { request, connection in
            let echo = "\(request.header("authorization") ?? "") \(Self.jwt) https://u:pass-word@h/"
            let headers = [
                ("x-amzn-RequestId", "R\(Self.payload)"), ("x-amz-request-id", "S\(Self.payload)"),
                ("Content-Type", request.text.hasPrefix("Action=") ? "text/xml" : "application/json"),
            ]
            // XML may not hold C0 at all; JSON holds it escaped.
            let words = Self.payload.unicodeScalars.map {
                request.text.hasPrefix("Action=")
                    ? ($0.value < 0x20 ? "" : String($0)) : "\\u" + String(format: "%04x", $0.value)
            }.joined()
            let body =
                request.text.hasPrefix("Action=")
                ? "<ErrorResponse><Error><Code>Acc\(words)ess</Code><Message>No \(words) \(echo)</Message></Error>"
                    + "<RequestId>T\(words)</RequestId></ErrorResponse>"
                : "{\"__type\":\"Acc\(words)ess\",\"message\":\"No \(words) \(echo)\"}"
            connection.answer(403, body, headers: headers)
            return .keep
        }
    }

    /// An API server that does so.
    private func cluster() throws -> FaultServer {
        try FaultServer { request, connection in
            let words = Self.payload.unicodeScalars.map { "\\u" + String(format: "%04x", $0.value) }.joined()
            let body = """
                {"kind":"Status","status":"Failure","reason":"Forb\(words)idden","code":422,"message":"no \(words) \
                \(request.header("authorization") ?? "none"), webhook got token=\(Self.token) and \(Self.jwt)"}
                """
            connection.answer(
                422, body, headers: [("Audit-Id", "A\(Self.payload)"), ("Content-Type", "application/json")])
            return .keep
        }
    }

    private func kubeconfig(_ cluster: String) -> String {
        """
        apiVersion: v1
        kind: Config
        current-context: c
        contexts: [{name: c, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: {\(cluster)}}]
        users: [{name: u, user: {token: \(Self.token)}}]

        """
    }

    private func expectHarmless(_ text: String, _ place: String, location: SourceLocation = #_sourceLocation) {
        #expect(Texts.harmful(text).isEmpty, "\(Texts.harmful(text)) in \(place):\n\(text)", sourceLocation: location)
        for secret in [Self.token, Self.secret, Self.jwt, "c2lnbmF0dXJl", "pass-word", "AKIAIOSFODNN7EXAMPLE"] {
            #expect(!text.contains(secret), "\(secret) in \(place):\n\(text)", sourceLocation: location)
        }
    }

    private func person(_ aws: FaultServer, _ cluster: FaultServer) throws -> Person {
        var person = try Person()
        try person.home.write(
            "[eks-admin]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = \(Self.secret)\n"
                + "[ses-admin]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = \(Self.secret)\n",
            to: "credentials")
        try person.home.write(kubeconfig("server: \"\(cluster.url)\""), to: "kubeconfig")
        person.variables = [
            "AWS_SHARED_CREDENTIALS_FILE": person.home.path("credentials"), "AWS_ENDPOINT_URL": aws.url,
            "KUBECONFIG": person.home.path("kubeconfig"),
        ]
        try person.home.write(
            Texts.answers.replacing("cluster: mail-prod", with: "cluster: mail-prod\n  profile: eks-admin")
                .replacing("receiver: ops@example.com", with: "receiver: ops@example.com\n  profile: ses-admin"),
            to: "answers.yaml")
        return person
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [["whoami"], ["plan"], ["apply", "--yes"], ["send"], ["send", "--via", "owner"]])
    func `output, errors, logs and documents are harmless and hold no secret`(_ command: [String]) async throws {
        let aws = try aws()
        let cluster = try cluster()
        let person = try person(aws, cluster)
        for more in [[], ["--debug"], ["--debug-bodies"], ["-o", "json"], ["--debug", "--log-file", "calls.log"]] {
            let ran = try await person.sesame(command + more + ["--answers", "answers.yaml"])
            #expect(ran.status != 0, "\(ran)")
            expectHarmless(ran.out, "output of \(ran.command)")
            expectHarmless(ran.err, "errors of \(ran.command)")
        }
        let log = person.home.read("calls.log")
        #expect(log.contains("STS GetCallerIdentity"), "\(log)")
        expectHarmless(log, "the log")
        #expect(!aws.requests.isEmpty)
        aws.stop()
        cluster.stop()
    }

    @Test func `what a cluster echoes is told without the token`() async throws {
        let world = try await Simulation.start("fresh")
        let cluster = try cluster()
        var person = try world.person()
        try person.home.write(kubeconfig("server: \"\(cluster.url)\""), to: "kubeconfig")
        person.variables["KUBECONFIG"] = person.home.path("kubeconfig")
        // Without the cluster's name nobody but the cluster itself can tell which one it is.
        try person.home.write(
            Texts.answers.replacing("cluster: mail-prod", with: "profile: eks-admin")
                .replacing("receiver: ops@example.com", with: "receiver: ops@example.com\n  profile: ses-admin"),
            to: "answers.yaml")
        for more in [[], ["-o", "json"], ["--debug-bodies"]] {
            let ran = try await person.sesame(["plan", "--answers", "answers.yaml"] + more)
            expectHarmless(ran.out + ran.err, "plan")
        }
        #expect(cluster.requests.contains { $0.header("authorization") == "Bearer \(Self.token)" })
        cluster.stop()
    }

    @Test(arguments: [
        "server: 'ftp://u:pass-word@10.0.0.1'", "server: 'https://u:pass-word@127.0.0.1:1'",
        "server: 'https://u:pass-word@127.0.0.1:1', proxy-url: 'http://p:pass-word@127.0.0.1:1'",
        "server: \"ftp://\\e]0;PWN\\a\"",
    ])
    func `a kubeconfig's words`(_ body: String) async throws {
        let world = try await Simulation.start("fresh")
        var person = try world.person()
        try person.home.write(kubeconfig(body), to: "kubeconfig")
        person.variables["KUBECONFIG"] = person.home.path("kubeconfig")
        for more in [[], ["-o", "json"], ["--debug"], ["--kubeconfig", person.home.path("kubeconfig")]] {
            let ran = try await person.sesame(["plan", "--answers", world.answers] + more)
            expectHarmless(ran.out + ran.err, ran.command)
        }
    }

    @Test func `a failing credential_process`() async throws {
        var person = try Person()
        let script = person.home.path("creds")
        try person.home.write(
            """
            #!/bin/sh
            printf 'token %s for https://u:pass-word@h \\033]0;PWN\\007 Bearer \(Self.token) aws_secret_access_key=\(Self.secret)\\n' "$2" >&2
            exit 1

            """, to: "creds")
        _ = try await person.run(["/bin/chmod", "755", script])
        try person.home.write(
            "[profile p]\ncredential_process = \(script) --token \(Self.token)\nregion = eu-west-1\n", to: "config")
        person.variables = ["AWS_CONFIG_FILE": person.home.path("config")]
        for more in [[], ["-o", "json"], ["--debug"]] {
            let ran = try await person.sesame(["whoami", "--eks-profile", "p", "--ses-profile", "p"] + more)
            #expect((ran.out + ran.err).contains("credential_process of profile"), "\(ran)")
            expectHarmless(ran.out + ran.err, ran.command)
        }
    }
}
