public import AWSClient
public import Calls
public import Design
import Identifiers
public import Observation
public import Wire

/// Everything that live work needs from outside, injected: callers, cluster, clock, state directory, process.
public struct SetupContext: Sendable {
    /// The caller in the EKS account, in the cluster's region; nil without credentials.
    public var eks: AWSSession?
    /// The caller in the SES account; nil without credentials.
    public var ses: AWSSession?
    /// The cluster; nil without a kubeconfig.
    public var cluster: (any ClusterConnection)?
    /// What the kubeconfig says of the way to the cluster, in the form of `local Kubeconfig`, or what is wrong with it.
    public var kubeconfig: Result<JSONValue, CallFailure>?
    /// Why a side's credentials cannot be used, where they cannot.
    public var closed: [Side: CallFailure] = [:]
    /// What was seen earlier and written down: plans are made from it alone, and nothing can be applied.
    ///
    /// Nil asks the world.
    public var recorded: Observations?
    /// The time, and the way to wait.
    public var clock: any AWSClock
    /// Where locks, journals and saved setups are kept; nil keeps nothing and locks nothing.
    public var state: StateDirectory?
    /// Who this process is, for locks.
    public var process: ProcessIdentity
    /// A number from 0 up to 1, for the jitter of waits.
    public var random: @Sendable () -> Double

    /// A context.
    public init(
        eks: AWSSession?, ses: AWSSession?, cluster: (any ClusterConnection)?, clock: any AWSClock = SystemClock(),
        state: StateDirectory? = nil, process: ProcessIdentity = .current,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.eks = eks
        self.ses = ses
        self.cluster = cluster
        self.clock = clock
        self.state = state
        self.process = process
        self.random = random
    }

    /// A context for plans from what was seen earlier.
    ///
    /// - Parameter recorded: What was seen.
    public init(recorded: Observations) {
        self.init(eks: nil, ses: nil, cluster: nil)
        self.recorded = recorded
    }

    /// The session of a side's account.
    public func session(_ side: Side) -> AWSSession? { side == .ses ? ses : eks }

    /// The same context, whose callers act in the accounts of a design or not at all.
    ///
    /// - Parameters:
    ///   - design: Names both accounts.
    ///   - stop: Who may end calls after the attempt in flight.
    /// - Returns: The context with bound sessions.
    func bound(to design: DelegateSending, stop: StopControl? = nil) -> SetupContext {
        var context = self
        context.eks = eks?.bound(to: design.eksAccount)
        context.ses = ses?.bound(to: design.sesAccount)
        if let stop {
            context.eks = context.eks?.stopping(with: stop)
            context.ses = context.ses?.stopping(with: stop)
        }
        return context
    }

    /// Where questions are asked.
    public func sources(places: [Side: String] = [:]) -> ObservationSources {
        ObservationSources(
            eks: eks, ses: ses, cluster: cluster, clock: clock, recorded: recorded, places: places,
            kubeconfig: kubeconfig, closed: closed)
    }
}
