import Canvas

/// Breaking lines for people: between words only, with the rest below where the text began.
enum LineWrap {
    /// The fewest columns that are left for text, however far it is indented.
    private static let least = 16

    /// The lines of a text.
    ///
    /// A word is never broken: an ARN, a URL or an address that is longer than the line stays whole, to be copied.
    /// Blanks inside a line stay as they are, so that the columns of a table keep their places.
    ///
    /// - Parameters:
    ///   - text: One line.
    ///   - columns: The most columns of a line; nil leaves the text as it is.
    ///   - hanging: The columns before every line but the first.
    ///   - end: What stands at the end of every line but the last: ` \` in commands.
    /// - Returns: At least one line.
    static func lines(_ text: String, columns: Int?, hanging: Int, end: String = "") -> [String] {
        guard let columns, TextWidth.columns(text) > columns else { return [text] }
        let hanging = min(hanging, max(0, columns - least))
        let limit = columns - TextWidth.columns(end)
        var lines: [String] = []
        var line = ""
        var used = 0
        var hasWord = false
        for piece in pieces(text) {
            let width = TextWidth.columns(piece.word)
            let gap = TextWidth.columns(piece.blanks)
            if hasWord, used + gap + width > limit {
                lines.append(line + end)
                // A long value moves to the left before it sticks out.
                let margin = max(min(hanging, limit - width), min(hanging, 2))
                line = String(repeating: " ", count: margin) + piece.word
                used = margin + width
            } else {
                line += piece.blanks + piece.word
                used += gap + width
            }
            hasWord = true
        }
        return lines + [line]
    }

    /// The words of a text, each with the blanks before it.
    private static func pieces(_ text: String) -> [(blanks: String, word: String)] {
        var pieces: [(blanks: String, word: String)] = []
        var rest = text[...]
        while !rest.isEmpty {
            let blanks = rest.prefix { $0 == " " }
            rest = rest[blanks.endIndex...]
            let word = rest.prefix { $0 != " " }
            rest = rest[word.endIndex...]
            pieces.append((String(blanks), String(word)))
        }
        return pieces
    }

    /// A command for a shell in lines that can be pasted as they are: broken between its words only.
    ///
    /// - Parameters:
    ///   - command: The command on one line.
    ///   - columns: The most columns of a line; nil leaves the command on one.
    ///   - hanging: The columns before every line but the first.
    /// - Returns: At least one line.
    static func command(_ command: String, columns: Int?, hanging: Int) -> [String] {
        guard let columns, TextWidth.columns(command) > columns, let words = shellWords(command) else {
            return [command]
        }
        let hanging = min(hanging, max(0, columns - least))
        var lines: [String] = []
        var line = ""
        for word in groups(words) {
            if line.isEmpty {
                line = word
            } else if TextWidth.columns(line) + 1 + TextWidth.columns(word) + 2 <= columns {
                line += " " + word
            } else {
                lines.append(line + " \\")
                line = String(repeating: " ", count: hanging) + word
            }
        }
        return lines + [line]
    }

    /// Words with an option and its value together, so that a line break does not part them.
    private static func groups(_ words: [String]) -> [String] {
        var groups: [String] = []
        var isOpen = false
        for word in words {
            if isOpen, !word.hasPrefix("-") {
                groups[groups.count - 1] += " " + word
                isOpen = false
            } else {
                groups.append(word)
                isOpen = word.hasPrefix("--") && !word.contains("=")
            }
        }
        return groups
    }

    /// The words of a command as they are written, quotes and all; nil where a quote stays open or a line ends inside.
    private static func shellWords(_ command: String) -> [String]? {
        var words: [String] = []
        var word = ""
        var quote: Character?
        var isEscaped = false
        for character in command {
            if character == "\n" { return nil }
            if isEscaped {
                isEscaped = false
                word.append(character)
            } else if let open = quote {
                word.append(character)
                if character == "\\", open == "\"" { isEscaped = true }
                if character == open { quote = nil }
            } else if character == " " {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
                if character == "'" || character == "\"" { quote = character }
                if character == "\\" { isEscaped = true }
            }
        }
        guard quote == nil, !isEscaped else { return nil }
        return word.isEmpty ? words : words + [word]
    }
}
