/// What a program has to say to send as an identity of another account, in one language or framework, with the values of
/// a design filled in.
public struct Snippet: Hashable, Sendable {
    /// A line of it.
    public struct Line: Hashable, Sendable {
        /// The line, without its end.
        public let text: String
        /// Whether it is one of those that matter: the call, whose address it is, and the source ARN.
        public let isMarked: Bool
    }

    /// The name that commands use: `python`, `python-raw`.
    public let name: String
    /// The language or framework: `Python`.
    public let language: String
    /// Library and API: `boto3, SES v2`.
    public let title: String
    /// Whether the program itself cannot use the role, as it sends over SMTP only.
    public let needsSMTP: Bool
    /// Where the source ARN goes, what reads the pod's role, and what else there is to know, a sentence each.
    public let notes: [String]
    /// All lines, the notes first where the language has comments.
    public let lines: [Line]
    /// Whether the notes stand in the lines.
    public let hasComments: Bool

    /// The whole text, ending with a newline.
    public var content: String { lines.map { $0.text + "\n" }.joined() }

    /// The lines that matter, at most three.
    public var essence: [String] { lines.filter(\.isMarked).map(\.text).suffix(3) }

    init(_ form: SnippetForm, _ values: SnippetValues) {
        name = form.name
        language = form.language
        title = form.title
        needsSMTP = form.needsSMTP
        let source = values.hasSourceARN ? ["Source ARN: \(form.sourceARN)."] : []
        let told = form.notes.filter { !$0.isMarked || values.hasSourceARN }
        let sentences = source + told.compactMap { values.filled($0.text, .none) }
        let comments = form.comment.map { comment in
            sentences.map { Line(text: "\(comment) \($0)", isMarked: false) }
        }
        notes = sentences
        hasComments = comments != nil
        let code = form.code.compactMap { line in
            values.filled(line.text, form.quoting).map { Line(text: $0, isMarked: line.isMarked) }
        }
        let first = form.first.map { [Line(text: $0, isMarked: false)] } ?? []
        lines = first + (comments ?? []) + code
    }
}
