import Design
import Identifiers
import KubernetesClient
import Observation

/// The second guard: the context leads to the cluster that the answers name.
///
/// Server and certificates equal those of DescribeCluster; behind a proxy or tunnel they do not, then a token that the
/// cluster signs has to name the issuer in the answers.
enum ClusterGuard {
    /// What could be found out.
    enum Verdict: Equatable {
        case same
        case other(expected: String, found: String)
        case unknown(String)
    }

    static func verdict(
        _ design: DelegateSending, _ cluster: any ClusterConnection, _ observations: Observations
    ) async -> Verdict {
        // No server is known where there is no way to any cluster; the question for a token tells why.
        if cluster.server.isEmpty {
            if case .failure(let problem) = await issuer(design, cluster) { return .unknown(problem.message) }
        }
        let described = design.cluster.flatMap { observations.cluster($0)?.value }
        if let described, !described.endpoint.isEmpty, isSame(described, cluster) {
            if let issuer = described.issuer, issuer != design.issuer {
                return .other(expected: design.issuer.text, found: issuer.text)
            }
            return .same
        }
        switch await issuer(design, cluster) {
        case .success(let issuer) where issuer == design.issuer.text: return .same
        case .success(let issuer):
            return .other(expected: "the cluster with issuer \(design.issuer.text)", found: "one with issuer \(issuer)")
        case .failure(let problem):
            if let described, !described.endpoint.isEmpty {
                return .other(expected: described.endpoint, found: cluster.server)
            }
            return .unknown(problem.message)
        }
    }

    private static func isSame(_ described: ClusterState, _ cluster: any ClusterConnection) -> Bool {
        guard host(described.endpoint) == host(cluster.server) else { return false }
        return compact(described.certificateAuthority) == compact(cluster.authority ?? "")
    }

    /// The `iss` of a token, of the setup's own service account or, before that exists, of the one every namespace has.
    private static func issuer(
        _ design: DelegateSending, _ cluster: any ClusterConnection
    ) async -> Result<String, ClusterProblem> {
        var problem = ClusterProblem.unreachable("no token could be had")
        for (namespace, name) in [(design.namespace.text, design.serviceAccount.text), ("default", "default")] {
            do throws(ClusterProblem) {
                let token = try await cluster.token(
                    of: name, in: namespace, audience: DelegateSending.audience, seconds: 600)
                if let claims = try? TokenClaims(token: token), let url = try? IssuerURL(claims.issuer) {
                    return .success(url.text)
                }
                problem = .refused(reason: "BadToken", message: "the token of \(namespace)/\(name) cannot be read")
            } catch {
                problem = error
            }
        }
        return .failure(problem)
    }

    /// Scheme, host and port in small letters, without the slash at the end.
    private static func host(_ url: String) -> String {
        var text = url.lowercased()
        while text.hasSuffix("/") { text.removeLast() }
        return text.hasSuffix(":443") ? String(text.dropLast(4)) : text
    }

    private static func compact(_ pem: String) -> String { pem.filter { !$0.isWhitespace } }
}
