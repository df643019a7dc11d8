import AWSClient
import Calls
import Design
import Identifiers
import Observation

extension SetupError {
    /// What happened and what to do, in one or two sentences; true of what stops before anything is written.
    public var sentence: String { sentence(afterWrites: false) }

    /// What happened and what to do, in one or two sentences.
    ///
    /// - Parameter afterWrites: Whether the same work has written something before.
    /// - Returns: The sentence, which never says "nothing" of work that wrote.
    func sentence(afterWrites: Bool) -> String {
        let nothing = afterWrites ? "Nothing more was changed" : "Nothing was changed"
        switch self {
        case .incomplete(let error): return error.sentence
        case .issuerNotTold(let failure):
            return "The issuer cannot be read from the cluster: \(failure.words)."
        case .wrongAccount(let side, let expected, let found, let caller):
            return "The credentials of the \(side.words) belong to account \(found.text) (\(caller.text)), not to "
                + "\(expected.text). \(nothing); choose other credentials, or correct the answer."
        case .callerNotTold(let side, let failure):
            return "Cannot tell whose the credentials of the \(side.words) are: \(failure.words). \(nothing)."
        case .wrongCluster(let expected, let found):
            return "The context leads to another cluster: \(found), not \(expected). \(nothing); name the "
                + "right context with --context, or correct eks.cluster and eks.oidcProvider in the answers."
        case .clusterNotProven(let failure):
            return "Cannot tell whether the context leads to the right cluster: \(failure.words). \(nothing)."
                + (failure.right.map { " \($0.remedy)" } ?? "")
        case .missingPermissions(let denials):
            var hint = denials.contains { $0.permission == "iam:CreateRole" } ? " \(Self.boundaryHint)" : ""
            if denials.contains(where: { $0.remedy != nil }) {
                hint +=
                    " \"sesame permissions --only kubernetes --missing\" prints the Role and RoleBinding to ask for."
            }
            return "Permissions are missing, so nothing \(afterWrites ? "more " : "")was changed: "
                + "\(denials.map(\.words).joined(separator: "; ")).\(hint)"
        case .planChanged:
            return "Something changed after the plan was shown. Nothing was written; look at the new plan."
        case .locked(let holder):
            return "Another sesame is writing for this setup: process \(holder.pid) on \(holder.host), since "
                + "\(holder.since). Wait for it, or end it."
        case .state(let problem): return problem.sentence
        case .aws(let failure): return failure.sentence
        case .cluster(let problem): return problem.sentence
        case .noCredentials(let side): return "There are no credentials for the \(side.words)."
        case .cancelled: return "Stopped."
        }
    }

    /// Why making a role may be refused to somebody who may make roles otherwise.
    static let boundaryHint =
        "Possible: the organisation allows roles only with its permissions boundary (names.permissionsBoundary)."

    /// A stable word for JSON documents; AWS's own code where AWS answered.
    public var code: String {
        switch self {
        case .incomplete: "IncompleteAnswers"
        case .issuerNotTold: "CannotTell"
        case .wrongAccount: "WrongAccount"
        case .callerNotTold: "CallerNotTold"
        case .wrongCluster: "WrongCluster"
        case .clusterNotProven: "ClusterNotProven"
        case .missingPermissions: "MissingPermissions"
        case .planChanged: "PlanChanged"
        case .locked: "Locked"
        case .state: "State"
        case .aws(let failure): failure.shortCode
        case .cluster(let problem): problem.code
        case .noCredentials: "NoCredentials"
        case .cancelled: "Cancelled"
        }
    }
}
