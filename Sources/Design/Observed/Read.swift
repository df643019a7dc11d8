public import Calls
public import Wire

/// A call whose answer is looked at as one kind of thing.
public struct Read<View: AnswerView>: Hashable, Sendable {
    /// The call.
    public let call: Call

    /// Looks at a call's answer as a `View`.
    public init(_ call: Call) { self.call = call }
}

/// What an answer says, typed: each is made from the answer alone, in the form of the AWS CLI or the API server.
public protocol AnswerView: Sendable {
    /// Reads an answer.
    ///
    /// - Parameters:
    ///   - answer: The value.
    ///   - call: The call that it answers.
    /// - Throws: ``ViewProblem``, when the answer is not what the call promises.
    init(_ answer: JSONValue, of call: Call) throws(ViewProblem)
}

/// Why an answer cannot be understood, as it follows "the answer is not understood: ".
public struct ViewProblem: Error, Hashable, Sendable {
    /// The reason, without a period at the end.
    public let reason: String

    /// A problem.
    public init(_ reason: String) { self.reason = reason }

    /// Text that an answer has to have.
    static func text(_ answer: JSONValue?, _ name: String) throws(ViewProblem) -> String {
        guard let text = answer?[name]?.string, !text.isEmpty else { throw ViewProblem("it has no \(name)") }
        return text
    }
}
