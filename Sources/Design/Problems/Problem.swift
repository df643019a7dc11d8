public import Calls
import Wire

/// Why something that was asked for did not work: a sentence for people, a word for programs, and the facts of the call
/// that met it.
///
/// Commands, line mode, screens and documents all carry this one; it is worded where it is made, and nowhere again.
public struct Problem: Error, Hashable, Sendable {
    /// A stable word for programs: AWS's or the API server's own code where one answered, else a word of sesame's.
    public var code: String
    /// What is wrong and what to do, in one or two sentences; understandable alone.
    public var sentence: String
    /// What to do beside it, as a sentence or a command; may be empty.
    public var advice: String
    /// A few words for a table: `sign-in expired`.
    public var short: String
    /// How a command ends for this reason.
    public var exitCode: ExitCode
    /// All that is known about the call that failed; nil where none did.
    public var failure: CallFailure? {
        get { if case .call(let failure) = cause { failure } else { nil } }
        set { cause = newValue.map { .call($0) } ?? .other }
    }
    /// Lives apart, so that what may end in a problem is no larger for the many facts of a call.
    private var cause = Cause.other

    private indirect enum Cause: Hashable, Sendable {
        case call(CallFailure), other
    }

    /// A problem; what looks like a secret in its words is taken out, because they quote files and answers.
    public init(
        _ sentence: String, code: String = "Failed", advice: String = "", short: String = "did not work",
        exitCode: ExitCode = .failed, failure: CallFailure? = nil
    ) {
        self.code = code
        self.sentence = Redactor().redact(sentence)
        self.advice = Redactor().redact(advice)
        self.short = short
        self.exitCode = exitCode
        self.failure = failure
    }

    /// Whether a permission for writing is missing, or the credentials are another account's.
    public var isRefusal: Bool { exitCode == .refused }

    /// AWS's or the cluster's own words, else the sentence; text from outside.
    public var message: String {
        guard let words = failure?.message, !words.isEmpty else { return sentence }
        return words
    }

    /// The sentence for where "not tried" stands already: without these words at its head.
    public var whyNotTried: String {
        let head = "Not tried: "
        return sentence.hasPrefix(head) ? String(sentence.dropFirst(head.count)) : sentence
    }
}
