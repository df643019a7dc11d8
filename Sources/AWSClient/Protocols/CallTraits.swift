import Calls

/// What the client must know of an operation beside its input.
struct CallTraits: Sendable {
    /// The service.
    var service: AWSService
    /// The operation's name as AWS writes it.
    var name: String
    /// Whether the request is signed; unsigned operations carry no credentials at all.
    var isSigned = true
    /// Whether it asks whose credentials these are, which is how an account becomes known.
    var provesAccount = false
    /// What it does to the world.
    var effect = Effect.read
    /// Whether SES's limit of one request per second for control calls applies, or CloudTrail's of two.
    var isPaced = false
    /// Further error codes that the operation's model marks as worth repeating.
    var retriedCodes: Set<String> = []
    /// What must not appear in any record beside the credentials: tokens in the input.
    var secrets: [String] = []
}
