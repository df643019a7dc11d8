import Wire

/// What happened in one attempt of one call: a line of the debug log and of the list of request ids.
///
/// Holds no secret: keys, tokens, signatures and JWTs are removed before the record is made.
public struct AWSAttempt: Hashable, Sendable, CustomStringConvertible {
    /// The service that was called.
    public var service: AWSService
    /// The operation's name as AWS writes it, for example `GetCallerIdentity`.
    public var operation: String
    /// Whose credentials were used, in words: `EKS account` or `SES account`.
    public var label: String
    /// The account's 12 digits, where the credentials told it.
    public var account: String?
    /// The region the request went to.
    public var region: String
    /// The host and port the request went to.
    public var host: String
    /// Which attempt this was, from 1.
    public var attempt: Int
    /// How many attempts the call has at most.
    public var maxAttempts: Int
    /// The HTTP status; nil when no answer came.
    public var status: Int?
    /// The request id AWS gave; what its support asks for.
    public var requestID: String?
    /// The error code AWS gave, or a word for what happened on the way; nil when the call succeeded.
    public var problem: String?
    /// How long the attempt took, in milliseconds.
    public var milliseconds: Int64
    /// The request's body with secrets removed; only where the observer asked for bodies.
    public var requestBody: String?
    /// The answer's body with secrets removed; only where the observer asked for bodies.
    public var responseBody: String?

    /// One line: operation, account, region, attempt, status, request id, time.
    public var description: String {
        var parts = ["\(service.displayName) \(operation)", "\(label)\(account.map { " " + $0 } ?? "")", region]
        parts.append("attempt \(attempt)/\(maxAttempts)")
        parts.append(status.map { "HTTP \($0)" } ?? "no answer")
        if let problem { parts.append(problem) }
        if let requestID { parts.append("request \(requestID)") }
        parts.append("\(milliseconds) ms")
        // One record is one line, whatever stands in it.
        var line = TerminalText.sanitized(parts.joined(separator: " · "))
        if let requestBody, !requestBody.isEmpty { line += "\n  > \(requestBody)" }
        if let responseBody, !responseBody.isEmpty { line += "\n  < \(responseBody)" }
        return line
    }
}
