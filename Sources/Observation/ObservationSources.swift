public import AWSClient
public import Calls
public import Design
public import Wire

/// Who answers: one caller per account and the cluster; a side without credentials is nil.
public struct ObservationSources: Sendable {
    /// The caller in the EKS account, in the cluster's region.
    public var eks: AWSSession?
    /// The caller in the SES account.
    public var ses: AWSSession?
    /// The cluster.
    public var cluster: (any ClusterConnection)?
    /// The time, which every answer carries.
    public var clock: any AWSClock
    /// What was seen earlier and written down; nobody else is asked then.
    ///
    /// Nil asks the world.
    public var recorded: Observations?
    /// What the kubeconfig says of the way to the cluster, in the form of `local Kubeconfig`, or what is wrong with it;
    /// nil where none was read.
    public var kubeconfig: Result<JSONValue, CallFailure>?
    /// Why a side has no session, where it has none.
    public var closed: [Side: CallFailure]
    /// Where each side is, for denials: an account ID, or `cluster mail-prod`.
    public var places: [Side: String]

    /// Sources.
    public init(
        eks: AWSSession?, ses: AWSSession?, cluster: (any ClusterConnection)?,
        clock: any AWSClock = SystemClock(), recorded: Observations? = nil, places: [Side: String] = [:],
        kubeconfig: Result<JSONValue, CallFailure>? = nil, closed: [Side: CallFailure] = [:]
    ) {
        self.eks = eks
        self.ses = ses
        self.cluster = cluster
        self.clock = clock
        self.recorded = recorded
        self.places = places
        self.kubeconfig = kubeconfig
        self.closed = closed
    }

    /// The session of a side's account; the cluster's side has the EKS account's.
    public func session(_ side: Side) -> AWSSession? { side == .ses ? ses : eks }

    /// Where a side is, in words.
    func place(_ side: Side) -> String { places[side] ?? "the \(side.words)" }
}
