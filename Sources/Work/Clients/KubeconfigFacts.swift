import Calls
import KubernetesClient
import Wire

/// What a kubeconfig says of the way to the cluster, without tokens, keys and arguments of programs.
extension Workbench {
    /// The way of a context, in the form of `local Kubeconfig`.
    ///
    /// - Parameter name: The context; nil for the current one.
    /// - Returns: The facts, or what is wrong with the kubeconfig; nil where there is none and none was asked for.
    func kubeconfigFacts(_ name: String?) -> Result<JSONValue, CallFailure>? {
        do throws(KubeconfigProblem) {
            return .success(try facts(name))
        } catch {
            if case .noFile = error.kind, name == nil { return nil }
            return .failure(
                CallFailure(
                    .misconfigured, reason: error.sentence.withoutFullStop, code: "BadKubeconfig",
                    service: Service.local.rawValue, operation: Operation.kubeconfig.name))
        }
    }

    private func facts(_ name: String?) throws(KubeconfigProblem) -> JSONValue {
        let config = try kubeconfig(for: name)
        let context = try config.context(name)
        let cluster = try config.cluster(of: context)
        let user = try config.user(of: context)
        var facts: JSONObject = [
            "files": .array(kubeconfigPaths.files.map { .string(ground.shortened($0)) }),
            "context": .string(context.name), "cluster": .string(cluster.name),
        ]
        if let server = cluster.server { facts["server"] = .string(Redactor().redact(server.text)) }
        if let namespace = context.namespace { facts["namespace"] = .string(namespace) }
        if let user { facts["userName"] = .string(user.name) }
        let exec = user?.exec
        let token = exec.flatMap { EKSTokenCommand($0) }
        facts["user"] = .string(Self.proof(user, token))
        if let exec { facts["execCommand"] = .string(exec.command.text) }
        if let token { facts["eksCluster"] = .string(token.cluster) }
        if let profile = token?.profile { facts["profile"] = .string(profile) }
        // A context that cannot be used as a whole has no certificates either; what it says otherwise still counts.
        if let authority = try? KubernetesAccess(config, context: name, read: ground.read).authorityPEM {
            facts["certificateAuthority"] = .string(authority)
        }
        let isPlain = cluster.server?.text.lowercased().hasPrefix("http://") == true
        facts["isVerified"] = .bool(isPlain ? cluster.proxyURL?.text.isEmpty != false : !cluster.acceptsAnyCertificate)
        return .object(facts)
    }

    /// How the caller is proven, a word.
    private static func proof(_ user: KubeconfigUser?, _ token: EKSTokenCommand?) -> String {
        guard let user else { return "nothing" }
        if user.tokenFile?.text.isEmpty == false { return "tokenFile" }
        if user.token?.text.isEmpty == false { return "token" }
        if user.exec != nil { return token == nil ? "exec" : "eks" }
        if user.unsupported != nil { return "unsupported" }
        return user.certificate == nil ? "nothing" : "clientCertificate"
    }
}
