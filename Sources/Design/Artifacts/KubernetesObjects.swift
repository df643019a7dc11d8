import Calls
import Identifiers
public import Wire

/// The Kubernetes objects of the design.
extension DelegateSending {
    /// The label that marks what sesame made.
    public static let managedByLabel = "app.kubernetes.io/managed-by"
    /// The label's value, and the field manager of server-side apply.
    public static let manager = "sesame"
    /// The annotation that names a service account's role.
    public static let roleAnnotation = "eks.amazonaws.com/role-arn"
    /// The pod template's annotation that changes with the role's ARN, so that a new ARN rolls the pods.
    public static let roleHashAnnotation = "sesame/role-arn-hash"

    /// The namespace.
    ///
    /// - Parameter isOwn: Whether it carries the label of what sesame made; the rendered files do not.
    /// - Returns: The object for server-side apply.
    public func namespaceObject(isOwn: Bool) -> JSONValue {
        ["apiVersion": "v1", "kind": "Namespace", "metadata": metadata(namespace.text, in: nil, isOwn: isOwn)]
    }

    /// The service account with the role's ARN.
    public func serviceAccountObject(isOwn: Bool) -> JSONValue {
        var metadata = metadata(serviceAccount.text, in: namespace.text, isOwn: isOwn)
        metadata = metadata.setting("annotations", [Self.roleAnnotation: .string(roleARN.text)])
        return ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": metadata]
    }

    /// The guide's workload: one pod with the AWS CLI that stays alive and may do nothing.
    ///
    /// Where it is better than the guide's: a namespace, a pinned image, limits, a fixed user that is not root with its
    /// home on an empty volume, no capabilities, no token for the Kubernetes API, no restart every hour, and a template that changes with the role's
    /// ARN, because running pods never see a changed annotation.
    public func deploymentObject(isOwn: Bool) -> JSONValue {
        let labels: JSONValue = ["app": .string(Self.workloadName)]
        let ownLabels = isOwn ? labels.setting(Self.managedByLabel, .string(Self.manager)) : labels
        let template: JSONValue = [
            "metadata": [
                "labels": labels, "annotations": [Self.roleHashAnnotation: .string(StableHash.hex(roleARN.text))],
            ],
            "spec": podSpec,
        ]
        return [
            "apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": [
                "name": .string(Self.workloadName), "namespace": .string(namespace.text), "labels": ownLabels,
            ],
            "spec": ["replicas": 1, "selector": ["matchLabels": labels], "template": template],
        ]
    }

    /// A Job that runs one program as the pods' service account, in the image of the test workload, once.
    ///
    /// The cluster removes it by itself a while after its end, if nobody else does.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - words: Program and arguments; no shell reads them.
    ///   - seconds: How long it may run.
    /// - Returns: The object to be made.
    public func jobObject(_ name: String, _ words: [String], within seconds: Int) -> JSONValue {
        // Kubernetes puts variables in place of `$(NAME)`; two dollars stand for one.
        let command = JSONValue.array(words.map { .string($0.replacing("$", with: "$$")) })
        var containers = podSpec["containers"]?.array ?? []
        containers = containers.map { $0.setting("command", command) }
        let spec = podSpec.setting("containers", .array(containers)).setting("restartPolicy", "Never")
        return [
            "apiVersion": "batch/v1", "kind": "Job", "metadata": metadata(name, in: namespace.text, isOwn: true),
            "spec": [
                "backoffLimit": 0, "activeDeadlineSeconds": JSONValue(seconds), "ttlSecondsAfterFinished": 120,
                "template": ["metadata": ["labels": ["app": .string(Self.workloadName + "-job")]], "spec": spec],
            ],
        ]
    }

    private var podSpec: JSONValue {
        [
            // The token of the Kubernetes API: the one for AWS comes from the webhook.
            "serviceAccountName": .string(serviceAccount.text), "automountServiceAccountToken": false,
            "securityContext": [
                "runAsNonRoot": true, "runAsUser": 10001, "runAsGroup": 10001, "fsGroup": 10001,
                "seccompProfile": ["type": "RuntimeDefault"],
            ],
            "terminationGracePeriodSeconds": 5,
            "containers": [
                [
                    "name": .string(Self.workloadName), "image": .string(image),
                    "command": JSONValue(ClusterObject.workloadCommand),
                    "env": [["name": "HOME", "value": "/home/sesame"], ["name": "AWS_PAGER", "value": ""]],
                    "resources": [
                        "requests": ["cpu": "50m", "memory": "64Mi"], "limits": ["cpu": "500m", "memory": "256Mi"],
                    ],
                    "securityContext": [
                        "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true,
                        "capabilities": ["drop": ["ALL"]],
                    ],
                    "volumeMounts": [["name": "home", "mountPath": "/home/sesame"]],
                ]
            ],
            "volumes": [["name": "home", "emptyDir": [:]]],
        ]
    }

    private func metadata(_ name: String, in namespace: String?, isOwn: Bool) -> JSONValue {
        var metadata: JSONValue = ["name": .string(name)]
        if let namespace { metadata = metadata.setting("namespace", .string(namespace)) }
        if isOwn { metadata = metadata.setting("labels", [Self.managedByLabel: .string(Self.manager)]) }
        return metadata
    }
}

extension JSONValue {
    /// The object with one member more, or replaced; anything else stays as it is.
    func setting(_ key: String, _ value: JSONValue) -> JSONValue {
        guard var object else { return self }
        object[key] = value
        return .object(object)
    }
}
