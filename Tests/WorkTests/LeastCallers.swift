import Calls
import Design
import Diagnosis
import HTTPClient
import IAMPolicy
import Simulator
import SimulatorServer
import Testing
import Wire

/// Callers who have exactly what `sesame permissions` prints, and nothing else.
extension Bench {
    /// Takes everything from the callers of both accounts and the cluster, and gives them these permissions.
    func limit(to permissions: PermissionSet) async throws {
        try limit("eks-admin", of: "111122223333", to: permissions.policy(.eks))
        try limit("ses-admin", of: "444455556666", to: permissions.policy(.ses))
        try await grant(permissions.rbac)
        world.change { state in
            // The token in the kubeconfig is from now on that of somebody without any right but these.
            state.cluster.staticTokens[0].username = PermissionSet.nobody
            state.cluster.staticTokens[0].groups = []
        }
    }

    /// What a user of an account may do; nil is nothing.
    func limit(_ user: String, of account: String, to policy: JSONValue?) throws {
        let stored = try policy.map { try StoredPolicy($0.serialized(.compact), kind: .identity) }
        world.change { state in
            state.accounts[account]?.iam.users[user]?.attachedPolicies = []
            state.accounts[account]?.iam.users[user]?.inlinePolicies = stored.map { ["least": $0] } ?? [:]
        }
    }

    /// The answers that fit the world, without the lines that say something.
    func answers(without text: String?) throws -> Answers {
        let all = simulator.files(in: "/w")["/w/answers.yaml"] ?? ""
        let lines = all.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { line in text.map { !line.contains($0) } ?? true }
        return try AnswersReader.read(lines.joined(separator: "\n"), file: "answers.yaml")
    }

    /// Makes a namespace as the cluster's administrator.
    func makeNamespace(_ name: String) async throws {
        try await make(
            ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]], at: "/api/v1/namespaces")
    }

    /// Makes roles and bindings as the cluster's administrator does with kubectl.
    func grant(_ documents: [JSONValue]) async throws {
        for document in documents {
            let namespace = document["metadata"]?["namespace"]?.string.map { "namespaces/\($0)/" } ?? ""
            let plural = (document["kind"]?.string?.lowercased() ?? "") + "s"
            try await make(document, at: "/apis/rbac.authorization.k8s.io/v1/\(namespace)\(plural)")
        }
    }

    private func make(_ document: JSONValue, at path: String) async throws {
        let token = try #require(simulator.simulation.access.clusterTokens.first).token
        let answer = try await CurlTransport().send(
            HTTPRequest(
                method: "POST", url: simulator.endpoints.kubernetes + path,
                headers: [
                    HTTPHeader("authorization", "Bearer \(token)"), HTTPHeader("content-type", "application/json"),
                ], body: document.bytes(.compact),
                trust: HTTPTrust(roots: .pem(simulator.endpoints.certificateAuthority))))
        try #require(answer.status == 201, "\(answer.status): \(String(decoding: answer.body, as: UTF8.self))")
    }
}
