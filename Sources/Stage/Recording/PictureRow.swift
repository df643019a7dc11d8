import Canvas

/// One row of a frame as SVG: grounds of what is reversed, lines of boxes, then text.
struct PictureRow {
    private let cells: [Cell]
    private let cursor: Int?

    /// A row of cells; with the column of the cursor, where it is shown.
    init(_ cells: [Cell], cursor: Int?) {
        self.cells = cells
        self.cursor = cursor
    }

    /// The elements; empty for a blank row.
    var drawing: String {
        var grounds = ""
        var lines = ""
        var texts = ""
        for run in runs {
            let style = cells[run.lowerBound].style
            if style.attributes.contains(.reverse) {
                grounds += "<rect class=\"\(Self.ink(style) ?? "f")\" x=\"\(PictureSheet.x(run.lowerBound))\" y=\"0\" "
                grounds += "width=\"\(PictureSheet.x(run.count))\" height=\"\(PictureSheet.line.edge)\"/>"
            } else {
                lines += path(run, style)
            }
            texts += text(run, style)
        }
        if let cursor {
            lines += "<rect class=\"f\" x=\"\(PictureSheet.x(cursor))\" y=\"1\" width=\"2\" height=\"18\"/>"
        }
        return grounds + lines + texts
    }

    /// Columns that look alike, one after the other.
    private var runs: [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        for column in cells.indices where column > start {
            if cells[column].width == 0 || cells[column].style == cells[start].style { continue }
            runs.append(start..<column)
            start = column
        }
        if start < cells.count { runs.append(start..<cells.count) }
        return runs
    }

    // MARK: Text

    private func text(_ run: Range<Int>, _ style: Style) -> String {
        let isReversed = style.attributes.contains(.reverse)
        // Blanks around are not drawn, but for underlined ones.
        let isBlank = { (column: Int) in
            !style.attributes.contains(.underline) && self.letters(column, isReversed) == " "
        }
        guard let start = run.first(where: { !isBlank($0) }), let last = run.last(where: { !isBlank($0) }) else {
            return ""
        }
        let end = last + 1
        var classes: [String] = []
        if style.attributes.contains(.bold) { classes.append("b") }
        if style.attributes.contains(.underline) { classes.append("u") }
        if isReversed { classes.append("n") } else if let ink = Self.ink(style) { classes.append(ink) }
        let content = (start..<end).map { letters($0, isReversed) }.joined()
        let look = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
        return "<text\(look) x=\"\(PictureSheet.x(start))\" y=\"\(PictureSheet.line.letters)\" "
            + "textLength=\"\(PictureSheet.x(end - start))\" lengthAdjust=\"spacingAndGlyphs\">"
            + Self.escaped(content) + "</text>"
    }

    /// What is written in a cell; a blank for the lines of boxes, which are drawn.
    private func letters(_ column: Int, _ isReversed: Bool) -> String {
        let cell = cells[column]
        if cell.width == 0 { return "" }
        if !isReversed, Self.arms[cell.character] != nil { return " " }
        return String(cell.character)
    }

    /// The class of a style's colour; nil for the usual one.
    private static func ink(_ style: Style) -> String? {
        let ink = style.attributes.contains(.dim) ? Ink.dim : style.ink
        return ink == .default ? nil : "i\(ink.rawValue)"
    }

    // MARK: Lines

    private static let left = 1
    private static let right = 2
    private static let up = 4
    private static let down = 8

    /// Where the lines of a box character go from its middle.
    private static let arms: [Character: Int] = [
        "─": left | right, "│": up | down, "┌": right | down, "┐": left | down, "└": right | up, "┘": left | up,
        "├": up | down | right, "┤": up | down | left, "┬": left | right | down, "┴": left | right | up,
        "┼": left | right | up | down,
    ]

    private func path(_ run: Range<Int>, _ style: Style) -> String {
        var path = ""
        var column = run.lowerBound
        while column < run.upperBound {
            guard let arms = Self.arms[cells[column].character] else {
                column += 1
                continue
            }
            path += upright(arms, column)
            // One line as far as it goes.
            guard arms & (Self.left | Self.right) != 0 else {
                column += 1
                continue
            }
            let from = arms & Self.left != 0 ? PictureSheet.x(column) : PictureSheet.middle(column)
            var end = column
            while Self.goes(Self.right, cells[end]), end + 1 < run.upperBound, Self.goes(Self.left, cells[end + 1]) {
                end += 1
                path += upright(Self.arms[cells[end].character] ?? 0, end)
            }
            let to = Self.goes(Self.right, cells[end]) ? PictureSheet.x(end + 1) : PictureSheet.middle(end)
            path += "M\(from) \(PictureSheet.line.middle)H\(to)"
            column = end + 1
        }
        if path.isEmpty { return "" }
        return "<path class=\"\(Self.ink(style).map { "k " + $0 } ?? "k")\" d=\"\(path)\"/>"
    }

    private static func goes(_ arm: Int, _ cell: Cell) -> Bool { (arms[cell.character] ?? 0) & arm != 0 }

    private func upright(_ arms: Int, _ column: Int) -> String {
        guard arms & (Self.up | Self.down) != 0 else { return "" }
        let from = arms & Self.up != 0 ? 0 : PictureSheet.line.middle
        let to = arms & Self.down != 0 ? PictureSheet.line.edge : PictureSheet.line.middle
        return "M\(PictureSheet.middle(column)) \(from)V\(to)"
    }

    /// Text as XML has it; what XML cannot hold is not drawn either.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n", "\t": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: escaped += "?"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
