import Canvas

/// Small drawing rules that hold everywhere.
enum Paint {
    /// Colours the glyphs that always mean the same, never the words beside them.
    static func glyphs(_ frame: inout Frame, row: Int, columns: Range<Int>) {
        for column in columns {
            let ink: Ink
            switch frame[row, column].character {
            case "✓": ink = .right
            case "✗": ink = .wrong
            case "•": ink = .attention
            default: continue
            }
            frame.restyle(row: row, columns: column..<(column + 1)) { Style($0.attributes, ink: ink) }
        }
    }
}
