/// A call that was made, with what came back.
public struct MadeCall: Sendable {
    /// The call.
    public let call: Call
    /// The answer, a failure too.
    public let answer: Answer
    /// From asking to the answer, waiting for one's turn at SES included.
    public let milliseconds: Int64

    /// A call that was made.
    public init(_ call: Call, _ answer: Answer, milliseconds: Int64) {
        self.call = call
        self.answer = answer
        self.milliseconds = milliseconds
    }
}
