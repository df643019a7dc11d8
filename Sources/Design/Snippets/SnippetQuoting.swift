import Wire

/// How a value becomes a literal of a language, so that it comes out as it went in.
enum SnippetQuoting: String, Hashable, Sendable {
    /// `"…"` in which `\` begins an escape: Python, JavaScript, Go, Java, C#, Rust, JSON and YAML. Nothing else is read
    /// into such a literal by any of them.
    case double
    /// `'…'` in which only `\\` and `\'` are escapes: PHP and Ruby, whose double quotes would read variables.
    case single
    /// A word of a POSIX shell.
    case shell
    /// `"""…"""` of Grafana's ini files, in which `#` and `;` begin no comment.
    case triple
    /// As it is: headers of a message, here-documents.
    case none

    /// The literal of a text of one line.
    func literal(_ text: String) -> String {
        switch self {
        case .double: "\"\(Self.escaped(text, ["\\", "\""]))\""
        case .single: "'\(Self.escaped(text, ["\\", "'"]))'"
        case .shell: ShellQuoting.word(text)
        case .triple: "\"\"\"\(text)\"\"\""
        case .none: text
        }
    }

    /// By scalars: a quote with a combining mark behind it is still a quote to a compiler.
    private static func escaped(_ text: String, _ special: Set<Unicode.Scalar>) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if special.contains(scalar) { escaped.append("\\") }
            escaped.append(scalar)
        }
        return String(escaped)
    }
}
