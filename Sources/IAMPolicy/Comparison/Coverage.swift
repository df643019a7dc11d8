/// Whether one pattern takes in everything that another one does.
enum Coverage {
    /// What stands in for a `*` of the narrower pattern: nothing, one character, more than any pattern counts.
    private static let stands = ["", "\u{1}", String(repeating: "\u{1}", count: 200)]

    static func some(_ patterns: Set<String>, cover text: String) -> Bool {
        patterns.contains(text) || patterns.contains { covers($0, text) }
    }

    /// Sound but not complete: true only when the wider pattern fits every way the narrower one can be filled.
    private static func covers(_ wider: String, _ narrower: String) -> Bool {
        let wildcard = Wildcard(wider)
        return stands.allSatisfy { stand in
            let filled = narrower.map { character -> String in
                switch character {
                case "*": stand
                case "?": "\u{1}"
                default: String(character)
                }
            }
            return wildcard.matches(filled.joined())
        }
    }
}
