/// What the client must know of an operation beside its input.
struct Operation: Sendable {
    /// The service.
    var service: AWSService
    /// The operation's name as AWS writes it.
    var name: String
    /// Whether the request is signed; unsigned operations carry no credentials at all.
    var isSigned = true
    /// Whether doing it twice does no harm.
    ///
    /// Where it does (a mail, a new version), an attempt whose fate is unknown is
    /// not repeated.
    var isRepeatable = true
    /// Whether SES's limit of one request per second for control calls applies.
    var isPaced = false
    /// Further error codes that the operation's model marks as worth repeating.
    var retriedCodes: Set<String> = []
    /// What must not appear in any record beside the credentials: tokens in the input.
    var secrets: [String] = []
}
