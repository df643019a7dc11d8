import AWSClient
import Calls
import Design
import Observation
import Wire

/// Why a step failed.
enum StepFailure: Error {
    case aws(AWSFailure)
    case cluster(ClusterProblem)
    case other(Problem)

    /// The problem of the resource that the step is for.
    ///
    /// - Parameter call: The call of the step.
    /// - Returns: The problem with the facts of the call; a missing permission for writing ends a command as refused.
    func problem(of call: Call) -> Problem {
        var problem: Problem
        switch self {
        case .aws(let failure):
            problem = Problem(failure)
            problem.exitCode = failure.isAccessDenied || failure.isOtherAccount ? .refused : .failed
            if failure.isAccessDenied, call.operation == .createRole {
                problem.sentence = "\(problem.sentence.withoutFullStop). \(SetupError.boundaryHint)"
            }
        case .cluster(let failure):
            problem = Problem(failure, operation: call.right.map { "\($0.verb) \($0.resource)" })
            if case .unauthorized = failure {
                // A caller whom the cluster does not know ends as everywhere else.
                problem.exitCode = failure.exitCode
            } else {
                problem.exitCode = failure.isRefusal ? .refused : .failed
            }
        case .other(let other): return other
        }
        problem.short = problem.code
        // Whose words are not in the sentence already stand beside it.
        if problem.advice.isEmpty, !problem.sentence.hasSuffix(problem.message) { problem.advice = problem.message }
        return problem
    }

    /// Whether the step may have been carried out all the same.
    var mayHaveHappened: Bool {
        switch self {
        case .aws(let failure): failure.mayHaveHappened
        case .cluster(.lost): true
        case .cluster, .other: false
        }
    }
}
