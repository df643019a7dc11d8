extension Frame {
    /// Writes one line of text.
    ///
    /// Where there is no room for all of it, `…` stands for what is missing, and ``cuts`` holds the whole.
    ///
    /// - Parameters:
    ///   - text: What to write; characters that cannot be drawn appear as `?`, so that text from outside is harmless.
    ///   - row: The row, from 0.
    ///   - column: The first column, from 0.
    ///   - limit: The column at which writing ends, exclusive; nil is the edge of the grid.
    ///   - style: How it looks.
    ///   - cut: Where it loses what there is no room for.
    /// - Returns: The column after the text.
    @discardableResult
    public mutating func write(
        _ text: some StringProtocol, row: Int, column: Int, limit: Int? = nil, style: Style = .plain,
        cut: TextCut.Place = .end
    ) -> Int {
        guard row >= 0, row < size.rows else { return column }
        guard !ShownText.isInForce else {
            return write(
                shown: ShownText.of(String(text)), row: row, column: column, limit: limit, style: style, cut: cut)
        }
        return write(shown: text, row: row, column: column, limit: limit, style: style, cut: cut)
    }

    /// Writes a text that may be shown as it stands.
    private mutating func write(
        shown text: some StringProtocol, row: Int, column: Int, limit: Int?, style: Style, cut: TextCut.Place
    ) -> Int {
        let end = min(limit ?? size.columns, size.columns)
        let room = max(0, end - column)
        guard text.utf8.count > room, Self.columns(text) > room else {
            return draw(text, row: row, column: column, style: style)
        }
        note(cut: String(text), row: row)
        // As it is drawn, so that what is cut is as wide as what is seen.
        let drawn = String(text.map { TextWidth.isDrawable($0) ? $0 : "?" })
        return draw(cut.apply(drawn, room), row: row, column: column, style: style)
    }

    private static func columns(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + TextWidth.columns(of: TextWidth.isDrawable($1) ? $1 : "?") }
    }

    private mutating func draw(_ text: some StringProtocol, row: Int, column: Int, style: Style) -> Int {
        var column = column
        for character in text {
            let drawn = TextWidth.isDrawable(character) ? character : "?"
            let width = TextWidth.columns(of: drawn)
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
        if columns.lowerBound <= 0, columns.upperBound >= size.columns { forgetCuts(rows) }
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
        let end = write(title, row: row, column: column + 2, limit: column + width - 3, style: .bold)
        put(" ", width: 1, row: row, column: column + 1, style: .bold)
        put(" ", width: 1, row: row, column: end, style: .bold)
    }
}
