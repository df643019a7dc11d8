/// What the simulator knows of Kubernetes' protocol buffers: field numbers, names and types per message.
///
/// They are those of `generated.proto` in k8s.io/api and k8s.io/apimachinery. kubectl sends what it makes itself in this
/// form.
enum ProtobufSchema {
    /// A field's type.
    indirect enum Kind: Sendable {
        case text, number, flag, time, intOrText, quantity
        case message(String)
        case list(Kind)
        case map(Kind)
    }

    typealias Fields = [Int: (name: String, kind: Kind)]

    /// The fields of a message, nil for one that is not known.
    static func fields(of message: String) -> Fields? { messages[message] }

    private static let metadata: Kind = .message("ObjectMeta")

    private static let messages: [String: Fields] = [
        "ObjectMeta": [
            1: ("name", .text), 2: ("generateName", .text), 3: ("namespace", .text), 4: ("selfLink", .text),
            5: ("uid", .text), 6: ("resourceVersion", .text), 7: ("generation", .number),
            8: ("creationTimestamp", .time), 9: ("deletionTimestamp", .time),
            10: ("deletionGracePeriodSeconds", .number), 11: ("labels", .map(.text)), 12: ("annotations", .map(.text)),
            13: ("ownerReferences", .list(.message("OwnerReference"))), 14: ("finalizers", .list(.text)),
        ],
        "OwnerReference": [
            1: ("kind", .text), 3: ("name", .text), 4: ("uid", .text), 5: ("apiVersion", .text),
            6: ("controller", .flag), 7: ("blockOwnerDeletion", .flag),
        ],
        "Namespace": [
            1: ("metadata", metadata), 2: ("spec", .message("Finalizers")), 3: ("status", .message("Phase")),
        ],
        "Finalizers": [1: ("finalizers", .list(.text))], "Phase": [1: ("phase", .text)],
        "ServiceAccount": [
            1: ("metadata", metadata), 2: ("secrets", .list(.message("ObjectReference"))),
            3: ("imagePullSecrets", .list(.message("LocalObjectReference"))),
            4: ("automountServiceAccountToken", .flag),
        ],
        "ObjectReference": [
            1: ("kind", .text), 2: ("namespace", .text), 3: ("name", .text), 4: ("uid", .text),
            5: ("apiVersion", .text), 6: ("resourceVersion", .text), 7: ("fieldPath", .text),
        ], "LocalObjectReference": [1: ("name", .text)],
        "Role": [1: ("metadata", metadata), 2: ("rules", .list(.message("PolicyRule")))],
        "ClusterRole": [1: ("metadata", metadata), 2: ("rules", .list(.message("PolicyRule")))],
        "PolicyRule": [
            1: ("verbs", .list(.text)), 2: ("apiGroups", .list(.text)), 3: ("resources", .list(.text)),
            4: ("resourceNames", .list(.text)), 5: ("nonResourceURLs", .list(.text)),
        ],
        "RoleBinding": [
            1: ("metadata", metadata), 2: ("subjects", .list(.message("Subject"))), 3: ("roleRef", .message("RoleRef")),
        ],
        "ClusterRoleBinding": [
            1: ("metadata", metadata), 2: ("subjects", .list(.message("Subject"))), 3: ("roleRef", .message("RoleRef")),
        ],
        "Subject": [1: ("kind", .text), 2: ("apiGroup", .text), 3: ("name", .text), 4: ("namespace", .text)],
        "RoleRef": [1: ("apiGroup", .text), 2: ("kind", .text), 3: ("name", .text)],
        "ConfigMap": [1: ("metadata", metadata), 2: ("data", .map(.text)), 4: ("immutable", .flag)],
        "TokenRequest": [
            1: ("metadata", metadata), 2: ("spec", .message("TokenRequestSpec")),
            3: ("status", .message("TokenRequestStatus")),
        ],
        "TokenRequestSpec": [
            1: ("audiences", .list(.text)), 3: ("boundObjectRef", .message("BoundObjectReference")),
            4: ("expirationSeconds", .number),
        ],
        "BoundObjectReference": [1: ("kind", .text), 2: ("apiVersion", .text), 3: ("name", .text), 4: ("uid", .text)],
        "TokenRequestStatus": [1: ("token", .text), 2: ("expirationTimestamp", .time)],
        "SelfSubjectReview": [1: ("metadata", metadata), 2: ("status", .message("Empty"))],
        "Empty": [1: ("userInfo", .message("UserInfo"))], "UserInfo": [1: ("username", .text), 2: ("uid", .text)],
        "SelfSubjectAccessReview": [
            1: ("metadata", metadata), 2: ("spec", .message("SelfSubjectAccessReviewSpec")),
            3: ("status", .message("AccessStatus")),
        ],
        "SelfSubjectAccessReviewSpec": [
            1: ("resourceAttributes", .message("ResourceAttributes")),
            2: ("nonResourceAttributes", .message("NonResourceAttributes")),
        ],
        "ResourceAttributes": [
            1: ("namespace", .text), 2: ("verb", .text), 3: ("group", .text), 4: ("version", .text),
            5: ("resource", .text), 6: ("subresource", .text), 7: ("name", .text),
        ], "NonResourceAttributes": [1: ("path", .text), 2: ("verb", .text)],
        "AccessStatus": [
            1: ("allowed", .flag), 2: ("reason", .text), 3: ("evaluationError", .text), 4: ("denied", .flag),
        ],
        "SelfSubjectRulesReview": [
            1: ("metadata", metadata), 2: ("spec", .message("RulesReviewSpec")), 3: ("status", .message("RulesStatus")),
        ], "RulesReviewSpec": [1: ("namespace", .text)],
        "RulesStatus": [3: ("incomplete", .flag), 4: ("evaluationError", .text)],
        "Deployment": [
            1: ("metadata", metadata), 2: ("spec", .message("DeploymentSpec")),
            3: ("status", .message("DeploymentStatus")),
        ],
        "DeploymentSpec": [
            1: ("replicas", .number), 2: ("selector", .message("LabelSelector")),
            3: ("template", .message("PodTemplate")), 4: ("strategy", .message("Strategy")),
            5: ("minReadySeconds", .number), 6: ("revisionHistoryLimit", .number), 7: ("paused", .flag),
            9: ("progressDeadlineSeconds", .number),
        ],
        "DeploymentStatus": [
            1: ("observedGeneration", .number), 2: ("replicas", .number), 3: ("updatedReplicas", .number),
            4: ("availableReplicas", .number), 5: ("unavailableReplicas", .number), 7: ("readyReplicas", .number),
        ], "LabelSelector": [1: ("matchLabels", .map(.text))],
        "PodTemplate": [1: ("metadata", metadata), 2: ("spec", .message("PodSpec"))],
        "Strategy": [1: ("type", .text), 2: ("rollingUpdate", .message("RollingUpdate"))],
        "RollingUpdate": [1: ("maxUnavailable", .intOrText), 2: ("maxSurge", .intOrText)],
        "Job": [
            1: ("metadata", metadata), 2: ("spec", .message("JobSpec")), 3: ("status", .message("JobStatus")),
        ],
        "JobSpec": [
            1: ("parallelism", .number), 2: ("completions", .number), 3: ("activeDeadlineSeconds", .number),
            4: ("selector", .message("LabelSelector")), 5: ("manualSelector", .flag),
            6: ("template", .message("PodTemplate")), 7: ("backoffLimit", .number),
            8: ("ttlSecondsAfterFinished", .number), 9: ("completionMode", .text), 10: ("suspend", .flag),
        ],
        "JobStatus": [4: ("active", .number), 5: ("succeeded", .number), 6: ("failed", .number)],
        "Pod": [1: ("metadata", metadata), 2: ("spec", .message("PodSpec")), 3: ("status", .message("PodStatus"))],
        "PodStatus": [1: ("phase", .text), 9: ("qosClass", .text)],
        "PodSpec": [
            2: ("containers", .list(.message("Container"))), 3: ("restartPolicy", .text),
            4: ("terminationGracePeriodSeconds", .number), 5: ("activeDeadlineSeconds", .number),
            6: ("dnsPolicy", .text), 7: ("nodeSelector", .map(.text)), 8: ("serviceAccountName", .text),
            9: ("serviceAccount", .text), 10: ("nodeName", .text), 11: ("hostNetwork", .flag), 12: ("hostPID", .flag),
            13: ("hostIPC", .flag), 14: ("securityContext", .message("PodSecurityContext")), 16: ("hostname", .text),
            17: ("subdomain", .text), 19: ("schedulerName", .text),
            20: ("initContainers", .list(.message("Container"))), 21: ("automountServiceAccountToken", .flag),
        ],
        "PodSecurityContext": [
            2: ("runAsUser", .number), 3: ("runAsNonRoot", .flag), 5: ("fsGroup", .number), 6: ("runAsGroup", .number),
        ],
        "Container": [
            1: ("name", .text), 2: ("image", .text), 3: ("command", .list(.text)), 4: ("args", .list(.text)),
            5: ("workingDir", .text), 6: ("ports", .list(.message("ContainerPort"))),
            7: ("env", .list(.message("EnvVar"))), 8: ("resources", .message("Resources")),
            9: ("volumeMounts", .list(.message("VolumeMount"))), 13: ("terminationMessagePath", .text),
            14: ("imagePullPolicy", .text), 16: ("stdin", .flag), 17: ("stdinOnce", .flag), 18: ("tty", .flag),
            20: ("terminationMessagePolicy", .text),
        ],
        "ContainerPort": [
            1: ("name", .text), 2: ("hostPort", .number), 3: ("containerPort", .number), 4: ("protocol", .text),
            5: ("hostIP", .text),
        ], "EnvVar": [1: ("name", .text), 2: ("value", .text)],
        "Resources": [1: ("limits", .map(.quantity)), 2: ("requests", .map(.quantity))],
        "VolumeMount": [
            1: ("name", .text), 2: ("readOnly", .flag), 3: ("mountPath", .text), 4: ("subPath", .text),
        ],
    ]
}
