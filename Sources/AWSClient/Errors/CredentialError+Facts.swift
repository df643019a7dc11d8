public import Calls
import Wire

extension CredentialError {
    /// Why there are no credentials, as the answer to the question where they come from carries it.
    public var facts: CallFailure {
        let kind: CallFailure.Kind =
            switch self {
            case .unknownProfile, .partial, .invalidConfiguration, .unreadableFile, .circularProfiles,
                .unreadableToken:
                .misconfigured
            case .refused, .expired, .signInExpired: .doubtful
            case .none, .notSignedIn, .noMFACode, .processFailed, .unreachable, .noRegion, .cancelled: .unreachable
            }
        var facts = CallFailure(
            kind, reason: sentence.withoutFullStop, code: code, service: Service.local.rawValue,
            operation: Calls.Operation.credentials.name)
        if case .refused(_, let error) = self {
            facts.message = error.message
            facts.status = error.status
            facts.requestID = error.requestID
        }
        return facts
    }

    /// A word for what is wrong; where STS or a portal refused, their code.
    private var code: String {
        switch self {
        case .none: "NoCredentials"
        case .unknownProfile: "UnknownProfile"
        case .partial: "PartialKeys"
        case .invalidConfiguration, .circularProfiles: "BadProfile"
        case .unreadableFile: "UnreadableFile"
        case .signInExpired: "SignInExpired"
        case .notSignedIn: "NotSignedIn"
        case .noMFACode: "NoMFACode"
        case .processFailed: "ProcessFailed"
        case .refused(_, let error): error.code
        case .unreachable: "Unreachable"
        case .unreadableToken: "UnreadableToken"
        case .expired: "ExpiredToken"
        case .noRegion: "NoRegion"
        case .cancelled: "Cancelled"
        }
    }
}
