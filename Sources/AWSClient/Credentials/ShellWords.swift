/// Splits a command line into words as a POSIX shell does, without running one (as Python's `shlex.split`).
enum ShellWords {
    /// The words, or nil when a quotation or an escape is left open.
    static func split(_ line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var index = line.startIndex
        while index < line.endIndex {
            let character = line[index]
            index = line.index(after: index)
            switch (quote, character) {
            case (nil, _) where character.isWhitespace:
                if let done = word { words.append(done) }
                word = nil
            case (nil, "'"), (nil, "\""):
                quote = character
                word = word ?? ""
            case ("'", "'"), ("\"", "\""): quote = nil
            case (nil, "\\"):
                guard index < line.endIndex else { return nil }
                word = (word ?? "") + String(line[index])
                index = line.index(after: index)
            case ("\"", "\\"):
                guard index < line.endIndex else { return nil }
                let next = line[index]
                // Inside double quotes a backslash escapes only itself and the quote.
                if next != "\"" && next != "\\" { word = (word ?? "") + "\\" }
                word = (word ?? "") + String(next)
                index = line.index(after: index)
            default: word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { return nil }
        if let word { words.append(word) }
        return words
    }
}
