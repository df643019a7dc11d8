import Wire

/// One way to send in one language, as `Resources/data/snippets.json` has it: a template of lines.
struct SnippetForm: Sendable {
    let name: String
    let language: String
    let title: String
    let quoting: SnippetQuoting
    /// What begins a comment; nil where the language has none, or a shell that is typed into would run it.
    let comment: String?
    let needsSMTP: Bool
    /// A line that has to stand above everything.
    let first: String?
    /// Where the source ARN goes: `FromEmailAddressIdentityArn`.
    let sourceARN: String
    /// What reads the pod's role, and what else there is to know: sentences with placeholders; `»` in front of
    /// one says that it is about the source ARN.
    let notes: [Snippet.Line]
    /// The lines with placeholders; `»` in front of one says that it matters.
    let code: [Snippet.Line]

    /// Reads a form of a language; nil where something is missing.
    init?(_ form: JSONValue, of language: JSONValue) {
        func member(_ key: String) -> JSONValue? { form[key] ?? language[key] }
        guard let name = language["name"]?.string, let label = language["label"]?.string,
            let title = form["title"]?.string, let quoting = member("quoting")?.string.flatMap(SnippetQuoting.init),
            let place = form["sourceARN"]?.string, let code = form["code"]?.array?.compactMap(\.string)
        else { return nil }
        self.name = form["suffix"]?.string.map { "\(name)-\($0)" } ?? name
        self.language = label
        self.title = title
        self.quoting = quoting
        comment = member("comment")?.string
        needsSMTP = form["smtp"]?.bool ?? false
        first = form["first"]?.string
        sourceARN = place
        let reader = member("needs")?.string.map { ["Reads the pod's role: \($0)."] } ?? []
        notes = (reader + (form["notes"]?.array?.compactMap(\.string) ?? [])).map(Self.line)
        self.code = code.map(Self.line)
    }

    private static func line(_ text: String) -> Snippet.Line {
        let isMarked = text.hasPrefix("»")
        return Snippet.Line(text: isMarked ? String(text.dropFirst()) : text, isMarked: isMarked)
    }
}
