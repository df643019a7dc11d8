import Calls
import Design
import IAMPolicy
import Identifiers
import Wire

extension Check {
    /// No association of EKS Pod Identity takes the place of the annotation.
    static let podIdentity = Check(
        "pod-identity", .token, "associations of EKS Pod Identity",
        codes: ["K8S-POD-IDENTITY", "K8S-FARGATE"],
        applies: { $0.answers.eksCluster != nil && $0.answers.serviceAccount != nil && $0.answers.namespace != nil },
        reads: { context in [context.associationsRead?.call, context.associationRead?.call].compactMap(\.self) },
        hints: { context in
            [context.podsRead?.call, context.subject.role.map { Read.role($0.name).call }].compactMap(\.self)
        },
        right: { context in
            context.association == nil ? "no association takes its place" : "its association gives the same role"
        },
        findings: { context in
            guard let read = context.associationRead, let association = context.seen[read]?.value else { return [] }
            return context.associationFault(association).map { [$0] } ?? []
        })
}

extension CheckContext {
    /// The question for the association with its role; nil where there is none.
    fileprivate var associationRead: Read<PodIdentityState>? {
        guard let entry = association, let cluster = subject.answers.eksCluster else { return nil }
        return .podIdentityAssociation(entry.id, of: cluster, in: subject.answers.eksRegion)
    }

    fileprivate func associationFault(_ association: PodIdentityState) -> Finding? {
        let pods = pods ?? []
        let onFargate = pods.filter { $0.labels["eks.amazonaws.com/fargate-profile"] != nil }
        if !onFargate.isEmpty, onFargate.count == pods.count { return fargate(association, onFargate) }
        guard let problem = problem(of: association) else { return nil }
        return finding("K8S-POD-IDENTITY") {
            $0.expected = subject.role.map { "no association, or one that gives \($0.text)" } ?? "no association"
            $0.found = problem
            $0.place = associationPlace(association)
            $0.brief = "a Pod Identity association wins over it"
            $0.why =
                "EKS prefers an association to the annotation, for pods that are made after it, and does not say so."
            $0.evidence = associationEvidence(association)
            $0.repair(
                "Remove the association, or let it give this role; then restart the pods.",
                commands: remove(association) + restarts(pods))
        }
    }

    /// Why the pods do not get the wanted role by an association; nil where they do, as far as can be seen.
    private func problem(of association: PodIdentityState) -> String? {
        let last = association.targetRole ?? association.role
        if let wanted = subject.role, last.text != wanted.text { return "an association that gives \(last.text)" }
        guard association.targetRole == nil, let role = role?.value, role.arn == association.role,
            let document = try? PolicyDocument.read(role.trustPolicy, kind: .trust)
        else { return nil }
        let policies = PolicySet(resource: [NamedPolicy("trust policy", document)])
        for action in ["sts:AssumeRole", "sts:TagSession"] {
            let request = PolicyRequest(
                principal: "pods.eks.amazonaws.com", action: action, resource: role.arn.text,
                context: RequestContext([]).with(unknown: UnknownKeys(["aws:*"])))
            if Evaluator.judge(request, policies).answer == .no {
                return "an association with this role, whose trust policy does not allow \(action) to "
                    + "pods.eks.amazonaws.com"
            }
        }
        return nil
    }

    private func fargate(_ association: PodIdentityState, _ pods: [PodState]) -> Finding {
        finding("K8S-FARGATE") {
            $0.status = .fail
            $0.expected = "no association: pods on Fargate get their role by the annotation"
            $0.found =
                "\(pods.count.counting("pod")) on Fargate, and an association that gives \(association.role.text)"
            $0.place = associationPlace(association)
            $0.brief = "an association does not reach Fargate"
            $0.why =
                "The agent of Pod Identity does not run on Fargate, and where an association exists the webhook gives "
                + "no token."
            $0.evidence = associationEvidence(association)
            $0.repair(commands: remove(association) + restarts(pods))
        }
    }

    private func associationPlace(_ association: PodIdentityState) -> String {
        "\(place(of: .kubernetes)), association \(association.id)"
    }

    private func associationEvidence(_ association: PodIdentityState) -> [Finding.Evidence] {
        guard let read = associationRead else { return [] }
        var found = [evidence(read.call, "association.roleArn", association.role.text)]
        if let target = association.targetRole {
            found.append(evidence(read.call, "association.targetRoleArn", target.text))
        }
        if let created = association.created {
            found.append(evidence(read.call, "association.createdAt", created.iso8601))
        }
        return found
    }

    private func remove(_ association: PodIdentityState) -> [String] {
        guard let cluster = subject.answers.eksCluster else { return [] }
        var words = [
            "aws", "eks", "delete-pod-identity-association", "--cluster-name", cluster.text, "--association-id",
            association.id,
        ]
        if let region = subject.answers.eksRegion { words += ["--region", region.text] }
        if let profile = profile(of: .eks) { words += ["--profile", profile] }
        return [words.map(ShellQuoting.word).joined(separator: " ")]
    }
}
