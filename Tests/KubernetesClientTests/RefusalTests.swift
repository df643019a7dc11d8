import Calls
import Foundation
import KubernetesClient
import TestFiles
import Testing
import Wire

/// Who refuses: the authenticator, the access rules, or admission.
@Suite struct RefusalTests {
    private func status(_ message: String, reason: String = "Forbidden", causes: String = "[]", code: Int = 403)
        -> String
    {
        let text = message.replacing("\"", with: "\\\"")
        return
            #"{"kind":"Status","apiVersion":"v1","status":"Failure","message":"\#(text)","reason":"\#(reason)","#
            + #""details":{"causes":\#(causes)},"code":\#(code)}"#
    }

    private let token = "POST /api/v1/namespaces/mail/serviceaccounts/mailer/token"

    private func asked(_ body: String, code: Int = 403) async throws -> KubernetesFailure? {
        let answers = try Answers([token: .init(status: code, body: body)])
        return await failure { () throws(KubernetesFailure) in
            try await answers.session.tokenRequest(namespace: "mail", name: "mailer", audience: "a", seconds: 600)
        }
    }

    @Test(arguments: [
        (
            #"serviceaccounts "mailer" is forbidden: User "jane" cannot create resource "serviceaccounts/token" in API group "" in the namespace "mail""#,
            KubernetesRight(verb: "create", resource: "serviceaccounts/token", namespace: "mail", name: "mailer")
        ),
        (
            #"users "jane" is forbidden: User "admin" cannot impersonate resource "users" in API group "" at the cluster scope"#,
            KubernetesRight(verb: "impersonate", resource: "users", name: "jane")
        ),
        (
            #"userextras.authentication.k8s.io "x" is forbidden: User "admin" cannot impersonate resource "userextras/scopes" in API group "authentication.k8s.io" at the cluster scope: no rule"#,
            KubernetesRight(
                verb: "impersonate", group: "authentication.k8s.io", resource: "userextras/scopes", name: "x")
        ),
        (
            #"forbidden: User "system:anonymous" cannot get path "/openid/v1/jwks""#,
            KubernetesRight(verb: "get", resource: "/openid/v1/jwks")
        ),
    ])
    func `the right that is missing is the one the server names`(words: String, call: KubernetesRight) async throws {
        #expect(try await asked(status(words)) == .forbidden(call, message: words))
    }

    @Test(arguments: [
        (
            #"serviceaccounts "mailer" is forbidden: unable to create new content in namespace mail because it is being terminated"#,
            #"[{"reason":"NamespaceTerminating","message":"namespace mail is being terminated","field":"metadata.namespace"}]"#
        ),
        (#"serviceaccounts "mailer" is forbidden: exceeded quota: few, requested: count/serviceaccounts=1"#, "[]"),
        (#"admission webhook "deny.example.com" denied the request: nobody cannot do this here"#, "[]"),
    ])
    func `admission is told in its own words, and is no missing right`(words: String, causes: String) async throws {
        let error = try await asked(status(words, causes: causes))
        guard case .status(let status, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(status.message == words && status.code == 403)
    }

    @Test func `a real API server's refusals are told apart`() async throws {
        let calls = try JSONValue.parse(OwnCases.bytes("kube_apiserver_answers.json"))["calls"]?.array
        var seen: [String: Int] = [:]
        for call in calls ?? [] {
            guard let answer = call["answer"], let code = call["status"]?.int, [401, 403].contains(code),
                let words = answer["message"]?.string
            else { continue }
            switch try await asked(answer.serialized(.compact), code: code) {
            case .unauthorized: #expect(code == 401)
            case .forbidden(let denied, _):
                #expect(words.contains("cannot \(denied.verb) "), "\(words)")
                seen["access", default: 0] += 1
            case .status:
                #expect(!words.contains("User "), "\(words)")
                seen["admission", default: 0] += 1
            case let other: Issue.record("\(words): \(String(describing: other))")
            }
        }
        #expect((seen["access"] ?? 0) >= 3 && (seen["admission"] ?? 0) >= 3, "\(seen)")
    }

    @Test func `a read is never refused by admission`() async throws {
        let body = status("access denied by the gateway")
        let answers = try Answers(["GET /api/v1/namespaces/mail": .init(status: 403, body: body)])
        let error = await failure { () throws(KubernetesFailure) in
            try await answers.session.object(.namespace, name: "mail")
        }
        #expect(
            error
                == .forbidden(
                    KubernetesRight(verb: "get", resource: "namespaces", name: "mail"),
                    message: "access denied by the gateway"))
    }

    @Test(arguments: [
        (CallerProof(.token, user: "admin"), "it refused the token of the kubeconfig's user admin"),
        (
            CallerProof(.token, user: "admin", file: "/k/c"),
            "it refused the token of the kubeconfig's user admin (/k/c), which may have expired, been withdrawn, or belong to "
                + "another cluster."
        ),
        (
            CallerProof(.execPlugin("plugin"), user: "u"),
            "it refused, twice, what the exec plugin plugin of the kubeconfig's user u printed: its token may be somebody's "
                + "whom this cluster does not know."
        ),
        (CallerProof(.tokenFile("/t")), "it refused the token in the file /t"),
        (CallerProof(.eksToken(cluster: "mail-prod")), "it refused the EKS token made for cluster mail-prod"),
        (
            CallerProof(.clientCertificate, user: "jane"),
            "did not accept the client certificate of the kubeconfig's user jane"
        ),
        (CallerProof(.nothing, user: "u"), "it was shown neither a token nor a client certificate"),
    ])
    func `401 speaks of what was shown, once`(proof: CallerProof, words: String) {
        let sentence = KubernetesFailure.unauthorized(proof, message: "Unauthorized").sentence
        #expect(sentence.contains(words))
        #expect(sentence.components(separatedBy: "does not know the caller").count == 2)
        #expect(sentence.contains("token") == (proof.kind != .clientCertificate))
        #expect(!sentence.contains("Unauthorized"))
        let more = KubernetesFailure.unauthorized(proof, message: "x509: expired").sentence
        #expect(more.hasSuffix(" It says: x509: expired."))
    }

    @Test func `what is shown follows from the kubeconfig's user`() throws {
        func proof(_ user: String) throws -> CallerProof {
            let text = """
                current-context: x
                clusters: [{name: c, cluster: {server: "https://a.example.com"}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                users: [{name: u, user: \(user)}]
                """
            return try KubernetesAccess(try Kubeconfig.read(Array(text.utf8), file: "/k/c")) {
                (_) throws(FileFailure) in nil
            }.proof
        }
        #expect(try proof("{token: t}") == CallerProof(.token, user: "u", file: "/k/c"))
        #expect(try proof("{tokenFile: t}") == CallerProof(.tokenFile("/k/t"), user: "u", file: "/k/c"))
        #expect(try proof("{client-certificate-data: Q0VSVA==, client-key-data: S0VZ}").kind == .clientCertificate)
        #expect(
            try proof("{exec: {command: aws, args: [eks, get-token, --cluster-name, c]}}").kind
                == .eksToken(cluster: "c"))
        #expect(try proof("{}").kind == .nothing)
    }
}
