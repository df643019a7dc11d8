/// Which characters the terminal can show; the twin of every glyph is one cell wide, so the layout is the same.
public enum GlyphSet: Hashable, Sendable, CaseIterable {
    /// Box drawing and the marks `✓ ✗ ▸ · • …`.
    case unicode
    /// ASCII only.
    case ascii

    /// Replaces the product's own glyphs in a finished frame by their twins.
    ///
    /// Other characters outside ASCII, which can only come from names and texts from outside, become `?`.
    public func apply(to frame: inout Frame) {
        guard self == .ascii else { return }
        frame.mapCharacters { GlyphSet.twin(of: $0) }
    }

    /// The twins in a line of text, for line mode.
    public func apply(to text: String) -> String {
        guard self == .ascii else { return text }
        return String(text.map { GlyphSet.twin(of: $0) })
    }

    /// The ASCII twin of a character; itself when it is ASCII.
    public static func twin(of character: Character) -> Character {
        if character.isASCII { return character }
        switch character {
        case "✓": return "v"
        case "✗": return "x"
        case "▸": return ">"
        case "·": return "."
        case "•": return "*"
        case "…": return "~"
        case "─": return "-"
        case "│": return "|"
        case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼": return "+"
        case "−", "–": return "-"
        case "“", "”": return "\""
        case "‘", "’": return "'"
        default: return "?"
        }
    }
}
