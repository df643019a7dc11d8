import HTTPClient
import Wire

extension CredentialError {
    /// What a failed request on the way to credentials means for them.
    init(_ failure: AWSFailure, profile: String?, source: String) {
        switch failure {
        case .service(let error): self = .refused(profile: profile, error: error)
        case .credentials(let error): self = error
        case .cancelled: self = .cancelled
        case .transport(let error, _): self = .unreachable(source: source, problem: error.sentence.withoutFullStop)
        case .notAWS, .malformed, .endpoint, .otherAccount, .unbound:
            self = .unreachable(source: source, problem: failure.sentence.withoutFullStop)
        }
    }
}
