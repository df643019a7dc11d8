public import Calls
public import Wire

/// A pod, as far as it says which AWS role its containers get.
public struct PodState: AnswerView, Hashable {
    /// One container, or one that runs before the others.
    public struct Container: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// The image.
        public let image: String
        /// Whether it runs before the others and ends.
        public let isInit: Bool
        /// The names of its environment variables, in their order.
        public let variables: [String]
        /// The values of those that lead to AWS (``ClusterObject/keptVariables``); others are never read.
        public let values: [String: String]
        /// The secrets and config maps whose every entry becomes a variable, which may hold AWS's.
        public let variableSources: [String]
        /// Where volumes are mounted: the path by the volume's name.
        public let mounts: [String: String]
        /// The user it runs as; nil takes the pod's, else the image's.
        public let user: Int?
        /// Whether it answers its probes; nil where the status does not say.
        public let isReady: Bool?
        /// Why it does not run: `CrashLoopBackOff`, `ImagePullBackOff`; nil where it does not wait.
        public let waitingReason: String?
        /// How often it was started anew.
        public let restarts: Int
        /// When it began to run; nil while it does not.
        public let started: Timestamp?
        /// How its program ended; nil while it has not.
        public let exitCode: Int?
        /// Why it ended: `Completed`, `Error`, `StartError`; nil while it has not.
        public let endReason: String?

        /// Whether keys or a profile are set beside the role, which SDKs take first.
        public var overrides: [String] {
            ["AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"]
                .filter(variables.contains)
        }
    }

    /// A token that a volume puts into the pod.
    public struct ProjectedToken: Hashable, Sendable {
        /// The volume.
        public let volume: String
        /// For whom the token is; nil for the API server.
        public let audience: String?
        /// The file's name in the volume.
        public let path: String
        /// How long each token lives, in seconds.
        public let seconds: Int?
    }

    /// The object.
    public let object: ObjectState
    /// The service account; `default` where nobody names one.
    public let serviceAccount: String
    /// `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`.
    public let phase: String
    /// Whether all its containers answer their probes.
    public let isReady: Bool
    /// When its node began with it; nil before.
    public let started: Timestamp?
    /// Whether it uses its node's network, and with it reaches the node's role.
    public let usesHostNetwork: Bool
    /// Whether it gets the token of the Kubernetes API; nil leaves it to the service account.
    public let mountsToken: Bool?
    /// The node; nil while it has none.
    public let node: String?
    /// Whether the scheduler found no node for it so far.
    public let isUnschedulable: Bool
    /// The group that volumes belong to; nil for none.
    public let fsGroup: Int?
    /// The user that containers run as; nil takes the image's.
    public let user: Int?
    /// Its containers, those that run first among them.
    public let containers: [Container]
    /// The tokens of its volumes.
    public let tokens: [ProjectedToken]

    /// The pod's name.
    public var name: String { object.name }
    /// The namespace.
    public var namespace: String { object.namespace }
    /// The identity that no namesake has.
    public var uid: String { object.uid }
    /// The labels.
    public var labels: [String: String] { object.labels }
    /// The annotations of EKS and sesame; those of others are never read.
    public var annotations: [String: String] { object.annotations }
    /// When it was made: webhooks change pods then and never again.
    public var created: Timestamp? { object.created }
    /// What makes it anew, for example a ReplicaSet; nil for a pod of its own.
    public var owner: ObjectOwner? { object.owner }
    /// The containers that an annotation takes out of the webhook's hands.
    public var skippedContainers: [String] {
        (annotations["eks.amazonaws.com/skip-containers"] ?? "").split(separator: ",").map { $0.trimmingWhitespace }
    }
    /// The containers that go on running.
    public var mainContainers: [Container] { containers.filter { !$0.isInit } }
    /// Whether a label keeps the webhook off.
    public var skipsWebhook: Bool { labels["eks.amazonaws.com/skip-pod-identity-webhook"] != nil }

    /// Reads a pod.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) { self.init(try ObjectState(answer, of: call)) }

    /// A pod of a list.
    public init(_ object: ObjectState) {
        self.object = object
        let spec = object.object["spec"]
        let status = object.object["status"]
        serviceAccount = spec?["serviceAccountName"]?.string ?? "default"
        phase = status?["phase"]?.string ?? "Unknown"
        isReady = (status?["conditions"]?.array ?? []).contains {
            $0["type"]?.string == "Ready" && $0["status"]?.string == "True"
        }
        started = Timestamp.optional(status?["startTime"])
        usesHostNetwork = spec?["hostNetwork"]?.bool ?? false
        mountsToken = spec?["automountServiceAccountToken"]?.bool
        node = spec?["nodeName"]?.string
        isUnschedulable = (status?["conditions"]?.array ?? []).contains {
            $0["type"]?.string == "PodScheduled" && $0["status"]?.string == "False"
        }
        fsGroup = spec?["securityContext"]?["fsGroup"]?.int
        user = spec?["securityContext"]?["runAsUser"]?.int
        let first = (spec?["initContainers"]?.array ?? []).map {
            Container($0, Self.status(of: $0, status?["initContainerStatuses"]), isInit: true)
        }
        containers =
            first
            + (spec?["containers"]?.array ?? []).map {
                Container($0, Self.status(of: $0, status?["containerStatuses"]), isInit: false)
            }
        tokens = (spec?["volumes"]?.array ?? []).flatMap { volume in
            (volume["projected"]?["sources"]?.array ?? []).compactMap { source in
                source["serviceAccountToken"].map { token in
                    ProjectedToken(
                        volume: volume["name"]?.string ?? "", audience: token["audience"]?.string,
                        path: token["path"]?.string ?? "", seconds: token["expirationSeconds"]?.int)
                }
            }
        }
    }

    private static func status(of container: JSONValue, _ all: JSONValue?) -> JSONValue? {
        all?.array?.first { $0["name"]?.string == container["name"]?.string }
    }
}

extension PodState.Container {
    init(_ spec: JSONValue, _ status: JSONValue?, isInit: Bool) {
        name = spec["name"]?.string ?? ""
        image = spec["image"]?.string ?? ""
        self.isInit = isInit
        let env = spec["env"]?.array ?? []
        variables = env.compactMap { $0["name"]?.string }
        var values: [String: String] = [:]
        for variable in env {
            guard let name = variable["name"]?.string, ClusterObject.keptVariables.contains(name) else { continue }
            values[name] = variable["value"]?.string
        }
        self.values = values
        variableSources = (spec["envFrom"]?.array ?? []).compactMap { source in
            source["secretRef"]?["name"]?.string.map { "secret \($0)" }
                ?? source["configMapRef"]?["name"]?.string.map { "config map \($0)" }
        }
        var mounts: [String: String] = [:]
        for mount in spec["volumeMounts"]?.array ?? [] {
            if let name = mount["name"]?.string { mounts[name] = mount["mountPath"]?.string }
        }
        self.mounts = mounts
        user = spec["securityContext"]?["runAsUser"]?.int
        isReady = status?["ready"]?.bool
        waitingReason = status?["state"]?["waiting"]?["reason"]?.string
        restarts = status?["restartCount"]?.int ?? 0
        started = Timestamp.optional(status?["state"]?["running"]?["startedAt"])
        exitCode = status?["state"]?["terminated"]?["exitCode"]?.int
        endReason = status?["state"]?["terminated"]?["reason"]?.string
    }
}

/// Pods of a namespace, or of all.
public struct PodList: AnswerView, Hashable {
    /// The pods in the server's order.
    public let pods: [PodState]

    /// Reads a list.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        pods = try ObjectList(answer, of: call).objects.map(PodState.init)
    }
}
