/// A call that was refused, as the service told it.
public struct Refusal: Hashable, Sendable {
    /// The service in small letters: `sts`, `iam`, `ses`, `sesv2`, `eks`, `kubernetes`; empty for a text of unknown origin.
    public var service: String
    /// The operation: `AssumeRoleWithWebIdentity`; for Kubernetes verb and resource: `create serviceaccounts/token`.
    public var operation: String
    /// The error code; for Kubernetes the status reason: `Forbidden`.
    public var code: String
    /// The message, whole and unaltered.
    public var message: String
    /// The account that was asked, 12 digits, where it is known.
    public var account: String?
    /// The region that was asked, where it is known.
    public var region: String?
    /// The request's ID.
    public var requestID: String?

    /// Makes a refusal.
    public init(
        service: String, operation: String, code: String, message: String, account: String? = nil,
        region: String? = nil, requestID: String? = nil
    ) {
        self.service = service
        self.operation = operation
        self.code = code
        self.message = message
        self.account = account
        self.region = region
        self.requestID = requestID
    }
}
