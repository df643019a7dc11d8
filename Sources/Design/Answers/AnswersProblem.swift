public import Wire

/// A fault of an answers file, with the place where it stands.
public struct AnswersProblem: Error, Hashable, Sendable {
    /// What kind of fault it is.
    public enum Kind: String, Hashable, Sendable {
        /// The file is neither YAML nor JSON; nothing in it was read.
        case syntax
        /// A key that no answers file has.
        case unknownKey
        /// A key that stands there twice.
        case duplicateKey
        /// A value of another kind than the key wants, for example a number for an account ID.
        case wrongKind
        /// A value that the field refuses.
        case wrongValue
        /// The schema is missing or of another version.
        case wrongSchema
        /// A required answer is missing.
        case missing
    }

    /// What kind of fault it is.
    public var kind: Kind
    /// The file as the person named it.
    public var file: String
    /// Where in the file; nil when the fault is something missing.
    public var position: SourcePosition?
    /// The key path, for example `eks.account`; empty for a fault of the whole file.
    public var keyPath: String
    /// What was found, as it stands there; empty when nothing was.
    public var found: String
    /// What is expected, in words.
    public var expected: String
    /// What to do, or why; a sentence with its period, or empty.
    public var advice: String

    /// A fault of an answers file.
    public init(
        kind: Kind, file: String, position: SourcePosition?, keyPath: String, found: String, expected: String,
        advice: String = ""
    ) {
        self.kind = kind
        self.file = file
        self.position = position
        self.keyPath = keyPath
        self.found = found
        self.expected = expected
        self.advice = advice
    }

    /// File, line, key, what was found and what is expected, in one line that an editor can jump to.
    ///
    /// Example: `answers.yaml:3:12: eks.account: found "11112222333", expected 12 digits.`
    public var sentence: String {
        var place = file
        if let position { place += ":\(position.line):\(position.column)" }
        var text = "\(place): "
        if !keyPath.isEmpty { text += "\(keyPath): " }
        text += found.isEmpty ? "expected \(expected)." : "found \(found), expected \(expected)."
        return advice.isEmpty ? text : "\(text) \(advice)"
    }
}

/// The faults of an answers file at once.
public struct AnswersProblems: Error, Hashable, Sendable {
    /// The most faults that are told one by one.
    public static let limit = 50

    /// The faults in the order of the file, ``limit`` at most; never empty.
    public var problems: [AnswersProblem]
    /// How many more the file has.
    public var more: Int

    /// Faults of one file.
    public init(_ problems: [AnswersProblem], more: Int = 0) {
        self.problems = problems
        self.more = more
    }

    /// One sentence per line.
    public var sentence: String {
        var lines = problems.map(\.sentence)
        if more > 0 {
            let faults = more == 1 ? "One more fault is" : "\(more) more faults are"
            lines.append("\(faults) in \(problems.first?.file ?? "the file").")
        }
        return lines.joined(separator: "\n")
    }
}
