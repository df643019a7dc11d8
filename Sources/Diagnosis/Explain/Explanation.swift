public import Wire

/// What a text or a log means.
public struct Explanation: Sendable {
    /// Whose words a text is.
    public enum Speaker: Sendable {
        /// AWS's.
        case aws
        /// A cluster's.
        case cluster
        /// A library's or a program's, about AWS or a cluster.
        case program
        /// Nobody's: a finding's code.
        case code
    }

    /// One error, however often it stood there.
    public struct Text: Sendable {
        /// Its words, without secrets; clean them of control characters before they reach a terminal.
        public let text: String
        /// The first line that it stood on, from 1.
        public let line: Int
        /// How often it stood there.
        public let count: Int
        /// Whose words they are.
        public let speaker: Speaker
        /// The error code, where the text has one.
        public let code: String?
        /// What was asked for, where the text says it.
        public let operation: String?
        /// Who was asked, by the name in the AWS CLI.
        public let service: String?
        /// What it can come from, the likely causes first; empty for an error that the catalogue does not know.
        public let causes: [Cause]
        /// What it tells of the setup.
        public let facts: TextFacts
    }

    /// What a text can come from.
    public struct Cause: Sendable {
        /// The finding's code.
        public let code: String
        /// The link that it is about, as documents name it.
        public let link: String
        /// How likely it is.
        public let likelihood: Likelihood
        /// What would be the matter, as a sentence.
        public let title: String
        /// What is expected.
        public let expected: String
        /// Why it is so; may be empty.
        public let why: String
        /// Commands that only look, and tell whether it is this.
        public let check: [String]
        /// What to do if it is.
        public let fix: String
        /// The page of AWS's documentation that says more; nil for none.
        public let docs: String?
    }

    /// How many lines were read.
    public let lines: Int
    /// The errors, in the order of their first lines.
    public let texts: [Text]
    /// How many more lines are like others of them, but for numbers and addresses, and were only counted.
    public let alike: Int
    /// What all of them tell of the setup.
    public let facts: TextFacts
    /// How many texts the catalogue can recognise.
    public let known: Int
    /// The beginning of a text in which nothing was found; without secrets, on one line.
    public let given: String

    /// Whether something was recognised.
    public var isKnown: Bool { texts.contains { !$0.causes.isEmpty } }

    /// How many lines hold an error.
    public var lineCount: Int { texts.reduce(0) { $0 + $1.count } + alike }

    /// What a code of a finding stands for.
    ///
    /// - Parameter code: A code in any case of letters: `SES-DOOR-2`.
    /// - Returns: Its card; nil for what is no code.
    public static func ofCode(_ code: String) -> Explanation? { Explainer.builtIn.card(code) }

    /// The code that was likely meant by a text that looks like one; nil where none is near.
    public static func codeNear(_ text: String) -> String? { CodeCard.near(text, .builtIn) }

    /// The document of `-o json`.
    public var json: JSONValue {
        [
            "schema": "sesame/explain/v1", "known": .bool(isKnown), "texts": .array(texts.map(\.json)),
            "facts": facts.json,
        ]
    }

    /// The beginning of what was given, as it may be shown.
    ///
    /// A secret that a line break parts would not show as one; where taking the breaks out finds more of them, nothing
    /// is shown.
    static func shown(_ head: [UInt8]) -> String {
        let text = PastedText.plain(head)
        let joined = Redactor().redact(text.filter { $0 != "\n" && $0 != " " })
        func marks(_ text: String) -> Int { text.ranges(of: Redactor.mark).count }
        if marks(joined) > marks(text) { return Redactor.mark }
        let line = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        let short = line.prefix(240)
        return String(short) + (short.count < line.count ? "…" : "")
    }
}

extension Explanation.Text {
    /// The text as documents carry it.
    var json: JSONValue {
        [
            "text": .string(text), "line": JSONValue(line), "count": JSONValue(count),
            "causes": .array(causes.map(\.json)),
        ]
    }
}

extension Explanation.Cause {
    /// The cause of an entry, with what is known of the setup.
    init(_ entry: FailureEntry, _ likelihood: Likelihood, _ refusal: Refusal) {
        self.init(
            code: entry.code, link: entry.link.rawValue, likelihood: likelihood,
            title: entry.title.filled(refusal), expected: entry.expected.filled(refusal),
            why: entry.why.filled(refusal),
            check: entry.looks.map { $0.filledAsCommand(refusal) }, fix: entry.fix.filled(refusal), docs: entry.docs)
    }

    /// The cause as documents carry it.
    var json: JSONValue {
        [
            "code": .string(code), "link": .string(link), "likelihood": .string(likelihood.rawValue),
            "title": .string(title), "expected": .string(expected), "why": .string(why), "check": JSONValue(check),
        ]
    }
}
