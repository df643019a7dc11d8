/// An error that AWS itself answered with.
public struct AWSError: Error, Hashable, Sendable {
    /// The call that failed: service, operation, account, region, attempts.
    public var call: AWSCall
    /// The error code without namespace, for example `AccessDenied` or `NoSuchEntity`.
    public var code: String
    /// The message as AWS sent it; may be empty.
    ///
    /// Text from outside: sanitise before it reaches a terminal.
    public var message: String
    /// The request id; what AWS support asks for.
    public var requestID: String?
    /// The HTTP status.
    public var status: Int

    /// The service that answered.
    public var service: AWSService { call.service }
    /// The operation that failed.
    public var operation: String { call.operation }
    /// The account's 12 digits, where the credentials told it.
    public var account: String? { call.account }
    /// The region the request went to.
    public var region: String { call.region }
    /// How many attempts were made.
    public var attempts: Int { call.attempts }

    /// Creates an error.
    public init(call: AWSCall, code: String, message: String, requestID: String? = nil, status: Int) {
        self.call = call
        self.code = code
        self.message = message
        self.requestID = requestID
        self.status = status
    }

    /// Whether the thing asked for does not exist (NoSuchEntity, NotFoundException, ResourceNotFoundException), an
    /// organisation included (AWSOrganizationsNotInUseException).
    public var isNotFound: Bool {
        [
            "NoSuchEntity", "NoSuchEntityException", "NotFoundException", "ResourceNotFoundException",
            "AWSOrganizationsNotInUseException",
        ].contains(code)
    }

    /// Whether the thing to be made exists already (EntityAlreadyExists, AlreadyExistsException).
    public var isAlreadyThere: Bool {
        ["EntityAlreadyExists", "EntityAlreadyExistsException", "AlreadyExistsException", "AlreadyExists"]
            .contains(code)
    }

    /// Whether AWS refused the caller's permission (AccessDenied, AccessDeniedException, and their kin).
    public var isAccessDenied: Bool {
        ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized"].contains(code)
    }

    /// Whether AWS asked to slow down.
    public var isThrottling: Bool { RetryClassification.throttlingCodes.contains(code) }

    /// Whether the caller's own credentials are the problem: expired, unknown or wrongly signed.
    public var isAboutCredentials: Bool {
        [
            "ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException",
            "SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignature", "MissingAuthenticationToken",
            "RequestExpired", "AuthFailure", "OptInRequired", "InvalidAccessKeyId",
        ].contains(code)
    }
}
