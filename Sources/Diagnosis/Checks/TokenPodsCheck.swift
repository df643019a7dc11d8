import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// The pods have what the webhook gives when they are made.
    static let pods = Check(
        "pods", .token, "the pods of the service account",
        codes: [
            "K8S-POD-OLD", "K8S-POD-NO-ROLE", "K8S-POD-ROLE", "K8S-POD-SKIPPED", "STS-NODE-ROLE", "K8S-TOKEN-LEGACY",
            "K8S-SIDECAR", "K8S-NO-PODS",
        ],
        after: ["annotation", "webhook", "pod-identity", "token-audience"],
        applies: { $0.answers.serviceAccount != nil && $0.answers.namespace != nil },
        reads: { context in
            context.clusterSilence == nil
                ? [context.podsRead?.call, context.serviceAccountRead?.call].compactMap(\.self) : []
        },
        right: { context in
            let pods = context.pods ?? []
            return pods.isEmpty
                ? "no pod uses it now" : "\(pods.count.counting("pod")) \(pods.count == 1 ? "has" : "have") the role"
        },
        findings: { context in
            if context.clusterSilence != nil { return [context.silent("K8S-POD-OLD")] }
            if context.serviceAccount == .absent {
                return [context.notLooked("K8S-POD-OLD", .token, "there is no service account to look at")]
            }
            guard let account = context.serviceAccount?.value, let pods = context.pods else { return [] }
            guard !pods.isEmpty else { return [context.noPods] }
            return PodFindings(context, account, pods).all
        })
}

extension CheckContext {
    /// Nobody uses the service account now: no fault, but nothing shows what pods would get.
    fileprivate var noPods: Finding {
        let all = podsRead.flatMap { seen[$0]?.value?.pods } ?? []
        let others = Set(all.map(\.serviceAccount)).sorted()
        return finding("K8S-NO-PODS") {
            $0.found =
                others.isEmpty
                ? "no pods in the namespace" : "none; its pods use \(others.map { "service account \($0)" }.listed)"
            $0.place = serviceAccountPlace
            $0.evidence = [
                Finding.Evidence(
                    call: podsRead?.call.words ?? "", field: "items.spec.serviceAccountName",
                    value: others.isEmpty ? "no pods" : others.joined(separator: ", "))
            ]
            $0.repair(commands: [kubectl("get", "pods", "-n", subject.answers.namespace?.text ?? "", "-o", "wide")])
        }
    }
}

/// What is said of pods, those with the same thing together.
struct PodFindings {
    private let context: CheckContext
    private let account: ServiceAccountState
    private let pods: [(pod: PodState, verdict: PodVerdict)]

    init(_ context: CheckContext, _ account: ServiceAccountState, _ pods: [PodState]) {
        self.context = context
        self.account = account
        self.pods = pods.map { ($0, PodVerdict($0, account, role: context.subject.role?.text)) }
    }

    /// All that is wrong, the weightiest first.
    var all: [Finding] {
        [old, withoutRole, onNode, own, skipped, legacy, partial].compactMap(\.self)
    }

    private func chosen(_ isChosen: (PodVerdict) -> Bool) -> [PodState] {
        pods.filter { isChosen($0.verdict) }.map(\.pod)
    }

    private func finding(
        _ code: String, _ chosen: [PodState], expected: String, found: (PodState) -> String, brief: String,
        field: String, why: String? = nil, title: String? = nil
    ) -> Finding? {
        guard !chosen.isEmpty else { return nil }
        return context.finding(code) {
            if let title { $0.title = title }
            $0.expected = expected
            $0.found = chosen.prefix(3).map { "\($0.words) \(found($0))" }.joined(separator: "; ")
            if chosen.count > 3 { $0.found += "; and \((chosen.count - 3).counting("more", "more"))" }
            $0.place = "namespace \(chosen[0].namespace), \(chosen.count) of \(pods.count.counting("pod"))"
            $0.brief = brief
            if let why { $0.why = why }
            $0.evidence = chosen.prefix(6).map { pod in
                Finding.Evidence(
                    call: context.podsRead?.call.words ?? "", field: "\(pod.name) \(field)", value: found(pod))
            }
            let restarts = context.restarts(chosen)
            $0.repair(
                commands: restarts.isEmpty
                    ? chosen.prefix(3).map { context.kubectl("describe", "pod", $0.name, "-n", $0.namespace) }
                    : restarts)
            // A restart alone helps where the service account names a role by now.
            if ["K8S-POD-OLD", "K8S-POD-NO-ROLE"].contains(code), account.roleARN != nil {
                $0.fix?.restarts = context.restartTargets(chosen)
            }
        }
    }

    private func count(_ chosen: [PodState]) -> String {
        pods.count == 1 ? "the pod" : "\(chosen.count) of \(pods.count) pods"
    }

    private func made(_ pod: PodState) -> String {
        pod.created.map { "made \($0.words(at: context.now))" } ?? "made earlier"
    }

    // MARK: Older than the annotation

    private var old: Finding? {
        var times: [String: String] = [:]
        let chosen = pods.filter { entry in
            switch entry.verdict {
            case .older(let time):
                times[entry.pod.name] = "has no role, \(made(entry.pod)); annotation \(time.words(at: context.now))"
            case .earlier(let role): times[entry.pod.name] = "has \(role), \(made(entry.pod))"
            default: return false
            }
            return true
        }.map(\.pod)
        let isEarlier = chosen.contains { pod in times[pod.name]?.hasPrefix("has no role") == false }
        let isCertain = chosen.allSatisfy { pod in
            pod.created.flatMap { made in account.object.created.map { made < $0 } } ?? false
        }
        return finding(
            "K8S-POD-OLD", chosen, expected: account.roleARN ?? "a pod made after the annotation",
            found: { times[$0.name] ?? "" },
            brief: isEarlier
                ? "\(count(chosen)) has an earlier role".plural(chosen.count, of: pods.count)
                : "\(count(chosen)) \(chosen.count == 1 ? "is" : "are") older than the annotation",
            field: "env.AWS_ROLE_ARN",
            why: "A pod gets role and token when it is made, and never later.",
            title: isEarlier
                ? "Pods have what the service account said earlier."
                : isCertain ? nil : "Pods were likely made before the annotation on their service account.")
    }

    // MARK: No role, and no sign why

    private var withoutRole: Finding? {
        let chosen = chosen { $0 == .withoutRole }.filter { !$0.usesHostNetwork }
        let isNamed = account.roleARN != nil
        return finding(
            "K8S-POD-NO-ROLE", chosen, expected: account.roleARN ?? "the role in AWS_ROLE_ARN",
            found: { "has no AWS_ROLE_ARN, \(made($0))" },
            brief: "\(count(chosen)) \(chosen.count == 1 ? "has" : "have") no role", field: "env.AWS_ROLE_ARN",
            why: (isNamed
                ? "The webhook gives the role when a pod is made. Likely it was not there then, did not answer, "
                    + "or did not know the service account yet."
                : "The webhook gives pods the role that their service account names, and it names none."))
    }

    /// Without a role and with the network of its node, a pod reaches what gives out the node's role.
    private var onNode: Finding? {
        var marks: [String: String] = [:]
        let chosen = pods.filter { entry in
            guard entry.pod.usesHostNetwork else { return false }
            switch entry.verdict {
            case .withoutRole: marks[entry.pod.name] = "has no AWS_ROLE_ARN, and hostNetwork"
            case .skipped(let mark): marks[entry.pod.name] = "has no AWS_ROLE_ARN, hostNetwork and \(mark)"
            default: return false
            }
            return true
        }.map(\.pod)
        let isSkipped = chosen.contains(where: \.skipsWebhook)
        let node = "On the node's network AWS libraries then find the node's role."
        return finding(
            "STS-NODE-ROLE", chosen, expected: account.roleARN ?? "the role in AWS_ROLE_ARN",
            found: { marks[$0.name] ?? "" },
            brief: "\(count(chosen)) likely \(chosen.count == 1 ? "gets" : "get") the node's role",
            field: "spec.hostNetwork",
            why: (isSkipped ? "The label keeps the webhook off, so there is no token. " : "There is no token. ") + node,
            title: "The pods have no role of their own, and likely get that of their node."
        ).map { finding in
            var finding = finding
            let text =
                isSkipped
                ? "Remove the label from the workload's pod template."
                : "Restart the pods, and look whether AWS_ROLE_ARN is there then."
            finding.repair(text, commands: isSkipped ? edits(chosen) : finding.fix?.commands ?? [])
            return finding
        }
    }

    // MARK: Set by hand

    private var own: Finding? {
        var roles: [String: String] = [:]
        let chosen = pods.filter { entry in
            guard case .own(let role) = entry.verdict else { return false }
            roles[entry.pod.name] = "sets \(role)"
            return true
        }.map(\.pod)
        return finding(
            "K8S-POD-ROLE", chosen, expected: account.roleARN ?? context.subject.role?.text ?? "",
            found: { roles[$0.name] ?? "" },
            brief: "\(count(chosen)) \(chosen.count == 1 ? "sets" : "set") another role", field: "env.AWS_ROLE_ARN"
        )
        .map { finding in
            var finding = finding
            finding.repair(commands: edits(chosen))
            return finding
        }
    }

    /// Restarting changes nothing of what a specification says.
    private func edits(_ chosen: [PodState]) -> [String] {
        var lines: [String] = []
        for pod in chosen {
            let line =
                pod.workload.map { context.kubectl("edit", $0.kind, $0.name, "-n", pod.namespace) }
                ?? context.kubectl("describe", "pod", pod.name, "-n", pod.namespace)
            if !lines.contains(line) { lines.append(line) }
        }
        return lines
    }

    private var skipped: Finding? {
        var marks: [String: String] = [:]
        let chosen = pods.filter { entry in
            guard case .skipped(let mark) = entry.verdict, !entry.pod.usesHostNetwork else { return false }
            marks[entry.pod.name] = "has \(mark)"
            return true
        }.map(\.pod)
        return finding(
            "K8S-POD-SKIPPED", chosen, expected: "no label eks.amazonaws.com/skip-pod-identity-webhook",
            found: { marks[$0.name] ?? "" }, brief: "a label keeps the webhook off \(count(chosen))", field: "labels"
        ).map { finding in
            var finding = finding
            finding.repair(commands: edits(chosen))
            return finding
        }
    }

    private var legacy: Finding? {
        var files: [String: String] = [:]
        let chosen = pods.filter { entry in
            guard case .legacyToken(let file) = entry.verdict else { return false }
            files[entry.pod.name] = "reads \(file)"
            return true
        }.map(\.pod)
        return finding(
            "K8S-TOKEN-LEGACY", chosen,
            expected: "AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token",
            found: { files[$0.name] ?? "" },
            brief: "\(count(chosen)) \(chosen.count == 1 ? "reads" : "read") the wrong token file",
            field: "env.AWS_WEB_IDENTITY_TOKEN_FILE",
            why: "That token is for the Kubernetes API: it has no audience that STS takes."
        ).map { finding in
            var finding = finding
            finding.repair(commands: edits(chosen))
            return finding
        }
    }

    // MARK: Some containers

    private var partial: Finding? {
        var names: [String: String] = [:]
        let chosen = pods.filter { entry in
            guard case .partial(let containers) = entry.verdict else { return false }
            let isNamed = containers.allSatisfy { entry.pod.skippedContainers.contains($0) }
            names[entry.pod.name] =
                "container \(containers.listed) without it"
                + (isNamed ? ", named in eks.amazonaws.com/skip-containers" : "")
            return true
        }.map(\.pod)
        let areNamed = chosen.allSatisfy { pod in names[pod.name]?.contains("skip-containers") ?? false }
        return finding(
            "K8S-SIDECAR", chosen, expected: "role and token in each container that calls AWS",
            found: { names[$0.name] ?? "" },
            brief: "a container has no token", field: "env.AWS_ROLE_ARN",
            why: areNamed
                ? "The pod's annotation skip-containers keeps the webhook off it. It matters only where that container "
                    + "sends."
                : "Likely it was added after the webhook ran. It matters only where that container sends."
        ).map { finding in
            var finding = finding
            finding.repair(commands: edits(chosen))
            return finding
        }
    }
}

extension String {
    /// The sentence with its verb for several, where it is about more than one.
    fileprivate func plural(_ count: Int, of all: Int) -> String {
        count == 1 ? self : replacing(" has ", with: " have ")
    }
}
