import Calls
import Wire

/// A workload that somebody wants restarted, as it was seen before it is asked about.
public struct RestartSight: Hashable, Sendable {
    /// The workload.
    public let target: RestartTarget
    /// The identity that no namesake has.
    public let uid: String
    /// How many pods it wants.
    public let pods: Int
    /// Whether the caller may restart it; nil where the cluster does not say.
    public let isAllowed: Bool?
    /// Whether sesame made it.
    public let isOwn: Bool
    private let isPaused: Bool
    private let isLeaving: Bool
    private let strategy: String

    /// A sight.
    ///
    /// - Parameters:
    ///   - target: The workload.
    ///   - object: It, as the cluster shows it.
    ///   - isAllowed: Whether the caller may restart it; nil where the cluster does not say.
    public init(_ target: RestartTarget, _ object: ObjectState, isAllowed: Bool?) {
        self.target = target
        self.isAllowed = isAllowed
        uid = object.uid
        isOwn = object.labels[DelegateSending.managedByLabel] == DelegateSending.manager
        let spec = object.object["spec"]
        pods =
            target.kind == .daemonSet
            ? object.object["status"]?["desiredNumberScheduled"]?.int ?? 0 : spec?["replicas"]?.int ?? 1
        isLeaving = object.isBeingDeleted
        isPaused = spec?["paused"]?.bool ?? false
        strategy = (spec?["strategy"] ?? spec?["updateStrategy"])?["type"]?.string ?? "RollingUpdate"
    }

    /// Why a restart would do nothing, or is not allowed, in a few words; nil where it can be asked for.
    public var obstacle: String? {
        if isLeaving { return "\(target.words) is being deleted: it makes no pods any more" }
        if isPaused { return "\(target.words) is paused: kubectl rollout resume comes first" }
        if strategy == "OnDelete" {
            return "\(target.words) has the strategy OnDelete: it makes a pod anew only when somebody deletes it"
        }
        if pods == 0 { return "\(target.words) wants no pods" }
        if isAllowed == false { return "you may not \(target.right.permission) in namespace \(target.namespace)" }
        return nil
    }

    /// What a restart does, as sentences to be read before somebody says yes.
    public var sentences: [String] {
        let count = pods == 1 ? "its pod" : "its \(pods) pods"
        var sentences: [String]
        if strategy == "Recreate" {
            sentences = ["\(count.capitalizedFirst) \(pods == 1 ? "ends" : "end") first, then new ones start."]
            sentences.append("Between that nothing of it runs.")
        } else {
            sentences = ["\(count.capitalizedFirst) \(pods == 1 ? "is" : "are") made anew, as its strategy says."]
        }
        sentences.append(
            isOwn && target.isTestWorkload
                ? "It is the test workload, made by sesame." : "That restarts an application: what it is doing ends.")
        sentences.append("It cannot be taken back.")
        return sentences
    }
}
