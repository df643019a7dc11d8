public import Calls
import Identifiers
import Wire

/// A workload that can be told to make its pods anew.
public struct RestartTarget: Hashable, Sendable {
    /// What it is: a deployment, a stateful set or a daemon set.
    public let kind: ClusterKind
    /// Its namespace.
    public let namespace: String
    /// Its name.
    public let name: String

    /// The kinds that make their pods anew where their template changes.
    public static let kinds: [ClusterKind] = [.deployment, .statefulSet, .daemonSet]

    /// A workload; nil where the kind is none that makes its pods anew.
    public init?(_ kind: ClusterKind, _ name: String, in namespace: String) {
        guard Self.kinds.contains(kind) else { return nil }
        self.kind = kind
        self.namespace = namespace
        self.name = name
    }

    /// The workload that makes a pod anew; nil where nothing does.
    public init?(_ pod: PodState) {
        guard let owner = pod.owner else { return nil }
        switch owner.kind {
        case "ReplicaSet":
            // A ReplicaSet of a deployment has its name and a hash, which the pod's label repeats.
            guard let hash = pod.labels["pod-template-hash"], owner.name.hasSuffix("-\(hash)") else { return nil }
            self.init(.deployment, String(owner.name.dropLast(hash.count + 1)), in: pod.namespace)
        case "StatefulSet": self.init(.statefulSet, owner.name, in: pod.namespace)
        case "DaemonSet": self.init(.daemonSet, owner.name, in: pod.namespace)
        default: return nil
        }
    }

    /// The kind of a word as kubectl takes it: its name, the plural or the short one, with its API group or without.
    private static func kind(_ word: String) -> ClusterKind? {
        let word = word.lowercased()
        return switch word.hasSuffix(".apps") ? word.dropLast(5) : word[...] {
        case "deployment", "deployments", "deploy": .deployment
        case "statefulset", "statefulsets", "sts": .statefulSet
        case "daemonset", "daemonsets", "ds": .daemonSet
        default: nil
        }
    }

    /// Reads `deployment/web`, as kubectl writes it; nil for a kind that makes no pods anew, or where kind or name is missing.
    ///
    /// - Parameters:
    ///   - text: Kind and name; the kind in whatever case.
    ///   - namespace: The namespace.
    public init?(_ text: String, in namespace: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        // Names of workloads are DNS subdomains (Kubernetes API conventions), and become part of a path.
        guard parts.count == 2, let kind = Self.kind(parts[0]),
            !parts[1].isEmpty, parts[1].utf8.count <= 253,
            parts[1].utf8.allSatisfy({
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
            }), parts[1].first != "."
        else { return nil }
        self.init(kind, parts[1], in: namespace)
    }

    /// The workload as people name it: `deployment web`, `stateful set web`.
    public var words: String {
        switch kind {
        case .statefulSet: "stateful set \(name)"
        case .daemonSet: "daemon set \(name)"
        default: "deployment \(name)"
        }
    }

    /// As kubectl takes it: `deployment/web`.
    public var path: String { "\(kind.name.lowercased())/\(name)" }

    /// The call that reads it.
    public var call: Call { .get(kind, name, in: namespace) }

    /// The right to have it make its pods anew.
    public var right: KubernetesRight {
        KubernetesRight(
            verb: "patch", group: kind.group, resource: kind.rawValue, namespace: namespace, name: name)
    }

    /// All that is needed in the cluster to restart it: it is looked at before anybody is asked about it.
    ///
    /// Where only a token proves which cluster answers, the right to one is needed besides.
    public var rights: [KubernetesRight] { [right.with(verb: "get"), right] }

    /// What is needed in the cluster to restart it, in words: `get and patch deployments web (API group apps) in
    /// namespace shop`.
    public var needs: String { "get and \(right.permission) in namespace \(namespace)" }

    /// Whether it has the name of the test workload.
    public var isTestWorkload: Bool { kind == .deployment && name == DelegateSending.workloadName }
}
