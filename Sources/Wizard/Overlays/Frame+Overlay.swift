import Canvas

extension Frame {
    /// Draws an overlay's box at column 4.
    ///
    /// What stands left and right of it is cleared, so that no words are cut in half.
    mutating func overlay(row: Int, width: Int, rows: Int, title: String) {
        clear(rows: row..<(row + rows), columns: 0..<size.columns)
        box(row: row, column: 3, size: Size(columns: width, rows: rows), title: title)
    }
}
