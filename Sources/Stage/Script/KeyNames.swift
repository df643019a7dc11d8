public import Canvas

extension Key {
    /// The keys that have a name, with that name as the program's footers write it.
    private static let named: [String: Key] = {
        let keys: [Key] =
            [
                .enter, .tab, .backTab, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .delete,
                .backspace, .character(" "),
            ] + (1...12).map(Key.function) + "abcdefghijklmnopqrstuvwxyz".map(Key.control)
        return Dictionary(keys.map { ($0.words, $0) }) { first, _ in first }
    }()

    /// The key of a name.
    ///
    /// - Parameter name: the name as footers write it: `Enter`, `Esc`, `PgUp`, `Space`, `Ctrl-O`, `F1`, or one visible
    ///   character of ASCII.
    public init?(named name: String) {
        if let key = Key.named[name] {
            self = key
        } else if name.unicodeScalars.count == 1, let character = name.first, "!"..."~" ~= character {
            self = .character(character)
        } else {
            return nil
        }
    }

    /// The name that somebody probably meant.
    ///
    /// - Parameter name: what was written: `ESC`, `Return`, `ctrl+o`.
    /// - Returns: the name as footers write it; nil where none is near.
    static func name(near name: String) -> String? {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        let others = [
            "return": "Enter", "escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn", "delete": "Del", "blank": "Space",
            "spacebar": "Space", "backtab": "Shift-Tab", "arrowup": "Up", "arrowdown": "Down", "arrowleft": "Left",
            "arrowright": "Right",
        ]
        return others[plain] ?? named.keys.first { $0.lowercased().filter { $0.isLetter || $0.isNumber } == plain }
    }
}

extension StageScript.Press {
    /// What is pressed, as a presenter reads it: `Enter`, `"prod"`, `Actions: Send again`.
    public var words: String {
        switch self {
        case .key(let key): key.words
        case .text(let text): "\"\(text)\""
        case .action(let name): "Actions: \(name)"
        }
    }

    /// Presses in words, with a comma between them; repeats are counted: `a, Enter 3×`.
    public static func words(_ presses: [Self]) -> String {
        var parts: [(words: String, count: Int)] = []
        for press in presses {
            if let last = parts.last, last.words == press.words {
                parts[parts.count - 1].count += 1
            } else {
                parts.append((press.words, 1))
            }
        }
        return parts.map { $0.count > 1 ? "\($0.words) \($0.count)×" : $0.words }.joined(separator: ", ")
    }
}
