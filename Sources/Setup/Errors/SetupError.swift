public import AWSClient
public import Calls
public import Design
public import Identifiers
public import Observation

/// Why live work stopped before it began, or ended without a result of its own.
public enum SetupError: Error, Sendable {
    /// Answers are missing or contradict each other.
    case incomplete(IncompleteAnswers)
    /// Only the cluster could have told its issuer, and it could not be asked.
    case issuerNotTold(CallFailure)
    /// The credentials of a side belong to another account than the answers say.
    case wrongAccount(side: Side, expected: AccountID, found: AccountID, caller: ARN)
    /// Who the caller of a side is could not be found out.
    case callerNotTold(Side, CallFailure)
    /// The context leads to another cluster than the answers say.
    case wrongCluster(expected: String, found: String)
    /// It cannot be told whether the context leads to the right cluster.
    case clusterNotProven(CallFailure)
    /// The caller lacks permissions for what would be written; nothing was written.
    case missingPermissions([Denial])
    /// The world changed after the plan was shown; this is the plan as it is now, to be shown again.
    case planChanged(PlannedSetup)
    /// Somebody else is writing for this setup.
    case locked(LockHolder)
    /// The state directory cannot be used.
    case state(StateProblem)
    /// A call to AWS failed.
    case aws(AWSFailure)
    /// A call to the cluster failed.
    case cluster(ClusterProblem)
    /// There are no credentials for a side that is needed.
    case noCredentials(Side)
    /// The work was cancelled.
    case cancelled

    /// How a command that stops with this ends.
    public var exitCode: ExitCode {
        switch self {
        case .incomplete: .badData
        case .wrongAccount, .wrongCluster, .missingPermissions: .refused
        case .callerNotTold(_, let failure), .clusterNotProven(let failure), .issuerNotTold(let failure):
            failure.exitCode
        case .locked, .state, .cancelled, .planChanged: .failed
        case .noCredentials: .unreachable
        case .aws(let failure): failure.exitCode
        case .cluster(let problem): problem.exitCode
        }
    }
}
