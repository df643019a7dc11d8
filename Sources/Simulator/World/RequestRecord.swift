public import Wire

/// One line of a world's log: what was asked, by whom, and what the answer was.
public struct RequestRecord: Sendable, Hashable {
    /// When the request was answered.
    public var time: Timestamp
    /// The service, for example `ses` or `kubernetes`.
    public var service: String
    /// The operation, for example `SendEmail`; the method and path where none is known.
    public var operation: String
    /// The region the request was signed for, empty where that means nothing.
    public var region: String
    /// The account of the caller, nil where nobody was recognised.
    public var account: String?
    /// The HTTP status of the answer.
    public var status: Int
    /// The error code of the answer, nil for success.
    public var errorCode: String?
    /// The request id of the answer.
    public var requestID: String

    /// Creates a record.
    public init(
        time: Timestamp, service: String, operation: String, region: String = "", account: String? = nil, status: Int,
        errorCode: String? = nil, requestID: String = ""
    ) {
        self.time = time
        self.service = service
        self.operation = operation
        self.region = region
        self.account = account
        self.status = status
        self.errorCode = errorCode
        self.requestID = requestID
    }
}
