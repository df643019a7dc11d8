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
    /// The task was cancelled.
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
        case .transport, .credentials, .endpoint, .cancelled: nil
        }
    }

    /// The call that failed, where one was made.
    public var call: AWSCall? {
        switch self {
        case .service(let error): error.call
        case .transport(_, let call), .endpoint(_, let call): call
        case .notAWS(let answer): answer.call
        case .malformed(let answer): answer.call
        case .credentials, .cancelled: nil
        }
    }

    /// Whether the thing asked for does not exist.
    public var isNotFound: Bool { serviceError?.isNotFound ?? false }

    /// Whether the thing to be made exists already.
    public var isAlreadyThere: Bool { serviceError?.isAlreadyThere ?? false }

    /// Whether AWS refused the caller's permission.
    public var isAccessDenied: Bool { serviceError?.isAccessDenied ?? false }
}
