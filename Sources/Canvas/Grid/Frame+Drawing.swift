extension Frame {
    /// Writes one line of text.
    ///
    /// - Parameters:
    ///   - text: What to write; characters that cannot be drawn appear as `?`, so that text from outside is harmless.
    ///   - row: The row, from 0.
    ///   - column: The first column, from 0.
    ///   - limit: The column at which writing ends, exclusive; nil is the edge of the grid.
    ///   - style: How it looks.
    /// - Returns: The column after the text.
    @discardableResult
    public mutating func write(
        _ text: some StringProtocol, row: Int, column: Int, limit: Int? = nil, style: Style = .plain
    ) -> Int {
        guard row >= 0, row < size.rows else { return column }
        let end = min(limit ?? size.columns, size.columns)
        var column = column
        for character in text {
            let drawn = TextWidth.isDrawable(character) ? character : "?"
            let width = TextWidth.columns(of: drawn)
            if column + width > end { break }
            put(drawn, width: width, row: row, column: column, style: style)
            column += width
        }
        return column
    }

    /// Fills a part of a row with one character.
    public mutating func fill(_ character: Character, row: Int, columns: Range<Int>, style: Style = .plain) {
        for column in columns.clamped(to: 0..<size.columns) {
            put(character, width: 1, row: row, column: column, style: style)
        }
    }

    /// Clears a rectangle.
    public mutating func clear(rows: Range<Int>, columns: Range<Int>) {
        for row in rows.clamped(to: 0..<size.rows) { fill(" ", row: row, columns: columns) }
    }

    /// Draws a box, clears its inside and writes a title into its upper edge.
    ///
    /// - Parameters:
    ///   - row: The row of the upper edge.
    ///   - column: The column of the left edge.
    ///   - size: The outer size; nothing is drawn below 2 by 2.
    ///   - title: Words in the upper edge, after one blank.
    public mutating func box(row: Int, column: Int, size: Size, title: String = "") {
        guard size.columns >= 2, size.rows >= 2 else { return }
        let right = column + size.columns - 1
        let bottom = row + size.rows - 1
        clear(rows: row..<(bottom + 1), columns: column..<(right + 1))
        divider(row: row, column: column, width: size.columns, title: title, left: "┌", right: "┐")
        divider(row: bottom, column: column, width: size.columns, left: "└", right: "┘")
        for line in (row + 1)..<max(row + 1, bottom) {
            put("│", width: 1, row: line, column: column, style: .plain)
            put("│", width: 1, row: line, column: right, style: .plain)
        }
    }

    /// Draws a horizontal edge with its corners and a title.
    public mutating func divider(
        row: Int, column: Int, width: Int, title: String = "", left: Character = "├", right: Character = "┤"
    ) {
        guard width >= 2 else { return }
        fill("─", row: row, columns: column..<(column + width))
        put(left, width: 1, row: row, column: column, style: .plain)
        put(right, width: 1, row: row, column: column + width - 1, style: .plain)
        guard !title.isEmpty, width > 6 else { return }
        write(" " + TextCut.end(title, width - 5) + " ", row: row, column: column + 1, style: .bold)
    }
}
