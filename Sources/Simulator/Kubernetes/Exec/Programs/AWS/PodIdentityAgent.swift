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
        let signer = world.read { $0.cluster.signer }
        let isKnown = ServiceAccountToken(token, signer: signer, now: world.now) != nil
        let session: Session? = isKnown ? world.change { state in self.session(account, &state) } : nil
        guard let session else {
            throw .other(
                "Error when retrieving credentials from container-role: Error retrieving metadata: Received non 200 "
                    + "response 400 from container metadata: [\(world.randomness.uuid())]: (AccessDeniedException): "
                    + "Unauthorized Exception! EKS does not have permissions to assume the associated role.\n")
        }
        return PodCredentials(
            method: .container, accessKeyID: session.accessKeyID, secret: session.secret, token: session.token)
    }

    /// A session of the association's role, or of the one that is taken with it; nil where a trust policy does not let
    /// it in.
    private func session(_ account: String, _ state: inout WorldState) -> Session? {
        let found = state.cluster.podIdentityAssociations.first {
            $0.namespace == machine.namespace && $0.serviceAccount == account
        }
        guard let found, let first = session(of: found, &state) else { return nil }
        guard let target = found.targetRoleARN else { return first }
        var call = call(state)
        call.caller = state.holder(of: first.accessKeyID)?.caller
        call.form = FormParameters([
            "RoleArn": target, "RoleSessionName": sessionName(state.cluster),
            "ExternalId": found.externalID ?? "",
        ])
        return try? AssumeRole.session(call, &state).session
    }

    private func session(of association: PodIdentityAssociation, _ state: inout WorldState) -> Session? {
        let arn = association.roleARN
        guard let (owner, name) = try? TemporaryCredentials.role(inARN: arn) else { return nil }
        let iam = state.accounts[owner]?.effectiveIAM(at: world.now, delay: state.options.iamPropagationDelay)
        guard let role = iam?.roles[name], Names.roleARN(state.partition, owner, role) == arn else { return nil }
        let given = tags(association, state.cluster)
        let context = RequestContext(
            [
                ("aws:SourceAccount", .one(state.cluster.account)), ("aws:SourceArn", .one(state.cluster.arn)),
            ] + given.keys)
        let trust = PolicySet(resource: [NamedPolicy("trust-policy", role.trust.document)])
        for action in ["sts:AssumeRole"] + given.actions {
            let request = PolicyRequest(
                principal: "pods.eks.amazonaws.com", action: action, resource: arn, context: context)
            guard Evaluator.decide(request, trust).isAllowed else { return nil }
        }
        var session = TemporaryCredentials.make(
            call(state), account: owner,
            identity: .role(name: role.name, id: role.id, sessionName: sessionName(state.cluster)),
            seconds: 21_600)
        given.put(on: &session)
        state.sessions.add(session)
        return session
    }

    /// A session's name, of which 64 characters are allowed.
    private func sessionName(_ cluster: ClusterState) -> String {
        "eks-\(cluster.name.prefix(23))-\(world.randomness.uuid())"
    }

    private var world: World { machine.world }

    private func call(_ state: WorldState) -> AWSCall {
        AWSCall(
            service: .sts, operation: "AssumeRole", region: state.cluster.region, now: world.now,
            requestID: world.randomness.uuid(), randomness: world.randomness)
    }

    /// The tags that EKS gives every session, and that chained sessions keep.
    private func tags(_ association: PodIdentityAssociation, _ cluster: ClusterState) -> SessionTags {
        // The world is being changed, so that the machine cannot be asked for its pod.
        let pod = cluster.objects[ResourceKind.pods.key(machine.namespace, machine.name)]
        var given = SessionTags()
        for (key, value) in [
            ("eks-cluster-arn", cluster.arn), ("eks-cluster-name", cluster.name),
            ("kubernetes-namespace", association.namespace),
            ("kubernetes-service-account", association.serviceAccount),
            ("kubernetes-pod-name", pod?.at(["metadata", "name"])?.string ?? ""),
            ("kubernetes-pod-uid", pod?.at(["metadata", "uid"])?.string ?? ""),
        ] {
            given.tags.set(Tag(key, value))
            given.transitiveKeys.insert(key)
        }
        return given
    }
}
