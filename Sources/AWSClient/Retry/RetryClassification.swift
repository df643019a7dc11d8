import HTTPClient

/// What an attempt's end means for another attempt.
enum RetryClassification: Hashable, Sendable {
    /// A fault that may pass: 5xx, a broken connection.
    case transient
    /// No answer in time.
    case timeout
    /// AWS asked to slow down.
    case throttling
    /// Trying again would not help.
    case final

    /// Codes by which AWS asks to slow down.
    static let throttlingCodes: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "RequestThrottled", "SlowDown",
        "PriorRequestNotComplete", "EC2ThrottledException",
    ]

    /// Codes of faults that may pass.
    ///
    /// IAM answers ConcurrentModification while another write is under way.
    private static let transientCodes: Set<String> = [
        "RequestTimeout", "RequestTimeoutException", "PriorRequestNotComplete", "ConcurrentModification",
        "ConcurrentModificationException", "ServiceFailure",
    ]

    /// What an answer with an error means.
    ///
    /// - Parameters:
    ///   - status: The HTTP status.
    ///   - code: The error code without namespace, where there was one.
    ///   - also: Further codes that the operation's model marks as worth repeating.
    ///   - service: SES v2 and EKS use LimitExceededException for real limits; it counts as throttling only elsewhere.
    init(status: Int, code: String?, also: Set<String> = [], service: AWSService? = nil) {
        if let code {
            let isLimit = code == "LimitExceededException" && (service == .sesv2 || service == .eks) && status != 429
            if RetryClassification.throttlingCodes.contains(code), !isLimit {
                self = .throttling
                return
            }
            if RetryClassification.transientCodes.contains(code) || also.contains(code) {
                self = .transient
                return
            }
        }
        switch status {
        case 429: self = .throttling
        case 500, 502, 503, 504: self = .transient
        default: self = .final
        }
    }

    /// What a failed connection means.
    init(_ error: TransportError) {
        if case .timedOut = error {
            self = .timeout
        } else {
            self = error.isTransient ? .transient : .final
        }
    }
}
