import Diagnosis
import Wire

/// What somebody typed or pasted, and what it is; nothing but the text itself was asked.
struct DiagnoseGiven: Sendable {
    /// What it is.
    let clue: SubjectClue
    /// How many lines it has.
    let lines: Int
    /// What it means, for texts and codes.
    let explanation: Explanation?
    /// The file that it names, where it may be a bundle; nobody has looked whether it is there.
    let path: String?

    /// Recognises a text; nil for an empty one.
    ///
    /// - Parameters:
    ///   - text: The text, whole.
    ///   - explains: Whether an error text is read at once, which takes a while for long ones.
    init?(_ text: String, explains: Bool) {
        guard let clue = SubjectClue(text) else { return nil }
        self.clue = clue
        path = Self.path(clue.text)
        lines = clue.text.count { $0.isNewline } + 1
        switch clue.kind {
        case _ where path != nil: explanation = nil
        case .code: explanation = Explanation.ofCode(clue.text) ?? Self.explained(clue.text)
        case .text where explains: explanation = Self.explained(clue.text)
        default: explanation = nil
        }
    }

    /// A text as the path of a bundle, without the quotes that terminals put around a file that is dropped on them.
    private static func path(_ text: String) -> String? {
        var path = text
        for quote in ["'", "\""] where path.count > 2 && path.hasPrefix(quote) && path.hasSuffix(quote) {
            path = String(path.dropFirst().dropLast())
        }
        guard path.hasSuffix(".json"), path.count > ".json".count, path.utf8.count <= 4096,
            !path.contains(where: { $0.isNewline || $0 == "{" || $0 == ":" })
        else { return nil }
        return path == text ? path.replacing("\\ ", with: " ") : path
    }

    /// What a text means.
    static func explained(_ text: String) -> Explanation {
        var reader = TextReader()
        reader.read(Array(text.utf8)[...])
        return reader.finish()
    }

    /// Whether it is shown by what it is, because it does not stand in one line.
    var isLong: Bool { lines > 1 || clue.text.utf8.count > 400 }

    /// Whether the rest of a subject can be found from it.
    var isSubject: Bool {
        switch clue.kind {
        case _ where path != nil: false
        case .role, .serviceAccount, .pod, .name, .identity, .sender, .cluster: true
        case .answer: !clue.values.isEmpty
        case .bundle, .code, .otherARN, .text: false
        }
    }

    /// What Enter does with it.
    var enter: String {
        switch clue.kind {
        case _ where path != nil: "open"
        case .bundle: "open"
        case .text, .code: "explain"
        default: "diagnose"
        }
    }

    /// What it is, in the field's row: `214 lines`.
    var size: String {
        clue.kind == .text ? lines.counting("line") : clue.words.lowercasedFirst
    }

    /// What matters in it, at the right of the field's row.
    var verdict: String {
        guard let explanation, clue.kind == .text else { return "" }
        let count = explanation.lineCount
        return count == 0 ? "no line is known" : "\(count.counting("line is", "lines are")) an error's"
    }
}
