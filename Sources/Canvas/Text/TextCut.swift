/// Fits text into columns, by cutting at the end or in the middle; what is cut is marked by `…`.
public enum TextCut {
    /// Where a text that is too long loses a part.
    public enum Place: Hashable, Sendable {
        /// At its end.
        case end
        /// In its middle, because both ends matter.
        case middle

        func apply(_ text: String, _ columns: Int) -> String {
            self == .end ? TextCut.end(text, columns) : TextCut.middle(text, columns)
        }
    }

    /// The text, cut at the end when it is too long.
    public static func end(_ text: String, _ columns: Int) -> String {
        guard columns > 0 else { return "" }
        let text = ShownText.of(text)
        if text.utf8.count <= columns || TextWidth.drawn(text) <= columns { return text }
        return prefix(text, columns - 1) + "…"
    }

    /// The text, cut in the middle when it is too long, because both ends matter (ARNs, issuers).
    public static func middle(_ text: String, _ columns: Int) -> String {
        guard columns > 0 else { return "" }
        let text = ShownText.of(text)
        if text.utf8.count <= columns || TextWidth.drawn(text) <= columns { return text }
        let head = columns / 2
        return prefix(text, head) + "…" + suffix(text, columns - head - 1)
    }

    /// The text followed by blanks up to the columns; cut at the end when it is too long.
    public static func padded(_ text: String, _ columns: Int) -> String {
        let cut = end(text, columns)
        return cut + String(repeating: " ", count: max(0, columns - TextWidth.drawn(cut)))
    }

    /// As many leading clusters as fit.
    public static func prefix(_ text: String, _ columns: Int) -> String {
        var result = ""
        var used = 0
        for character in text {
            used += TextWidth.columns(of: character)
            if used > columns { break }
            result.append(character)
        }
        return result
    }

    /// As many trailing clusters as fit.
    public static func suffix(_ text: String, _ columns: Int) -> String {
        var result: [Character] = []
        var used = 0
        for character in text.reversed() {
            used += TextWidth.columns(of: character)
            if used > columns { break }
            result.append(character)
        }
        return String(result.reversed())
    }
}
