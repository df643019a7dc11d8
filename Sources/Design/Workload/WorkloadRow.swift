/// One thing that a workload needs before its container runs, in the order of its life.
public struct WorkloadRow: Hashable, Sendable {
    /// Which thing.
    public enum Part: String, Hashable, Sendable, CaseIterable {
        case deployment
        case replicaSet = "replica set"
        case job
        case pod
        case token
        case image
        case container
    }

    /// How it stands.
    public enum State: String, Hashable, Sendable {
        /// As it should be.
        case right
        /// On its way, by itself.
        case running
        /// What comes before it is not right yet.
        case waiting
        /// It does not go on by itself.
        case wrong
        /// Nobody may look.
        case unknown
    }

    /// The thing.
    public var part: Part
    /// How it stands.
    public var state: State
    /// Its name: the pod's, the image's; text from outside.
    public var subject: String
    /// A few words: `wants 1 pod`, `on node ip-10-0-3-17`; text from outside.
    public var remark: String
    /// How long after the start it became right, in milliseconds; so far, where it runs.
    public var milliseconds: Int64?

    /// A row.
    public init(
        _ part: Part, _ state: State, _ subject: String = "", _ remark: String = "", milliseconds: Int64? = nil
    ) {
        self.part = part
        self.state = state
        self.subject = subject
        self.remark = remark
        self.milliseconds = milliseconds
    }
}

/// Why a workload does not start, with the cluster's own words.
public struct WorkloadFault: Hashable, Sendable {
    /// What sort of reason it is.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// There is no such workload.
        case missing
        /// It is told to have no pods.
        case noPodsWanted
        /// The service account is not where the pod is to run.
        case serviceAccount
        /// A quota of the namespace is used up.
        case quota
        /// The namespace takes only pods with fewer rights.
        case podSecurity
        /// Another check of the API server, or a webhook, refuses the pod.
        case admission
        /// No node has room for it, or may have it.
        case noNode
        /// The image cannot be fetched.
        case image
        /// The container starts and ends again, or cannot be started.
        case crash
        /// Nothing is wrong that shows, and it does not run yet.
        case slow
    }

    /// The sort.
    public var kind: Kind
    /// What was found, in a few words.
    public var found: String
    /// Where: `pod ses-test-6d9f7c-x2lq7, container ses-test`.
    public var place: String
    /// The cluster's own words, whole; text from outside; empty where it says nothing.
    public var says: String

    /// A reason.
    public init(_ kind: Kind, found: String, place: String, says: String = "") {
        self.kind = kind
        self.found = found
        self.place = place
        self.says = says
    }
}
