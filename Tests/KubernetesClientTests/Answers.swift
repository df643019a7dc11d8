import FaultServer
import HTTPClient
import KubernetesClient
import Testing

/// A server that plays recorded answers by method and path, and a session that talks to it.
struct Answers {
    /// One recorded answer.
    struct Answer: Sendable {
        var status = 200
        var body: String
        var type = "application/json"
    }

    let server: FaultServer
    let session: KubernetesSession

    /// Plays `recorded`, by `METHOD path`; everything else is the API server's own 404.
    init(_ recorded: [String: Answer], tokens: (any TokenSource)? = StaticTokenSource("good")) throws {
        server = try FaultServer { request, connection in
            guard let answer = recorded["\(request.method) \(request.path)"] else {
                connection.answer(404, Self.notFound, headers: [("Content-Type", "application/json")])
                return .keep
            }
            connection.answer(
                answer.status, answer.body, headers: [("Content-Type", answer.type), ("Audit-Id", "a-1")])
            return .keep
        }
        session = KubernetesSession(server: server.url, trust: .system, transport: CurlTransport(), tokens: tokens)
    }

    static let notFound = """
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"serviceaccounts \\"mailer\\" \
        not found","reason":"NotFound","details":{"name":"mailer","kind":"serviceaccounts"},"code":404}
        """

    static let forbidden = """
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"serviceaccounts \\"mailer\\" is \
        forbidden: User \\"someone\\" cannot create resource \\"serviceaccounts/token\\" in API group \\"\\" in the \
        namespace \\"mail\\"","reason":"Forbidden","details":{"name":"mailer","kind":"serviceaccounts"},"code":403}
        """

    static let unauthorized = """
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized",\
        "reason":"Unauthorized","code":401}
        """

    static let serviceAccount = """
        {"kind":"ServiceAccount","apiVersion":"v1","metadata":{"name":"mailer","namespace":"mail",\
        "uid":"0f5c3a1e-7f0e-4a0b-9d8f-6f1f6f1f6f1f","resourceVersion":"217","creationTimestamp":"2026-01-02T03:04:05Z",\
        "labels":{"app.kubernetes.io/managed-by":"sesame"},\
        "annotations":{"eks.amazonaws.com/role-arn":"arn:aws:iam::111122223333:role/ses-sender-role"},\
        "managedFields":[{"manager":"sesame","operation":"Apply"},{"manager":"kubectl-annotate","operation":"Update"},\
        {"manager":"sesame","operation":"Update"}]}}
        """
}

/// What a call failed with.
func failure<Value>(_ work: () async throws(KubernetesFailure) -> Value) async -> KubernetesFailure? {
    do {
        _ = try await work()
        Issue.record("did not fail")
        return nil
    } catch {
        return error
    }
}
