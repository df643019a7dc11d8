import Calls
import Design
import Identifiers
import Wire

/// What the checks of the token know of service account, pods and cluster.
extension CheckContext {
    /// The question for the service account; nil where nobody knows which.
    var serviceAccountRead: Read<ServiceAccountState>? {
        guard let namespace = subject.answers.namespace, let name = subject.answers.serviceAccount else { return nil }
        return .annotatedAccount(namespace, name)
    }

    /// The service account as it was read.
    var serviceAccount: Observed<ServiceAccountState>? { serviceAccountRead.flatMap { seen[$0] } }

    /// What the role annotation says; nil without one, and where it could not be read.
    var annotatedRole: String? { serviceAccount?.value?.roleARN }

    /// The service account as places name it: `service account default/ses-sender`.
    var serviceAccountPlace: String {
        guard let read = serviceAccountRead else { return "the service account" }
        return "service account \(read.call.namespace ?? "")/\(read.call.objectName ?? "")"
    }

    /// The question for the pods of the namespace; nil where nobody knows which.
    var podsRead: Read<PodList>? { subject.answers.namespace.map { .pods(in: $0) } }

    /// The pods of the service account that are to run; nil where they were not read.
    var pods: [PodState]? {
        guard let read = podsRead, let name = subject.answers.serviceAccount?.text else { return nil }
        return seen[read]?.value?.pods.filter { pod in
            pod.serviceAccount == name && !pod.object.isBeingDeleted && !["Succeeded", "Failed"].contains(pod.phase)
        }
    }

    /// Why the cluster answers nothing at all: no way to it, no answer, or a caller that it does not know.
    var clusterSilence: CallFailure? {
        guard let read = serviceAccountRead, case .failure(let failure)? = seen[read.call]?.outcome else { return nil }
        switch failure.kind {
        case .unreachable, .doubtful, .misconfigured: return failure
        case .absent, .denied: return nil
        }
    }

    /// The association of EKS Pod Identity with the service account; nil without one, and where it was not read.
    var association: PodIdentityAssociations.Entry? {
        guard let read = associationsRead, let namespace = subject.answers.namespace,
            let name = subject.answers.serviceAccount
        else { return nil }
        return seen[read]?.value?.entry(namespace.text, name.text)
    }

    /// The question for the associations of the service account; nil where cluster or service account are not known.
    var associationsRead: Read<PodIdentityAssociations>? {
        guard let cluster = subject.answers.eksCluster, let namespace = subject.answers.namespace,
            let name = subject.answers.serviceAccount
        else { return nil }
        return .podIdentityAssociations(
            cluster, in: subject.answers.eksRegion, namespace: namespace, serviceAccount: name)
    }

    /// The token as the pods present it: with the audience of the annotation, where provider and role take that.
    ///
    /// An audience that one of them does not take is the annotation's fault, and theirs are told by the usual one.
    var presentedToken: PodToken? {
        guard let token = subject.token else { return nil }
        guard let other = tokenOfAnnotation, refusesAudience(other) == false else { return token }
        return other
    }

    /// The token with the audience that an annotation asks for; nil where none asks for another.
    var tokenOfAnnotation: PodToken? {
        guard let token = subject.token, let audience = serviceAccount?.value?.audience, audience != token.audience
        else { return nil }
        return PodToken(
            partition: token.partition, account: token.account, issuer: token.issuer, namespace: token.namespace,
            serviceAccount: token.serviceAccount, audience: audience)
    }

    /// Whether provider or role do not take a token for its audience; nil where that cannot be told.
    func refusesAudience(_ token: PodToken) -> Bool? {
        guard let provider = seen.provider(token.providerARN) else { return nil }
        if let clients = provider.value?.clientIDs, !clients.contains(token.audience) { return true }
        guard let role = role?.value else { return provider.isKnown ? false : nil }
        let verdict = token.judgeTrust(role)
        // A trust policy that does not take the usual audience either is at fault itself.
        guard verdict.isNo, subject.token?.judgeTrust(role).isNo == false else { return provider.isKnown ? false : nil }
        return true
    }

    /// The line that writes the role into the service account's annotation.
    func annotate(_ account: ServiceAccountName, in namespace: Namespace, role: String) -> String {
        kubectl(
            "annotate", "serviceaccount", account.text, "-n", namespace.text, "--overwrite",
            "\(DelegateSending.roleAnnotation)=\(role)")
    }

    /// The workloads that make pods anew, each once; none for pods that nothing makes anew by itself.
    func restartTargets(_ pods: [PodState]) -> [RestartTarget] {
        var targets: [RestartTarget] = []
        for target in pods.compactMap({ RestartTarget($0) }) where !targets.contains(target) { targets.append(target) }
        return targets
    }

    /// The lines that make pods anew, one for each workload that owns some.
    ///
    /// - Parameter pods: The pods.
    /// - Returns: The lines; none for pods that nothing makes anew by itself.
    func restarts(_ pods: [PodState]) -> [String] {
        restartTargets(pods).map {
            kubectl("rollout", "restart", $0.kind.name.lowercased(), $0.name, "-n", $0.namespace)
        }
    }
}

extension PodState {
    /// The workload that makes the pod anew when it is restarted, as kubectl names it; nil where nothing does.
    var workload: (kind: String, name: String)? {
        RestartTarget(self).map { ($0.kind.name.lowercased(), $0.name) }
    }

    /// The pod's name with that of what owns it, for lists of pods.
    var words: String { workload.map { "\(name) (\($0.kind) \($0.name))" } ?? name }
}
