/// Names that policies write with `*` and `?`, and what follows from them for masks.
///
/// A mask has to be met by the same patterns as its value, so that a policy judges both alike.
struct WildcardNames: Hashable, Sendable {
    private var patterns: Set<String> = []

    /// Whether a text has a wildcard and something else besides.
    static func isPattern(_ text: String) -> Bool {
        text.utf8.contains(where: isWildcard) && !text.utf8.allSatisfy(isWildcard)
    }

    /// Whether a text is nothing but wildcards.
    static func isOpen(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isWildcard) }

    /// The patterns, which stay readable in what is masked.
    var all: [String] { patterns.sorted() }

    mutating func add(_ pattern: String) { patterns.insert(pattern) }

    /// A mask that every pattern meets as it meets the value.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - mask: The mask that it would have without patterns.
    /// - Returns: That mask, or one that begins or ends like a pattern; the value itself where none fits.
    func fitted(_ value: String, _ mask: String) -> String {
        guard !patterns.isEmpty else { return mask }
        let met = patterns.filter { Self.matches($0, value) }.sorted()
        let candidates = [mask] + met.map { Self.filled($0, mask) } + ["x", "q", "z"].map { $0 + mask }
        return candidates.first { candidate in
            patterns.allSatisfy { Self.matches($0, candidate) == met.contains($0) }
        } ?? value
    }

    /// The pattern with a text in place of its first `*`, nothing in place of the others, and a letter for each `?`.
    private static func filled(_ pattern: String, _ text: String) -> String {
        var result = ""
        var isFilled = false
        for character in pattern {
            switch character {
            case "*":
                if !isFilled { result += text }
                isFilled = true
            case "?": result += "x"
            default: result.append(character)
            }
        }
        return result
    }

    /// Whether a text has the form of a pattern, case included.
    static func matches(_ pattern: String, _ text: String) -> Bool {
        let (pattern, text) = (Array(pattern.utf8), Array(text.utf8))
        var (place, index) = (0, 0)
        var star: (place: Int, index: Int)?
        while index < text.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place, index)
                place += 1
            } else if place < pattern.count, pattern[place] == UInt8(ascii: "?") || pattern[place] == text[index] {
                place += 1
                index += 1
            } else if let last = star {
                star = (last.place, last.index + 1)
                (place, index) = (last.place + 1, last.index + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    private static func isWildcard(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") }
}
