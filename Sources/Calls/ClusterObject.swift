public import Wire

/// What is kept of a cluster's object: what is looked at, and never what may be a secret.
///
/// Values of environment variables other than those that lead to AWS, what `kubectl apply` was given last, the bodies of
/// managed fields, commands and probes of others never become part of an answer, whoever asks.
public enum ClusterObject {
    /// The variables of containers whose values are kept: they say which role and region a pod gets; and the two that
    /// sesame's own workload sets.
    public static let keptVariables: Set<String> = [
        "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_REGION", "AWS_DEFAULT_REGION",
        "AWS_STS_REGIONAL_ENDPOINTS", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "HOME", "AWS_PAGER",
    ]

    /// What keeps the container of sesame's own workload alive; no other command is kept of what others made.
    ///
    /// A person who applied the rendered file made the object, and its command still has to be compared.
    public static let workloadCommand = [
        "/bin/sh", "-c", "trap 'exit 0' TERM; while true; do sleep 3600 & wait $!; done",
    ]

    /// The prefix of the annotations that EKS reads.
    static let prefix = "eks.amazonaws.com/"

    /// What is kept of an object.
    ///
    /// - Parameter object: An object as the API server shows it, with its `kind`.
    /// - Returns: The same object, smaller; nil for what is no object of a kind that sesame deals with.
    public static func kept(_ object: JSONValue) -> JSONValue? {
        if object["kind"]?.string == "SelfSubjectReview" { return review.kept(object) }
        guard let kind = ClusterKind(object: object), let members = object.object else { return nil }
        var kept: JSONObject = [:]
        for name in ["apiVersion", "kind"] { kept[name] = members[name].flatMap(Shape.text.kept) }
        kept["metadata"] = members["metadata"].flatMap { metadata($0, of: kind) }
        let isOwn = members["metadata"]?["labels"]?["app.kubernetes.io/managed-by"]?.string == "sesame"
        switch kind {
        case .namespace: kept["status"] = members["status"].flatMap(Shape.structure([.may("phase")]).kept)
        case .serviceAccount:
            kept["automountServiceAccountToken"] = members["automountServiceAccountToken"].flatMap(Shape.bool.kept)
            kept["secrets"] = members["secrets"].flatMap(Shape.list(.structure([.may("name")])).kept)
        case .pod:
            kept["spec"] = members["spec"].flatMap { pod($0, isOwn: false) }
            kept["status"] = members["status"].flatMap(PodShape.status.kept)
        case .deployment, .replicaSet, .statefulSet, .daemonSet:
            kept["spec"] = members["spec"].flatMap { workload($0, isOwn: isOwn) }
            kept["status"] = members["status"].flatMap(workloadStatus.kept)
        case .job: kept["status"] = members["status"].flatMap(jobStatus.kept)
        case .event:
            for (name, shape) in event { kept[name] = members[name].flatMap(shape.kept) }
        case .mutatingWebhookConfiguration: kept["webhooks"] = members["webhooks"].flatMap(webhooks.kept)
        }
        return .object(kept)
    }

    // MARK: Metadata

    private static func metadata(_ value: JSONValue, of kind: ClusterKind) -> JSONValue? {
        guard var kept = plainMetadata.kept(value)?.object else { return nil }
        kept["annotations"] = value["annotations"].flatMap { annotations($0, of: kind) }
        let managers = (value["managedFields"]?.array ?? []).compactMap(manager)
        if !managers.isEmpty { kept["managedFields"] = .array(managers) }
        return .object(kept)
    }

    /// The annotations; those of pods, which other webhooks fill with whole configurations, only as far as EKS or sesame
    /// reads them.
    private static func annotations(_ value: JSONValue, of kind: ClusterKind) -> JSONValue? {
        guard let all = Shape.map(.text).kept(value)?.object?.members else { return nil }
        let kept = all.filter { annotation in
            let isCopy = annotation.key.contains("last-applied") || annotation.key.hasSuffix("/applied")
            return !isCopy && (kind != .pod || annotation.key.hasPrefix(prefix) || annotation.key.hasPrefix("sesame/"))
        }
        return kept.isEmpty ? nil : .object(JSONObject(kept.map { ($0.key, $0.value) }))
    }

    /// Who wrote to an object, and when; of what, only whether EKS's annotations are among it.
    private static func manager(_ value: JSONValue) -> JSONValue? {
        guard var kept = managerShape.kept(value)?.object else { return nil }
        let fields = value["fieldsV1"]?["f:metadata"]?["f:annotations"]?.object?.keys ?? []
        let ours = fields.filter { $0.hasPrefix("f:" + prefix) }
        if !ours.isEmpty {
            let names = JSONObject(ours.map { ($0, JSONValue.object([:])) })
            kept["fieldsV1"] = ["f:metadata": ["f:annotations": .object(names)]]
        }
        return .object(kept)
    }

    private static let managerShape = Shape.structure([
        .may("manager"), .may("operation"), .may("time", .time), .may("subresource"),
    ])

    private static let plainMetadata = Shape.structure([
        .may("name"), .may("namespace"), .may("uid"), .may("generation", .integer), .may("creationTimestamp", .time),
        .may("deletionTimestamp", .time), .may("labels", .map(.text)),
        .may(
            "ownerReferences",
            .list(.structure([.may("apiVersion"), .may("kind"), .may("name"), .may("uid"), .may("controller", .bool)]))),
    ])

    // MARK: Workloads

    /// A pod's specification, with the values of the variables that are kept.
    private static func pod(_ value: JSONValue, isOwn: Bool) -> JSONValue? {
        guard var kept = PodShape.spec.kept(value)?.object else { return nil }
        for list in ["containers", "initContainers"] {
            guard let containers = kept[list]?.array else { continue }
            kept[list] = .array(containers.map { withoutValues(isOwn ? $0 : withoutForeignCommand($0)) })
        }
        return .object(kept)
    }

    private static func withoutForeignCommand(_ container: JSONValue) -> JSONValue {
        guard var kept = container.object, kept["command"] != JSONValue(workloadCommand) else { return container }
        kept["command"] = nil
        return .object(kept)
    }

    private static func withoutValues(_ container: JSONValue) -> JSONValue {
        guard var kept = container.object, let variables = kept["env"]?.array else { return container }
        kept["env"] = .array(
            variables.map { variable in
                guard var kept = variable.object, !keptVariables.contains(kept["name"]?.string ?? "") else {
                    return variable
                }
                kept["value"] = nil
                return .object(kept)
            })
        return .object(kept)
    }

    private static func workload(_ value: JSONValue, isOwn: Bool) -> JSONValue? {
        guard var kept = workloadSpec.kept(value)?.object else { return nil }
        if let template = value["template"], template.object != nil {
            var inner: JSONObject = [:]
            inner["metadata"] = template["metadata"].flatMap { metadata($0, of: .pod) }
            inner["spec"] = template["spec"].flatMap { pod($0, isOwn: isOwn) }
            kept["template"] = .object(inner)
        }
        return .object(kept)
    }

    private static let workloadSpec = Shape.structure([
        .may("replicas", .integer), .may("selector", .structure([.may("matchLabels", .map(.text))])),
        .may("paused", .bool), .may("strategy", .structure([.may("type")])),
        .may("updateStrategy", .structure([.may("type")])),
    ])

    private static let workloadStatus = Shape.structure([
        .may("replicas", .integer), .may("readyReplicas", .integer), .may("availableReplicas", .integer),
        .may("updatedReplicas", .integer), .may("observedGeneration", .integer),
        .may("desiredNumberScheduled", .integer),
        .may("conditions", .list(.structure([.may("type"), .may("status"), .may("reason")]))),
    ])

    private static let jobStatus = Shape.structure([
        .may("active", .integer), .may("succeeded", .integer), .may("failed", .integer),
        .may("conditions", .list(.structure([.may("type"), .may("status"), .may("reason")]))),
    ])

    // MARK: The rest

    /// What the cluster says happened to an object, and when; its words name images, nodes and quotas.
    private static let event: [(String, Shape)] = [
        ("involvedObject", .structure([.may("kind"), .may("name"), .may("uid")])), ("type", .text), ("reason", .text),
        ("message", .text), ("count", .integer), ("firstTimestamp", .time), ("lastTimestamp", .time),
        ("eventTime", .time),
    ]

    private static let selector = Shape.structure([
        .may("matchLabels", .map(.text)),
        .may(
            "matchExpressions",
            .list(.structure([.may("key"), .may("operator"), .may("values", .list(.text))]))),
    ])

    private static let webhooks = Shape.list(
        .structure([
            .may("name"), .may("failurePolicy"), .may("sideEffects"), .may("reinvocationPolicy"),
            .may("timeoutSeconds", .integer), .may("objectSelector", selector), .may("namespaceSelector", selector),
            .may(
                "clientConfig",
                .structure([
                    .may("url"), .may("service", .structure([.may("namespace"), .may("name"), .may("path")])),
                ])),
            .may(
                "rules",
                .list(
                    .structure([
                        .may("apiGroups", .list(.text)), .may("operations", .list(.text)),
                        .may("resources", .list(.text)),
                    ]))),
        ]))

    /// Who the cluster says the caller is; of what EKS adds only the names, not the access key's id.
    private static let review = Shape.structure([
        .may("apiVersion"), .may("kind"),
        .must(
            "status",
            .structure([
                .must(
                    "userInfo",
                    .structure([
                        .may("username"), .may("uid"), .may("groups", .list(.text)),
                        .may(
                            "extra",
                            .structure([
                                .may("arn", .list(.text)), .may("canonicalArn", .list(.text)),
                                .may("sessionName", .list(.text)),
                            ])),
                    ]))
            ])),
    ])
}
