public import HTTPClient

/// Why a call gave no result: what every operation throws.
public enum AWSFailure: Error, Sendable {
    /// AWS answered with an error.
    case service(AWSError)
    /// No answer came: the connection failed.
    case transport(TransportError, AWSCall)
    /// Something answered that is not AWS: a proxy's page, a portal, an empty or cut body.
    case notAWS(NotAWSAnswer)
    /// There are no usable credentials.
    case credentials(CredentialError)
    /// AWS answered success, but the answer lacks what the operation promises.
    case malformed(MalformedAnswer)
    /// There is no endpoint for this service, region and settings.
    case endpoint(EndpointError, AWSCall)
    /// The credentials belong to another account than the one the session is bound to.
    case otherAccount(OtherAccount)
    /// A call that changes something, by a session that is bound to no account: a mistake in this program.
    case unbound(AWSCall)
    /// The task was cancelled, and nothing was changed by the call.
    case cancelled

    /// The error AWS answered with, where it did.
    public var serviceError: AWSError? {
        if case .service(let error) = self { error } else { nil }
    }

    /// The error code AWS answered with, where it did.
    public var code: String? { serviceError?.code }

    /// The request id AWS gave, where there is one.
    public var requestID: String? {
        switch self {
        case .service(let error): error.requestID
        case .notAWS(let answer): answer.requestID
        case .malformed(let answer): answer.requestID
        case .transport, .credentials, .endpoint, .otherAccount, .unbound, .cancelled: nil
        }
    }

    /// The call that failed, where one was made.
    public var call: AWSCall? {
        switch self {
        case .service(let error): error.call
        case .transport(_, let call), .endpoint(_, let call), .unbound(let call): call
        case .otherAccount(let other): other.call
        case .notAWS(let answer): answer.call
        case .malformed(let answer): answer.call
        case .credentials, .cancelled: nil
        }
    }

    /// Whether AWS may have done what was asked, although nothing here says that it did.
    ///
    /// True when an attempt was cut off after it may have arrived, when something answered that is not AWS or is only
    /// half an answer, and when AWS itself failed over it; what is known to have been refused or never sent is false.
    public var mayHaveHappened: Bool { (call?.lostAttempts ?? 0) > 0 }

    /// Whether the thing asked for does not exist.
    public var isNotFound: Bool { serviceError?.isNotFound ?? false }

    /// Whether the thing to be made exists already.
    public var isAlreadyThere: Bool { serviceError?.isAlreadyThere ?? false }

    /// Whether AWS refused the caller's permission.
    public var isAccessDenied: Bool { serviceError?.isAccessDenied ?? false }
}
