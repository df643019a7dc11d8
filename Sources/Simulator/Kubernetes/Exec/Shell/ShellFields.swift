/// Words of a command while variables are filled in: what was not quoted falls apart at its blanks, or at what `IFS` says.
struct ShellFields {
    /// A word in parts: in those that were not quoted `*`, `?` and `[` are a pattern's.
    struct Field {
        var parts: [(text: String, isLiteral: Bool)] = []

        /// The word as it reads.
        var text: String { parts.map(\.text).joined() }

        /// The word as a pattern; nil where nothing in it is one.
        var pattern: ShellPattern? {
            guard parts.contains(where: { !$0.isLiteral && $0.text.contains { "*?[".contains($0) } }) else {
                return nil
            }
            return ShellPattern(parts)
        }
    }

    /// What divides words.
    let separators: String
    /// The words that are complete.
    private(set) var fields: [Field] = []
    private var current: Field?
    private var bytes = 0
    /// Whether blanks ended the last word, so that a sign after them ends no further one.
    private var isAfterBlank = false

    init(separators: String = " \t\n") { self.separators = separators }

    /// Adds text to the word that is being made; quoted text makes one even where it is empty.
    mutating func append(_ text: some StringProtocol, quoted: Bool) throws(ShellProblem) {
        guard quoted || !text.isEmpty else { return }
        bytes += text.utf8.count
        guard bytes <= ArgumentLimits.one else { throw .tooLong }
        if current == nil { current = Field() }
        current?.parts.append((String(text), quoted))
        isAfterBlank = false
    }

    /// Adds text that was not quoted.
    mutating func split(_ text: String) throws(ShellProblem) {
        var rest = text[...]
        while !rest.isEmpty {
            let word = rest.prefix { !separators.contains($0) }
            try append(word, quoted: false)
            rest = rest[word.endIndex...]
            guard let separator = rest.popFirst() else { break }
            if " \t\n".contains(separator) {
                guard current != nil else { continue }
                finish()
                isAfterBlank = true
            } else {
                // A sign ends a word, also an empty one; blanks before it belong to it.
                if current == nil, !isAfterBlank { current = Field() }
                finish()
                isAfterBlank = false
            }
        }
    }

    /// Ends the word that is being made, where there is one.
    mutating func finish() {
        if let current { fields.append(current) }
        current = nil
        bytes = 0
    }
}
