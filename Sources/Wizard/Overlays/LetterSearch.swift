/// Finds rows by letters: beginnings of words first, then letters in their order.
enum LetterSearch {
    /// How well a row is found; smaller is better.
    enum Rank: Int, Comparable {
        /// It is its key.
        case key
        /// Its name begins with it.
        case name
        /// A word of its name begins with it.
        case word
        /// A word of what else it is called does.
        case other
        /// Its letters begin words of the name, or go on in them.
        case initials
        /// Its letters stand in the name in that order.
        case order

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    /// How a row is found by what was typed.
    ///
    /// - Parameters:
    ///   - text: What was typed, not empty.
    ///   - name: The row's name.
    ///   - key: Its key in words; empty for none.
    ///   - words: What else it is called, for example a code.
    /// - Returns: The rank; nil where it is not found.
    static func rank(_ text: String, name: String, key: String = "", words: String = "") -> Rank? {
        if text == key { return .key }
        let wanted = text.lowercased()
        let lower = name.lowercased()
        if lower.hasPrefix(wanted) { return .name }
        if begins(wanted, in: lower) { return .word }
        if begins(wanted, in: words.lowercased()) || key.lowercased() == wanted { return .other }
        let letters = wanted.filter { $0 != " " }
        if isInOrder(letters, in: lower, atStarts: true) { return .initials }
        return isInOrder(letters, in: lower, atStarts: false) ? .order : nil
    }

    /// The rows that are left, the best first; those that are found better leave out the others.
    ///
    /// - Parameter ranks: The ranks of all rows, in their order.
    /// - Returns: The numbers of the rows.
    static func found(_ ranks: [Rank?]) -> [Int] {
        let best = ranks.compactMap(\.self).filter { $0 != .key }.min()
        let limit: Rank = best.map { $0 <= .other ? .other : $0 } ?? .other
        return ranks.indices.filter { ranks[$0].map { $0 <= limit } ?? false }
            .sorted { (ranks[$0] ?? .order, $0) < (ranks[$1] ?? .order, $1) }
    }

    private static func begins(_ wanted: String, in text: String) -> Bool {
        var isStart = true
        for index in text.indices {
            if isStart, text[index...].hasPrefix(wanted) { return true }
            isStart = !isWord(text[index])
        }
        return false
    }

    /// Whether letters stand in a text in their order; each directly behind the one before or, where that is wanted, at
    /// the beginning of a later word.
    private static func isInOrder(_ letters: String, in text: String, atStarts: Bool) -> Bool {
        var rest = letters[...]
        var isStart = true
        var wasFound = false
        for character in text {
            guard let next = rest.first else { return true }
            let isFound = character == next && (!atStarts || isStart || wasFound)
            if isFound { rest.removeFirst() }
            wasFound = isFound
            isStart = !isWord(character)
        }
        return rest.isEmpty
    }

    private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}
