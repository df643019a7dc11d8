public import Wire

/// A call as it is listed afterwards: who asked whom for what, what came back, and how long that took.
///
/// Tokens and keys never become part of one: what answers with a secret has no ``answer``.
public struct LoggedCall: Sendable {
    /// Service and operation: `iam GetRole`, `kubernetes list Pod`.
    public let words: String
    /// The call, from which the command follows; nil for what is no row of the table.
    public let call: Call?
    /// Who was asked, in words: an account ID, `cluster mail-prod`.
    public let place: String
    /// What came back, in the form of the AWS CLI or the API server; nil where that is secret, or nothing came.
    public let answer: JSONValue?
    /// Why nothing came that was asked for: a code, `refused`; nil where it did.
    public let problem: String?
    /// The words that came with the problem; text from outside.
    public let message: String?
    /// Whether the caller may not do that.
    public let isRefused: Bool
    /// The number that the server gave the request; nil where it gave none.
    public let requestID: String?
    /// From asking to the answer, waits included.
    public let milliseconds: Int64
    /// When the answer came.
    public let at: Timestamp

    /// A call that was answered.
    public init(
        _ words: String, _ call: Call?, place: String, answer: JSONValue?, requestID: String?, milliseconds: Int64,
        at: Timestamp
    ) {
        self.words = words
        self.call = call
        self.place = place
        self.answer = answer
        problem = nil
        message = nil
        isRefused = false
        self.requestID = requestID
        self.milliseconds = milliseconds
        self.at = at
    }

    /// A call that was not answered, or refused.
    public init(
        _ words: String, _ call: Call?, place: String, problem: String, message: String?, isRefused: Bool,
        requestID: String?, milliseconds: Int64, at: Timestamp
    ) {
        self.words = words
        self.call = call
        self.place = place
        answer = nil
        self.problem = problem
        self.message = message
        self.isRefused = isRefused
        self.requestID = requestID
        self.milliseconds = milliseconds
        self.at = at
    }

    /// A call that a look made.
    public init(_ made: MadeCall) {
        let place = made.answer.caller.isEmpty ? made.call.side.words : made.answer.caller
        switch made.answer.outcome {
        case .success(let value):
            self.init(
                made.call.words, made.call, place: place, answer: value, requestID: nil,
                milliseconds: made.milliseconds, at: made.answer.at)
        case .failure(let failure):
            self.init(
                made.call.words, made.call, place: place,
                problem: failure.kind == .absent ? "does not exist" : failure.code ?? "no answer",
                message: failure.message ?? failure.words, isRefused: failure.kind == .denied,
                requestID: failure.requestID, milliseconds: made.milliseconds, at: made.answer.at)
        }
    }

    /// Whether it changed something, or meant to.
    public var writes: Bool { call?.operation.effect.writes ?? false }

    /// The same without what came back.
    public var withoutAnswer: LoggedCall {
        guard problem == nil else { return self }
        return LoggedCall(
            words, call, place: place, answer: nil, requestID: requestID, milliseconds: milliseconds, at: at)
    }
}
