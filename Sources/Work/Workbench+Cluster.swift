public import AWSClient
import Calls
public import Design
import HTTPClient
import Identifiers
public import KubernetesClient
public import Observation
import Wire

extension Workbench {
    /// The kubeconfig, merged from its files.
    public func kubeconfig() throws(KubeconfigProblem) -> Kubeconfig {
        try Kubeconfig.load(kubeconfigPaths, read: ground.read)
    }

    /// The kubeconfig for a context; files that say nothing at all are none, as kubectl has it, unless one was named.
    func kubeconfig(for context: String?) throws(KubeconfigProblem) -> Kubeconfig {
        let config = try kubeconfig()
        if config.isEmpty, context == nil { throw KubeconfigProblem(.noFile(paths: kubeconfigPaths.files)) }
        return config
    }

    /// Where the kubeconfig is read from.
    public var kubeconfigPaths: KubeconfigPaths {
        KubeconfigPaths(option: way.kubeconfig, environment: ground.environment, home: ground.home)
    }

    /// The cluster of the answers.
    ///
    /// The context that flag or answers name; else the kubeconfig's current one; where there is no kubeconfig at all,
    /// the API server that EKS names for the cluster, with a token made from the EKS account's caller.
    public func cluster(_ answers: Answers, eks: AWSSession?) async throws(ClusterUnavailable) -> (
        any ClusterConnection
    )? {
        let access: KubernetesAccess
        do throws(KubeconfigProblem) {
            let config = try kubeconfig(for: answers.kubernetesContext)
            access = try KubernetesAccess(config, context: answers.kubernetesContext, read: ground.read)
        } catch {
            if case .noFile = error.kind, answers.kubernetesContext == nil {
                return try await clusterWithoutKubeconfig(answers, eks)
            }
            throw ClusterUnavailable(
                sentence: error.sentence, isAboutKubeconfig: true, isBadInput: error.isBadInput,
                isBroken: error.isBroken)
        }
        return try live(access, answers, eks)
    }

    private func live(
        _ access: KubernetesAccess, _ answers: Answers, _ eks: AWSSession?
    ) throws(ClusterUnavailable) -> LiveCluster {
        let place = answers.eksCluster.map { "cluster \($0.text)" } ?? "cluster"
        return LiveCluster(
            KubernetesSession(
                access, transport: transport, tokens: try tokens(access, eks), timeouts: way.clusterTimeouts,
                observe: log.exchanged), log: log.cluster(place))
    }

    /// The cluster whose pod this is, as kubectl has it where no kubeconfig says anything; else the one that EKS names.
    ///
    /// A pod of another cluster than that of the answers asks the one that EKS names, by their authorities.
    private func clusterWithoutKubeconfig(
        _ answers: Answers, _ eks: AWSSession?
    ) async throws(ClusterUnavailable) -> (any ClusterConnection)? {
        let own: KubernetesAccess?
        do throws(KubeconfigProblem) {
            own = try KubernetesAccess(pod: ground.environment, read: ground.read)
        } catch {
            throw ClusterUnavailable(sentence: error.sentence)
        }
        guard let own else {
            return try await describedCluster(answers, eks)
        }
        if eks != nil, let named = try? await describedCluster(answers, eks), let other = named.route.authority,
            let authority = own.authorityPEM,
            other.filter({ !$0.isWhitespace }) != authority.filter({ !$0.isWhitespace })
        {
            return named
        }
        return try live(own, answers, eks)
    }

    private func describedCluster(
        _ answers: Answers, _ eks: AWSSession?
    ) async throws(ClusterUnavailable) -> LiveCluster? {
        guard let eks, let name = answers.eksCluster else { return nil }
        let call = Call.describeCluster(name, in: answers.eksRegion)
        let answer: JSONValue
        do {
            answer = try await eks.perform(call).value
        } catch {
            throw ClusterUnavailable(sentence: error.sentence)
        }
        let cluster: ClusterState
        do throws(ViewProblem) { cluster = try ClusterState(answer, of: call) } catch {
            throw ClusterUnavailable(sentence: "The answer of EKS is not understood: \(error.reason).")
        }
        // A cluster that is being made has neither yet.
        guard !cluster.endpoint.isEmpty, !cluster.certificateAuthority.isEmpty else { return nil }
        return LiveCluster(
            KubernetesSession(
                server: cluster.endpoint, trust: HTTPTrust(roots: .pem(cluster.certificateAuthority)),
                transport: transport,
                tokens: EKSTokenSource(eks, cluster: name.text),
                proof: CallerProof(.eksToken(cluster: name.text)), timeouts: way.clusterTimeouts,
                observe: log.exchanged), log: log.cluster("cluster \(name.text)"))
    }

    private func tokens(_ access: KubernetesAccess, _ eks: AWSSession?) throws(ClusterUnavailable) -> (any TokenSource)?
    {
        switch access.authentication {
        case .none: return nil
        case .token(let token): return StaticTokenSource(token)
        case .tokenFile(let path): return FileTokenSource(path: path, read: ground.read)
        case .eks(let command):
            if command.profile == nil, command.roleARN == nil, let eks {
                return EKSTokenSource(
                    command.region.flatMap { Region(unlisted: $0) }.map { eks.moved(to: $0) } ?? eks,
                    cluster: command.cluster)
            }
            do {
                let session = try session(
                    .eks, profile: command.profile, region: command.region.flatMap { Region(unlisted: $0) })
                guard let role = command.roleARN else { return EKSTokenSource(session, cluster: command.cluster) }
                let assuming = session.assuming(
                    role: role, sessionName: command.sessionName, externalID: command.externalID)
                return EKSTokenSource(assuming, cluster: command.cluster)
            } catch {
                throw ClusterUnavailable(sentence: error.sentence)
            }
        case .exec(let exec): return plugin(exec, access)
        }
    }
}
