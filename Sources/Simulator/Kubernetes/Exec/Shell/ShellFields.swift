/// Words of a command while variables are filled in: what was not quoted falls apart at its blanks.
struct ShellFields {
    /// The words that are complete.
    private(set) var words: [String] = []
    private var current: String?

    /// Adds text to the word that is being made; quoted text makes one even where it is empty.
    mutating func append(_ text: some StringProtocol, makesWord: Bool) throws(ShellProblem) {
        guard makesWord || !text.isEmpty else { return }
        var word = current ?? ""
        // Nobody else may hold the text that grows.
        current = nil
        guard word.utf8.count + text.utf8.count <= ArgumentLimits.one else { throw .tooLong }
        word += text
        current = word
    }

    /// Adds text that was not quoted.
    mutating func split(_ text: String) throws(ShellProblem) {
        var rest = text[...]
        while !rest.isEmpty {
            let word = rest.prefix { !" \t\n".contains($0) }
            try append(word, makesWord: false)
            rest = rest[word.endIndex...]
            let blanks = rest.prefix { " \t\n".contains($0) }
            if !blanks.isEmpty { finish() }
            rest = rest[blanks.endIndex...]
        }
    }

    /// Ends the word that is being made, where there is one.
    mutating func finish() {
        if let current { words.append(current) }
        current = nil
    }
}
