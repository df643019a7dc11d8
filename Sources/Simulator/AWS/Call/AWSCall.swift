import Wire

/// One request to AWS, understood: which operation of which service, by whom, with which parameters.
struct AWSCall: Sendable {
    /// The service.
    var service: AWSService
    /// The operation.
    var operation: String
    /// The region the call goes to; for IAM the one of its partition: `us-east-1`, `us-gov-west-1`.
    var region: String
    /// Who calls, nil for the one operation that is not signed.
    var caller: Caller?
    /// The time in the world.
    var now: Timestamp
    /// The request id that the answer will carry.
    var requestID: String
    /// The form of a query-protocol call.
    var form = FormParameters([:])
    /// The body of a JSON call.
    var body = JSONObject()
    /// The parts of a REST path, by name, decoded.
    var path: [String: String] = [:]
    /// The query of a REST call, decoded; of several values the last counts.
    var query: [String: [String]] = [:]
    /// Whether the request came over TLS.
    var secure = false
    /// The client's User-Agent.
    var userAgent = ""
    /// The world's source of ids.
    var randomness: Randomness

    /// The account that is called: the caller's own.
    var account: String { caller?.account ?? "" }

    /// The partition of the region that the call goes to.
    var partition: String { ClusterState.partition(of: region) }
}

/// What an operation answers.
enum AWSAnswer: Sendable {
    /// The children of an XML answer's result element.
    case xml([XMLNode])
    /// An XML answer without a result element.
    case acknowledged
    /// A JSON document.
    case json(JSONValue)
}
