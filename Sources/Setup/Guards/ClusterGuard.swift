import Calls
import Design
import Identifiers
import KubernetesClient
import Observation

/// The second guard: the context leads to the cluster that the answers name.
///
/// Two things prove it. TLS does where the certificate is checked against the authority and for the name that
/// DescribeCluster gives. Behind a proxy or tunnel these differ; then a token that the cluster signs has to name the
/// issuer in the answers. Where the certificate is not checked at all nothing proves it, because whoever sits between
/// can pass on the question for a token and keep the writes.
enum ClusterGuard {
    /// What could be found out.
    enum Verdict: Equatable {
        /// It is the cluster of the answers.
        case same
        /// Another issuer, or another cluster's own API server, was seen.
        case other(expected: String, found: String)
        /// The answers name an issuer that is not the cluster's, but meant as it.
        case mistyped(FieldProblem)
        /// It cannot be told; why, as an answer that is none.
        case unproven(CallFailure)

        /// Why not even a plan makes sense; nil where one does.
        var contradiction: SetupError? {
            switch self {
            case .same, .unproven: nil
            case .other(let expected, let found): .wrongCluster(expected: expected, found: found)
            case .mistyped(let problem): .incomplete(IncompleteAnswers(missing: [], problems: [problem]))
            }
        }

        /// Why nothing may be written; nil where it may.
        var refusal: SetupError? {
            guard case .unproven(let reason) = self else { return contradiction }
            return .clusterNotProven(reason)
        }
    }

    static func verdict(
        _ design: DelegateSending, _ cluster: any ClusterConnection, _ observations: Observations
    ) async -> Verdict {
        if let problem = mistyped(design, observations) { return .mistyped(problem) }
        // Whoever gave no answer to any question is not kept waiting for with one more.
        if let silence = silence(design, observations) { return .unproven(silence) }
        let route = cluster.route
        let described = design.cluster.flatMap { observations.cluster($0, in: design.eksRegion)?.value }
        if let described, isProven(route, described) {
            guard let issuer = described.issuer, issuer != design.issuer else { return .same }
            return .other(
                expected: "the one with issuer \(design.issuer.text)", found: "its issuer is \(issuer.text)")
        }
        switch await issuer(design, cluster, observations) {
        case .success(let issuer):
            if issuer != design.issuer.text {
                if let slip = IssuerSlip(design.issuer, issuer) { return .mistyped(slip.problem) }
                return .other(
                    expected: "the one with issuer \(design.issuer.text)", found: "its issuer is \(issuer)")
            }
            guard route.isVerified else { return .unproven(unverified(route)) }
            return .same
        case .failure(let problem):
            guard route.isVerified else { return .unproven(unverified(route)) }
            if let described, isOtherEKSServer(route.server, than: described.endpoint) {
                return .other(expected: described.endpoint, found: "its API server is \(route.server)")
            }
            return .unproven(
                problem.failure(
                    in: design.place(of: .kubernetes), purpose: "to prove that the context leads to this cluster"))
        }
    }

    /// An issuer in the answers that is nearly the one that EKS names for the cluster.
    static func mistyped(_ design: DelegateSending, _ observations: Observations) -> FieldProblem? {
        guard let name = design.cluster, let issuer = observations.cluster(name, in: design.eksRegion)?.value?.issuer
        else { return nil }
        return IssuerSlip(design.issuer, issuer.text)?.problem
    }

    /// Why nobody answered, when nobody answered any question of the plan.
    private static func silence(
        _ design: DelegateSending, _ observations: Observations
    ) -> CallFailure? {
        let outcomes = design.reads(observations, sides: [.kubernetes]).compactMap { observations[$0]?.outcome }
        let failures = outcomes.compactMap { outcome -> CallFailure? in
            guard case .failure(let failure) = outcome else { return nil }
            switch failure.kind {
            case .unreachable, .doubtful, .misconfigured: return failure
            case .absent, .denied: return nil
            }
        }
        return failures.count == outcomes.count ? failures.first : nil
    }

    /// Whether TLS itself proves that the server is the one that EKS describes.
    private static func isProven(_ route: KubernetesRoute, _ described: ClusterState) -> Bool {
        guard route.isVerified, !described.endpoint.isEmpty, let authority = route.authority,
            compact(authority) == compact(described.certificateAuthority)
        else { return false }
        guard let name = route.serverName else { return place(route.server) == place(described.endpoint) }
        // A cluster's authority signs for kubelets and webhooks too: only the endpoint's own name is the API server's.
        // Addresses say nothing without the port.
        return route.server.lowercased().hasPrefix("https://") && host(described.endpoint) == name.lowercased()
            && name.contains(where: \.isLetter) && !name.contains(":")
    }

    /// Whether both are API servers of EKS, of different clusters: each has a name with an ID of its own.
    private static func isOtherEKSServer(_ server: String, than endpoint: String) -> Bool {
        guard let found = serverID(server), let expected = serverID(endpoint) else { return false }
        return found != expected
    }

    /// The ID that the name of an EKS endpoint begins with, 32 hexadecimal digits; nil for other servers.
    private static func serverID(_ url: String) -> String? {
        let labels = host(url).split(separator: ".").map(String.init)
        guard let id = labels.first, id.count == 32, id.allSatisfy(\.isHexDigit),
            labels.contains("eks") || labels.contains("eks-cluster"),
            ["amazonaws.com", "com.cn", "api.aws"].contains(where: { host(url).hasSuffix("." + $0) })
        else { return nil }
        return id
    }

    /// The `iss` of a token: of the setup's own service account, else of one that every namespace has.
    ///
    /// Who may act in one namespace only can prove the cluster there.
    private static func issuer(
        _ design: DelegateSending, _ cluster: any ClusterConnection, _ observations: Observations
    ) async -> Result<String, ClusterProblem> {
        var accounts: [(namespace: String, name: String)] = [(design.namespace.text, design.serviceAccount.text)]
        for other in [(design.namespace.text, "default"), ("default", "default")]
        where !accounts.contains(where: { $0 == other }) { accounts.append(other) }
        var denied: [ClusterProblem] = []
        var refused = ClusterProblem.unreachable("no token could be had")
        for account in accounts {
            do throws(ClusterProblem) {
                let token = try await cluster.token(
                    of: account.name, in: account.namespace, audience: DelegateSending.audience, seconds: 600)
                if let claims = try? TokenClaims(token: token), !claims.issuer.isEmpty {
                    return .success(bare(claims.issuer))
                }
                refused = .refused(
                    reason: "BadToken", message: "the token of \(account.namespace)/\(account.name) cannot be read")
            } catch {
                switch error {
                case .denied: denied.append(error)
                case .refused, .conflict: refused = error
                case .unauthorized, .unreachable, .lost, .misconfigured, .cancelled: return .failure(error)
                }
            }
        }
        // The right is wanted in the setup's own namespace: for its account where that is certainly there, else for the
        // one that every namespace has. A right to the token of what does not exist yet would be of no use.
        let own = Read.annotatedAccount(design.namespace, design.serviceAccount).call
        let isThere = if case .success? = observations[own]?.outcome { true } else { false }
        return .failure((isThere ? denied.first : denied.dropFirst().first) ?? denied.first ?? refused)
    }

    private static func unverified(_ route: KubernetesRoute) -> CallFailure {
        let why =
            route.server.lowercased().hasPrefix("http://")
            ? "the way to \(route.server) is plain HTTP through a proxy"
            : "the kubeconfig has insecure-skip-tls-verify: true for \(route.server)"
        return CallFailure(
            .doubtful,
            reason: "\(why), so nothing proves which cluster answers, and nothing is written there. Give the cluster's "
                + "certificate-authority-data instead; aws eks update-kubeconfig writes it")
    }

    /// An issuer without its scheme, as IAM writes it.
    static func bare(_ issuer: String) -> String {
        issuer.hasPrefix("https://") ? String(issuer.dropFirst("https://".count)) : issuer
    }

    /// Scheme, host and port in small letters, without the slash at the end.
    static func place(_ url: String) -> String {
        var text = url.lowercased()
        while text.hasSuffix("/") { text.removeLast() }
        return text.hasSuffix(":443") ? String(text.dropLast(4)) : text
    }

    /// The name in a URL in small letters, without scheme, port and path.
    private static func host(_ url: String) -> String {
        let text = url.lowercased()
        let rest = text.hasPrefix("https://") ? text.dropFirst("https://".count) : text[...]
        return String(rest.prefix { $0 != "/" && $0 != ":" })
    }

    static func compact(_ pem: String) -> String { pem.filter { !$0.isWhitespace } }
}
