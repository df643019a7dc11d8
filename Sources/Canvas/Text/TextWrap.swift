/// Breaks prose into lines at blanks; a word that is longer than a line is broken where the line ends.
public enum TextWrap {
    /// The lines of a text; newlines in it are kept, and leading blanks of a paragraph are kept on its first line.
    public static func lines(_ text: String, _ columns: Int) -> [String] {
        guard columns > 0 else { return [] }
        return ShownText.of(text).split(separator: "\n", omittingEmptySubsequences: false).flatMap {
            paragraph($0, columns)
        }
    }

    private static func paragraph(_ text: Substring, _ columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        var isFresh = true
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            var rest = String(word)
            let width = TextWidth.drawn(rest)
            let gap = isFresh ? 0 : 1
            if used + gap + width <= columns {
                if !isFresh { line += " " }
                line += rest
                used += gap + width
                isFresh = false
                continue
            }
            if !isFresh, !line.isEmpty { lines.append(trimmed(line)) }
            while TextWidth.drawn(rest) > columns {
                let head = TextCut.prefix(rest, columns)
                guard !head.isEmpty else { break }
                lines.append(head)
                rest.removeFirst(head.count)
            }
            line = rest
            used = TextWidth.drawn(rest)
            isFresh = rest.isEmpty
        }
        lines.append(trimmed(line))
        return lines
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
