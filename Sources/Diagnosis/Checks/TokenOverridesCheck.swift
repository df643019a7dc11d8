import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// Nothing in the pods goes before their role, and they may read its token.
    static let overrides = Check(
        "pod-overrides", .token, "what in the pods keeps the role from being used",
        codes: ["K8S-POD-KEYS", "K8S-POD-PROFILE", "K8S-TOKEN-FILE", "K8S-IMAGE"],
        applies: { $0.answers.serviceAccount != nil && $0.answers.namespace != nil },
        reads: { context in
            context.clusterSilence == nil ? [context.podsRead?.call].compactMap(\.self) : []
        },
        hints: { context in context.describeCluster.map { [$0] } ?? [] },
        right: { context in
            let sources = Set((context.pods ?? []).flatMap { $0.mainContainers.flatMap(\.variableSources) }).sorted()
            guard let first = sources.first else { return "no keys of their own in the pods" }
            let more = sources.count > 1 ? " and \(sources.count - 1) more" : ""
            return "no keys of their own in the pods; what they take from \(first)\(more) was not read"
        },
        findings: { context in
            if context.clusterSilence != nil { return [context.silent("K8S-POD-KEYS")] }
            guard let pods = context.pods else { return [] }
            return [context.keys(pods), context.profiles(pods), context.unreadable(pods), context.images(pods)]
                .compactMap(\.self)
        })
}

extension CheckContext {
    /// SDKs take keys in the environment before any role.
    fileprivate func keys(_ pods: [PodState]) -> Finding? {
        override(pods, "K8S-POD-KEYS", brief: "own keys go before the role") { container in
            let names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]
            return names.allSatisfy(container.variables.contains) ? names : []
        }
    }

    /// Which of profile and token wins differs from SDK to SDK.
    fileprivate func profiles(_ pods: [PodState]) -> Finding? {
        override(pods, "K8S-POD-PROFILE", brief: "a profile may go before the role") { container in
            container.overrides.filter { $0 != "AWS_ACCESS_KEY_ID" }
        }
    }

    private func override(
        _ pods: [PodState], _ code: String, brief: String, _ names: (PodState.Container) -> [String]
    ) -> Finding? {
        var lines: [String] = []
        var chosen: [PodState] = []
        for pod in pods {
            for container in pod.mainContainers where !names(container).isEmpty {
                lines.append("\(pod.words), container \(container.name): \(names(container).listed)")
                if chosen.last != pod { chosen.append(pod) }
            }
        }
        guard let first = chosen.first else { return nil }
        return finding(code) {
            $0.found =
                lines.prefix(3).joined(separator: "; ") + (lines.count > 3 ? "; and \(lines.count - 3) more" : "")
            $0.place = "namespace \(first.namespace), env"
            $0.brief = brief
            $0.evidence = lines.prefix(6).map {
                Finding.Evidence(call: podsRead?.call.words ?? "", field: "spec.containers.env", value: $0)
            }
            var commands: [String] = []
            for pod in chosen {
                guard let workload = pod.workload else { continue }
                let line = kubectl("edit", workload.kind, workload.name, "-n", pod.namespace)
                if !commands.contains(line) { commands.append(line) }
            }
            $0.repair(commands: commands)
        }
    }

    /// A container whose image nobody fetches sends nothing.
    fileprivate func images(_ pods: [PodState]) -> Finding? {
        let reasons = ["ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull"]
        let waiting = pods.flatMap { pod in
            pod.containers.filter { reasons.contains($0.waitingReason ?? "") }.map { (pod: pod, container: $0) }
        }
        guard let first = waiting.first, let reason = first.container.waitingReason else { return nil }
        return finding("K8S-IMAGE") {
            $0.link = .token
            $0.title = "The image of a container cannot be fetched, so the pod does not run."
            $0.expected = "an image that the node can fetch"
            $0.found = "\(first.container.image): \(reason)"
            $0.place = "pod \(first.pod.namespace)/\(first.pod.name), container \(first.container.name)"
            $0.brief = "an image cannot be fetched"
            $0.evidence = [
                Finding.Evidence(
                    call: podsRead?.call.words ?? "",
                    field: "\(first.pod.name) status.containerStatuses.state.waiting.reason", value: reason)
            ]
            $0.repair(commands: [kubectl("describe", "pod", first.pod.name, "-n", first.pod.namespace)])
        }
    }

    /// Before Kubernetes 1.19 the token's file is root's alone, unless the pod has a group for its volumes.
    ///
    /// Source: aws/amazon-eks-pod-identity-webhook, issue 8; kubernetes-sigs/external-dns, pull request 1185.
    fileprivate func unreadable(_ pods: [PodState]) -> Finding? {
        guard let name = subject.answers.eksCluster,
            let version = seen.cluster(name, in: subject.answers.eksRegion)?.value?.version,
            let minor = version.split(separator: ".").dropFirst().first.flatMap({ Int($0) }), version.hasPrefix("1."),
            minor < 19
        else { return nil }
        let chosen = pods.filter { pod in
            let users = pod.mainContainers.compactMap { $0.user ?? pod.user }
            return pod.fsGroup == nil && users.contains { $0 != 0 }
        }
        guard let first = chosen.first else { return nil }
        return finding("K8S-TOKEN-FILE") {
            $0.found =
                "\(first.words) runs as user \(first.mainContainers.compactMap { $0.user ?? first.user }.first ?? 0), "
                + "without fsGroup, on Kubernetes \(version)"
            $0.place = "namespace \(first.namespace), securityContext"
            $0.brief = "the container may not read its token"
            $0.why = "Before Kubernetes 1.19 the token's file belongs to root alone."
            $0.evidence = [
                Finding.Evidence(
                    call: podsRead?.call.words ?? "", field: "\(first.name) securityContext.fsGroup", value: "absent")
            ]
            $0.repair(
                commands: first.workload.map {
                    [kubectl("edit", $0.kind, $0.name, "-n", first.namespace)]
                } ?? [])
        }
    }
}
