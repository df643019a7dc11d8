public import Canvas

extension Key {
    /// The key as a presenter reads it: `Enter`, `a`, `Ctrl-O`.
    public var words: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .enter: "Enter"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .escape: "Esc"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .delete: "Del"
        case .backspace: "Backspace"
        case .control(let letter): "Ctrl-\(letter.uppercased())"
        case .paste: "paste"
        case .function(let number): "F\(number)"
        case .mouse: "click"
        }
    }

    /// Keys in words: repeats are counted, and what is typed letter by letter stands as one word.
    public static func words(_ keys: some Collection<Key>) -> String {
        var parts: [(word: String, count: Int, isTyped: Bool)] = []
        for key in keys {
            let word = key.words
            if case .character(let character) = key, character != " ", let last = parts.last, last.isTyped {
                parts[parts.count - 1].word.append(character)
            } else if let last = parts.last, last.word == word, !last.isTyped {
                parts[parts.count - 1].count += 1
            } else if case .character(let character) = key, character != " " {
                parts.append((word, 1, true))
            } else {
                parts.append((word, 1, false))
            }
        }
        return parts.map { $0.count > 1 ? "\($0.word) \($0.count) times" : $0.word }.joined(separator: ", ")
    }
}
