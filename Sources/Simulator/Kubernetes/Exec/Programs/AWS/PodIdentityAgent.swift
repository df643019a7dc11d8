import IAMPolicy
import Wire

/// The agent of EKS Pod Identity on a pod's node: gives the credentials of the association's role.
struct PodIdentityAgent {
    /// The container that asks.
    let machine: PodMachine

    /// The credentials for the pod's service account.
    ///
    /// - Throws: the CLI's complaint where the agent has no answer.
    func credentials(_ environment: PodEnvironment) throws(AWSProblem) -> PodCredentials {
        let file = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] ?? ""
        guard let token = try? PodFiles(machine).read(file) else {
            throw .other("[Errno 2] No such file or directory: '\(file)'")
        }
        let account = machine.pod?.at(["spec", "serviceAccountName"])?.string ?? "default"
        let (world, namespace) = (machine.world, machine.namespace)
        let signer = world.read { $0.cluster.signer }
        let isKnown = ServiceAccountToken(token, signer: signer, now: world.now) != nil
        let session = isKnown ? world.change { Self.session(namespace, account, world, &$0) } : nil
        guard let session else {
            throw .other(
                "Error when retrieving credentials from container-role: Error retrieving metadata: Received non 200 "
                    + "response 400 from container metadata: [\(world.randomness.uuid())]: (AccessDeniedException): "
                    + "Unauthorized Exception! EKS does not have permissions to assume the associated role.\n")
        }
        return PodCredentials(accessKeyID: session.accessKeyID, secret: session.secret, token: session.token)
    }

    /// A session of the association's role, nil where its trust policy does not let EKS in.
    private static func session(
        _ namespace: String, _ account: String, _ world: World, _ state: inout WorldState
    ) -> Session? {
        let found = state.cluster.podIdentityAssociations.first {
            $0.namespace == namespace && $0.serviceAccount == account
        }
        guard let arn = found?.roleARN, let (owner, name) = try? TemporaryCredentials.role(inARN: arn) else {
            return nil
        }
        let iam = state.accounts[owner]?.effectiveIAM(at: world.now, delay: state.options.iamPropagationDelay)
        guard let role = iam?.roles[name], Names.roleARN(owner, role) == arn else { return nil }
        let trust = PolicySet(resource: [NamedPolicy("trust-policy", role.trust.document)])
        for action in ["sts:AssumeRole", "sts:TagSession"] {
            let request = PolicyRequest(
                principal: "pods.eks.amazonaws.com", action: action, resource: arn,
                context: RequestContext([
                    ("aws:SourceAccount", .one(state.cluster.account)), ("aws:SourceArn", .one(state.cluster.arn)),
                    ("aws:RequestTag/kubernetes-namespace", .one(namespace)),
                    ("aws:RequestTag/kubernetes-service-account", .one(account)),
                ]))
            guard Evaluator.decide(request, trust).isAllowed else { return nil }
        }
        let call = AWSCall(
            service: .sts, operation: "AssumeRole", region: state.cluster.region, now: world.now,
            requestID: world.randomness.uuid(), randomness: world.randomness)
        let suffix = world.randomness.uuid()
        let session = TemporaryCredentials.make(
            call, account: owner,
            identity: .role(name: role.name, id: role.id, sessionName: "eks-\(state.cluster.name)-\(suffix)"),
            seconds: 21_600)
        state.sessions.add(session)
        return session
    }
}
