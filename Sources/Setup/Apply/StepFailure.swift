import AWSClient
import Design
import Identifiers
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
                code: failure.shortCode, message: failure.serviceError?.message ?? failure.sentence,
                sentence: failure.sentence, call: call, requestID: failure.requestID,
                isRefusal: failure.isAccessDenied || failure.isOtherAccount)
        case .cluster(let problem):
            ApplyProblem(
                code: problem.code, message: problem.message, sentence: problem.sentence, call: call,
                isRefusal: problem.isRefusal)
        case .other(let problem): problem
        }
    }
}

extension StepFailure {
    /// Whether the step may have been carried out all the same.
    var mayHaveHappened: Bool {
        switch self {
        case .aws(let failure): failure.mayHaveHappened
        case .cluster(.lost): true
        case .cluster, .other: false
        }
    }
}

extension AWSFailure {
    /// AWS's code, or a word of sesame's where AWS gave none: for JSON documents.
    var shortCode: String {
        switch self {
        case .service(let error): error.code
        case .otherAccount, .unbound: "WrongAccount"
        case .cancelled: "Cancelled"
        default: "Unreachable"
        }
    }

    /// Whether the credentials turned out to be another account's.
    var isOtherAccount: Bool {
        if case .otherAccount = self { true } else { false }
    }
}

extension ClusterProblem {
    /// Whether the caller lacks a right, or is not known.
    var isRefusal: Bool {
        switch self {
        case .denied, .unauthorized: true
        case .conflict, .refused, .unreachable, .lost, .misconfigured, .cancelled: false
        }
    }
}
