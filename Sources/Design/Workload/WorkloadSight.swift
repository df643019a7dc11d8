import Wire

/// What was read of a workload in one look.
public struct WorkloadSight: Hashable, Sendable {
    /// The deployment; nil where there is none.
    public var deployment: ObjectState?
    /// The replica sets of the namespace; nil where nobody may look.
    public var replicaSets: [ObjectState]?
    /// The pods of the namespace.
    public var pods: [PodState]
    /// What the cluster says happened, newest first; nil where it was not asked or nobody may look.
    public var events: [EventState]?
    /// The service account that the pods are to run as; nil where there is none or nobody may look.
    public var account: ServiceAccountState?

    /// A look.
    public init(
        deployment: ObjectState?, replicaSets: [ObjectState]?, pods: [PodState], events: [EventState]? = nil,
        account: ServiceAccountState? = nil
    ) {
        self.deployment = deployment
        self.replicaSets = replicaSets
        self.pods = pods
        self.events = events
        self.account = account
    }

    /// The replica set that the deployment works with now: the one that wants pods, the newest where several do.
    var currentSet: ObjectState? {
        guard let deployment, let replicaSets else { return nil }
        let own = replicaSets.filter { $0.owner == ObjectOwner(kind: "Deployment", name: deployment.name) }
        let wanting = own.filter { ($0.object["spec"]?["replicas"]?.int ?? 1) > 0 }
        return (wanting.isEmpty ? own : wanting).max { Self.isOlder($0.created, $1.created) }
    }

    /// The pod to look at: the newest of the current replica set that is to stay.
    ///
    /// Where replica sets may not be read, the newest pod whose owner's name begins with the deployment's.
    var currentPod: PodState? {
        guard let deployment else { return nil }
        let set = currentSet
        let own = pods.filter { pod in
            guard !pod.object.isBeingDeleted, pod.owner?.kind == "ReplicaSet", let owner = pod.owner?.name else {
                return false
            }
            return set.map { owner == $0.name } ?? (replicaSets == nil && owner.hasPrefix(deployment.name + "-"))
        }
        return own.max { Self.isOlder($0.created, $1.created) }
    }

    /// The newest pod that a Job has made and that is to stay.
    func pod(ofJob job: ObjectState) -> PodState? {
        pods.filter { pod in
            !pod.object.isBeingDeleted && pod.owner == ObjectOwner(kind: "Job", name: job.name)
        }.max { Self.isOlder($0.created, $1.created) }
    }

    /// The events of an object, newest first.
    func events(of object: ObjectState) -> [EventState] { (events ?? []).filter { $0.uid == object.uid } }

    /// The newest words on an object for one of these reasons; empty where the cluster said none, or was not asked.
    func words(on object: ObjectState, _ reasons: Set<String>) -> String {
        events(of: object).first { reasons.contains($0.reason) }?.message ?? ""
    }

    private static func isOlder(_ left: Timestamp?, _ right: Timestamp?) -> Bool {
        guard let right else { return false }
        return left.map { $0 < right } ?? true
    }
}
