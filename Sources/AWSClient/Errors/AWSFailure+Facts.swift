public import Calls
import Wire

extension AWSFailure {
    /// The failure with all that is known about it, as sentences, screens and documents carry it.
    ///
    /// - Parameters:
    ///   - permission: The IAM action that the call needs; nil takes the operation's own name.
    ///   - place: Where the permission is missing, where AWS names no account.
    /// - Returns: The facts.
    public func facts(needing permission: String? = nil, in place: String? = nil) -> CallFailure {
        let error = serviceError
        var facts: CallFailure
        if isNotFound {
            facts = CallFailure(.absent)
        } else if isAccessDenied {
            facts = CallFailure(.denied, permission: permission ?? call?.action, place: error?.account ?? place)
        } else {
            facts = CallFailure(error == nil ? .unreachable : .doubtful, reason: sentence.withoutFullStop)
        }
        facts.code = error?.code
        facts.message = error?.message
        facts.status = status
        facts.requestID = requestID
        facts.attempts = call?.attempts ?? 0
        facts.account = call?.account
        facts.region = call?.region
        facts.service = call?.service.rawValue
        facts.operation = call?.operation
        facts.mayHaveHappened = mayHaveHappened
        return facts
    }

    /// The HTTP status of the answer; nil where none came.
    private var status: Int? {
        switch self {
        case .service(let error): error.status
        case .notAWS(let answer): answer.status
        case .transport, .credentials, .malformed, .endpoint, .otherAccount, .unbound, .cancelled: nil
        }
    }
}

extension AWSCall {
    /// The IAM action that the operation needs where nothing else is known: `sts:AssumeRole`.
    fileprivate var action: String { "\(service == .sesv2 ? "ses" : service.rawValue):\(operation)" }
}
