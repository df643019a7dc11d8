import Canvas

extension Frame {
    /// Draws an overlay's box at column 4 and clears what stands left and right of it.
    mutating func overlay(row: Int, width: Int, rows: Int, title: String) {
        clear(rows: row..<(row + rows), columns: 0..<(width + 6))
        box(row: row, column: 3, size: Size(columns: width, rows: rows), title: title)
    }
}
