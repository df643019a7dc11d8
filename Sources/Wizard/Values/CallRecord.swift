public import Calls

/// A call that was made, for the page that lists them.
public struct CallRecord: Sendable {
    /// The call.
    public let call: Call
    /// What came back, a failure too.
    public let answer: Answer
    /// From asking to the answer, waits included.
    public let milliseconds: Int64

    /// A call that was made.
    public init(_ call: Call, _ answer: Answer, milliseconds: Int64) {
        self.call = call
        self.answer = answer
        self.milliseconds = milliseconds
    }
}
