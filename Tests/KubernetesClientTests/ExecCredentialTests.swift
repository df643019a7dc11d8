import HTTPClient
import KubernetesClient
import Testing
import Wire

/// What exec plugins are told, and what they print.
@Suite struct ExecCredentialTests {
    private static let version = "client.authentication.k8s.io/v1"

    private func exec(_ more: String) throws -> (KubeconfigExec, KubernetesAccess) {
        let text = """
            current-context: x
            clusters:
            - name: c
              cluster:
                server: https://a.example.com/
                certificate-authority-data: Y2VydA==
                tls-server-name: api.example.com
                proxy-url: http://p.example.com:3128
                extensions:
                - name: other
                  extension: {a: 1}
                - name: client.authentication.k8s.io/exec
                  extension: {audience: mail, depth: [1, true]}
            contexts: [{name: x, context: {cluster: c, user: u}}]
            users:
            - name: u
              user: {exec: {apiVersion: \(Self.version), command: plugin, interactiveMode: Never\(more)}}
            """
        let access = try KubernetesAccess(try Kubeconfig.read(Array(text.utf8), file: "/c")) { _ in nil }
        guard case .exec(let exec) = access.authentication else { throw KubeconfigProblem(.missingFile) }
        return (exec, access)
    }

    @Test func `a plugin is told the cluster only where it asks for it`() throws {
        let (plain, access) = try exec("")
        #expect(
            ExecCredential.request(plain, cluster: access.pluginCluster)
                == #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"interactive":false}}"#
        )
        let (asking, told) = try exec(", provideClusterInfo: true")
        #expect(
            ExecCredential.request(asking, cluster: told.pluginCluster)
                == #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"cluster":{"#
                + #""server":"https://a.example.com/","tls-server-name":"api.example.com","#
                + #""certificate-authority-data":"Y2VydA==","proxy-url":"http://p.example.com:3128","#
                + #""config":{"audience":"mail","depth":[1,true]}},"interactive":false}}"#)
    }

    private func read(_ status: String, version: String = Self.version) throws(ExecProblem) -> ExecCredential {
        let text = #"{"kind":"ExecCredential","apiVersion":"\#(version)","status":\#(status)}"#
        return try ExecCredential(Array(text.utf8), apiVersion: Self.version)
    }

    @Test func `tokens, certificates and their end`() throws {
        let token = try read(#"{"token":"hush"}"#)
        #expect(token.credentials == CallerCredentials(token: "hush"))
        #expect(token.expiration == nil)
        #expect(!"\(token) \(token.credentials)".contains("hush"))
        let both = try read(
            #"{"token":"t","clientCertificateData":"C","clientKeyData":"K","expirationTimestamp":"2026-11-29T10:00:00Z"}"#
        )
        #expect(
            both.credentials
                == CallerCredentials(
                    token: "t", certificate: ClientCertificate(certificatePEM: "C", privateKeyPEM: "K")))
        #expect(both.expiration == Timestamp(iso8601: "2026-11-29T10:00:00Z"))
    }

    @Test(arguments: [
        ("sorry", "printed something that is not a JSON object."),
        ("[]", "printed something that is not a JSON object."),
        (#"{"kind":"Pod"}"#, "printed kind Pod; expected ExecCredential."),
        (
            #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"t"}}"#,
            "printed apiVersion client.authentication.k8s.io/v1beta1, but the kubeconfig says that it speaks "
                + "client.authentication.k8s.io/v1."
        ),
        (
            #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1"}"#,
            "printed an answer without status."
        ),
        (
            #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":""}}"#,
            "gave neither a token nor a client certificate."
        ),
        (
            #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientKeyData":"K"}}"#,
            "gave an answer without clientCertificateData: certificate and key belong together."
        ),
        (
            #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"t","expirationTimestamp":"soon"}}"#,
            "gave an expirationTimestamp that is not a time."
        ),
    ])
    func `what is no answer says why`(output: String, words: String) {
        #expect {
            try ExecCredential(Array(output.utf8), apiVersion: Self.version)
        } throws: { error in
            (error as? ExecProblem)?.sentence(program: "plugin", user: "u")
                == "The exec plugin plugin of the kubeconfig's user u \(words)"
        }
    }

    @Test func `what else can go wrong`() {
        let said: [(ExecProblem, String)] = [
            (
                .nobodyAgreed,
                "The kubeconfig's user u gets credentials from the program plugin, which nobody has agreed to run: it is "
                    + "somebody else's. --exec-plugins runs it; at a terminal sesame shows the command and asks once."
            ),
            (.refused, "The exec plugin plugin of the kubeconfig's user u was not run: you did not agree to it."),
            (
                .cannotStart(reason: "not found", hint: "Install it\u{1b}[31m from example.com."),
                "The exec plugin plugin of the kubeconfig's user u cannot be started: not found. The kubeconfig says: "
                    + "Install it\\x1b[31m from example.com."
            ),
            (
                .timedOut(seconds: 120),
                "The exec plugin plugin of the kubeconfig's user u did not end within 120 seconds and was stopped."
            ),
            (
                .failed(status: 3, complaint: "no session."),
                "The exec plugin plugin of the kubeconfig's user u ended with status 3: no session."
            ),
            (
                .failed(status: 3, complaint: nil),
                "The exec plugin plugin of the kubeconfig's user u ended with status 3."
            ),
            (
                .interactive(reason: "standard input is not a terminal"),
                "The exec plugin plugin of the kubeconfig's user u wants to talk with a person (interactiveMode: Always), "
                    + "and standard input is not a terminal."
            ),
        ]
        for (problem, sentence) in said { #expect(problem.sentence(program: "plugin", user: "u") == sentence) }
    }
}
