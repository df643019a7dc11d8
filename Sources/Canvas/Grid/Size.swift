/// The size of a screen or of a part of it, in terminal cells.
public struct Size: Hashable, Sendable {
    /// Number of columns, never negative.
    public var columns: Int
    /// Number of rows, never negative.
    public var rows: Int

    /// Makes a size; negative numbers become zero.
    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    /// Whether nothing can be drawn.
    public var isEmpty: Bool { columns == 0 || rows == 0 }
}

/// A cell of the screen, counted from zero at the top left.
public struct Position: Hashable, Sendable {
    /// The row, 0 at the top.
    public var row: Int
    /// The column, 0 at the left.
    public var column: Int

    /// Makes a position.
    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}
