public import Wire

/// Why a file is no stage file: everything that is wrong in it, in the order of its lines.
public struct StageFileProblem: Error, Hashable, Sendable {
    /// The most faults that are told one by one.
    public static let limit = 50

    /// The file as the person named it.
    public var file: String
    /// What is wrong, ``limit`` at most; never empty.
    public var errors: [DocumentError]
    /// How much more is.
    public var more: Int

    /// Faults of one file.
    public init(file: String, errors: [DocumentError], more: Int = 0) {
        self.file = file
        self.errors = errors
        self.more = more
    }

    /// One line each that an editor can jump to.
    ///
    /// Example: `talk.yaml:7:14: expected 0.1 to 60 minutes, found 1000.`
    public var sentence: String {
        var lines = errors.map { error in
            "\(file):\(error.position.line):\(error.position.column): \(error.reason).\(Self.hint(error))"
        }
        if more > 0 { lines.append("\(more == 1 ? "One more fault is" : "\(more) more faults are") in \(file).") }
        return lines.joined(separator: "\n")
    }

    /// What YAML's own words do not tell somebody who writes sentences.
    private static func hint(_ error: DocumentError) -> String {
        guard case .grammar(let words) = error.kind, words.hasPrefix("mapping values") else { return "" }
        return " A text with a colon and a blank in it goes in quotes, or below >."
    }
}
