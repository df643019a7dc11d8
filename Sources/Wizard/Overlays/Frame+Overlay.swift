import Canvas

extension Frame {
    /// Draws an overlay's box at column 4.
    ///
    /// What stands left and right of it is cleared, so that no words are cut in half.
    mutating func overlay(row: Int, width: Int, rows: Int, title: String) {
        clear(rows: row..<(row + rows), columns: 0..<size.columns)
        box(row: row, column: 3, size: Size(columns: width, rows: rows), title: title)
    }

    /// Draws what is searched for in an overlay's list, with the cursor in it while somebody types there.
    mutating func overlaySearch(_ search: LineEditor, row: Int, width: Int, isTyping: Bool) {
        let start = write("/ ", row: row, column: 5)
        let window = search.window(width - 8)
        write(window.text, row: row, column: start, style: .edited)
        guard isTyping else { return }
        cursor = Position(row: row, column: start + window.cursor)
        cursorVisible = true
    }
}
