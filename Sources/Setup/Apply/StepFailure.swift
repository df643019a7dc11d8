import AWSClient
import Observation

/// Why a step failed.
enum StepFailure: Error {
    case aws(AWSFailure)
    case cluster(ClusterProblem)
    case other(ApplyProblem)

    func problem(call: String) -> ApplyProblem {
        switch self {
        case .aws(let failure):
            ApplyProblem(
                code: failure.code ?? "Unreachable", message: failure.serviceError?.message ?? failure.sentence,
                sentence: failure.sentence, call: call, requestID: failure.requestID,
                isRefusal: failure.isAccessDenied)
        case .cluster(let problem):
            ApplyProblem(
                code: problem.code, message: problem.message, sentence: problem.sentence, call: call,
                isRefusal: problem.isDenial)
        case .other(let problem): problem
        }
    }
}

extension ClusterProblem {
    /// Whether the caller lacks a right.
    var isDenial: Bool {
        if case .denied = self { true } else { false }
    }
}
