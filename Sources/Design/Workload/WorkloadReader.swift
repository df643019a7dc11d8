import Wire

/// Goes through the objects of a workload in the order of its life.
struct WorkloadReader {
    let namespace: String
    let role: String
    let sight: WorkloadSight
    private(set) var rows: [WorkloadRow] = []
    private(set) var fault: WorkloadFault?

    init(namespace: String, role: String, sight: WorkloadSight) {
        self.namespace = namespace
        self.role = role
        self.sight = sight
    }

    mutating func read(deployment name: String) {
        guard let deployment = sight.deployment else {
            rows = [WorkloadRow(.deployment, .wrong, name, "is not there")]
            fault = WorkloadFault(
                .missing, found: "no deployment \(name)", place: "namespace \(namespace)")
            wait(for: [.replicaSet, .pod, .token, .image, .container])
            return
        }
        let wanted = deployment.object["spec"]?["replicas"]?.int ?? 1
        guard wanted > 0 else {
            rows = [WorkloadRow(.deployment, .wrong, name, "wants no pods")]
            fault = WorkloadFault(
                .noPodsWanted, found: "replicas is 0", place: "deployment \(name) in namespace \(namespace)")
            wait(for: [.replicaSet, .pod, .token, .image, .container])
            return
        }
        guard !deployment.isAwaited else {
            rows = [WorkloadRow(.deployment, .running, name, "was changed, and is being taken up")]
            wait(for: [.replicaSet, .pod, .token, .image, .container])
            return
        }
        rows = [WorkloadRow(.deployment, .right, name, "wants \(wanted.counting("pod"))")]
        guard readSet(of: deployment) else { return }
        guard let pod = sight.currentPod else {
            rows.append(WorkloadRow(.pod, .running, "", "is being made"))
            wait(for: [.token, .image, .container])
            return
        }
        read(pod)
    }

    mutating func read(job: ObjectState) {
        guard let pod = sight.pod(ofJob: job) else {
            if let refusal = refusal(of: job) {
                rows = [WorkloadRow(.job, .wrong, job.name, "may make no pod")]
                fault = WorkloadFault(
                    Self.kind(of: refusal), found: "the pod was refused",
                    place: "Job \(job.name) in namespace \(namespace)", says: refusal)
            } else {
                rows = [WorkloadRow(.job, .running, job.name, "makes its pod")]
            }
            wait(for: [.pod, .token, .image, .container])
            return
        }
        rows = [WorkloadRow(.job, .right, job.name, "made 1 pod")]
        read(pod)
    }

    /// The replica set; false where nothing comes after it.
    private mutating func readSet(of deployment: ObjectState) -> Bool {
        guard sight.replicaSets != nil else {
            rows.append(WorkloadRow(.replicaSet, .unknown, "", "may not be read"))
            return true
        }
        guard let set = sight.currentSet else {
            rows.append(WorkloadRow(.replicaSet, .running, "", "is being made"))
            wait(for: [.pod, .token, .image, .container])
            return false
        }
        if sight.currentPod == nil, let refusal = refusal(of: set) {
            rows.append(WorkloadRow(.replicaSet, .wrong, set.name, "may make no pod"))
            fault = WorkloadFault(
                Self.kind(of: refusal), found: "the pod was refused",
                place: "replica set \(set.name) in namespace \(namespace)", says: refusal)
            wait(for: [.pod, .token, .image, .container])
            return false
        }
        let made = sight.pods.count { $0.owner?.name == set.name && !$0.object.isBeingDeleted }
        rows.append(
            made > 0
                ? WorkloadRow(.replicaSet, .right, set.name, "made \(made.counting("pod"))")
                : WorkloadRow(.replicaSet, .running, set.name, "makes its pod"))
        return true
    }

    /// Why a replica set or a Job may not make its pods, in the cluster's words.
    private func refusal(of set: ObjectState) -> String? {
        if let event = sight.events(of: set).first(where: { $0.reason == "FailedCreate" }) {
            let lead = "Error creating: "
            return event.message.hasPrefix(lead) ? String(event.message.dropFirst(lead.count)) : event.message
        }
        let conditions = set.object["status"]?["conditions"]?.array ?? []
        return conditions.first {
            $0["type"]?.string == "ReplicaFailure" && $0["status"]?.string == "True"
        }.map { _ in "" }
    }

    /// What sort of refusal the API server's words are.
    static func kind(of words: String) -> WorkloadFault.Kind {
        if words.contains("exceeded quota") || words.contains("failed quota") { return .quota }
        if words.contains("violates PodSecurity") { return .podSecurity }
        if words.contains("error looking up service account") { return .serviceAccount }
        return .admission
    }

    // MARK: The pod

    mutating func read(_ pod: PodState) {
        guard let node = pod.node else {
            let isFinal = sight.events(of: pod.object).contains { $0.reason == "NotTriggerScaleUp" }
            let state: WorkloadRow.State = isFinal && pod.isUnschedulable ? .wrong : .running
            rows.append(
                WorkloadRow(.pod, state, pod.name, pod.isUnschedulable ? "finds no node yet" : "waits for a node"))
            if state == .wrong {
                fault = WorkloadFault(
                    .noNode, found: "no node takes it, and none is added", place: place(pod),
                    says: sight.words(on: pod.object, ["FailedScheduling"]))
            }
            rows.append(token(pod))
            wait(for: [.image, .container])
            return
        }
        rows.append(WorkloadRow(.pod, .right, pod.name, "on node \(node)"))
        rows.append(token(pod))
        readContainer(pod)
    }

    private func token(_ pod: PodState) -> WorkloadRow {
        let containers = pod.mainContainers
        let roles = containers.compactMap { $0.values["AWS_ROLE_ARN"] }
        guard let found = roles.first else {
            let hasOther = containers.contains { $0.values["AWS_CONTAINER_CREDENTIALS_FULL_URI"] != nil }
            return WorkloadRow(.token, .wrong, hasOther ? "Pod Identity" : "no role", "none from the webhook")
        }
        guard found == role else { return WorkloadRow(.token, .wrong, "another role", found) }
        let hasFile = containers.contains { $0.values["AWS_WEB_IDENTITY_TOKEN_FILE"] != nil }
        guard hasFile else { return WorkloadRow(.token, .wrong, "role, no token file", "none from the webhook") }
        let audience = pod.tokens.first { $0.volume == "aws-iam-token" }?.audience
        if let audience, audience != sight.account?.audience ?? DelegateSending.audience {
            return WorkloadRow(.token, .wrong, "role and token file", "the token is for \(audience)")
        }
        let isInjected = containers.contains { $0.mounts["aws-iam-token"] != nil }
        return WorkloadRow(
            .token, .right, "role and token file", isInjected ? "put in by the webhook" : "set by the workload itself")
    }

    private static let imageReasons: Set<String> = [
        "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable", "ImageInspectError",
    ]
    private static let crashReasons: Set<String> = [
        "CrashLoopBackOff", "CreateContainerConfigError", "CreateContainerError", "RunContainerError",
    ]

    private mutating func readContainer(_ pod: PodState) {
        let wanted = pod.mainContainers
        let container =
            wanted.first { $0.name == DelegateSending.workloadName } ?? wanted.first
        let image = container?.image ?? ""
        let name = container?.name ?? ""
        let place = "\(place(pod)), container \(name)"
        if let reason = container?.waitingReason, Self.imageReasons.contains(reason) {
            rows.append(WorkloadRow(.image, .wrong, image, reason))
            rows.append(WorkloadRow(.container, .waiting, name, "after the image"))
            let failed = sight.events(of: pod.object).filter { $0.reason == "Failed" }
            let tries = failed.reduce(0) { $0 + $1.count }
            let words = failed.first { $0.message.contains(": ") } ?? failed.first
            fault = WorkloadFault(
                .image,
                found: tries > 1 ? "\(reason), after \(tries.counting("try", "tries"))" : "\(reason): \(image)",
                place: place, says: words?.message ?? "")
            return
        }
        if let reason = container?.waitingReason, Self.crashReasons.contains(reason) {
            rows.append(WorkloadRow(.image, .right, image, ""))
            rows.append(WorkloadRow(.container, .wrong, name, reason))
            let restarts = container.map { $0.restarts } ?? 0
            fault = WorkloadFault(
                .crash, found: restarts > 0 ? "\(reason), started \((restarts + 1).counting("time"))" : reason,
                place: place, says: sight.words(on: pod.object, ["BackOff", "Failed"]))
            return
        }
        if container?.exitCode != nil {
            rows.append(WorkloadRow(.image, .right, image, ""))
            rows.append(WorkloadRow(.container, .right, name, "has ended"))
            return
        }
        guard container?.started != nil else {
            let hasFailed = container?.waitingReason == "ErrImagePull"
            rows.append(
                WorkloadRow(.image, .running, image, hasFailed ? "refused; it is tried again" : "pulling"))
            rows.append(WorkloadRow(.container, .waiting, name, "after the image"))
            return
        }
        rows.append(WorkloadRow(.image, .right, image, ""))
        rows.append(
            container?.isReady == false
                ? WorkloadRow(.container, .running, name, "runs, not ready yet")
                : WorkloadRow(.container, .right, name, "runs"))
    }

    private func place(_ pod: PodState) -> String { "pod \(pod.name) in namespace \(pod.namespace)" }

    private mutating func wait(for parts: some Sequence<WorkloadRow.Part>) {
        rows += parts.map { WorkloadRow($0, .waiting) }
    }
}
