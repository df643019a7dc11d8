/// A whole screen: a grid of cells, and where the cursor stands.
///
/// Drawing outside the grid is ignored, so that a layout never has to care about its limits.
public struct Frame: Hashable, Sendable {
    /// The size of the grid.
    public let size: Size
    /// All cells, row by row.
    public private(set) var cells: [Cell]
    /// Where the hardware cursor is parked: on the focus, because screen readers and braille displays follow it.
    public var cursor: Position?
    /// Whether the cursor is shown, which it is in text fields only.
    public var cursorVisible = false
    /// Whether presses and the wheel are wanted; else the terminal selects text with them.
    public var wantsMouse = false
    /// Texts of which only a part was drawn, whole, in the order in which they were drawn.
    public private(set) var cuts: [CutText] = []

    /// Makes an empty frame.
    public init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: size.columns * size.rows)
    }

    /// The cell at a place; a blank outside the grid.
    public subscript(row: Int, column: Int) -> Cell {
        guard contains(row, column) else { return .blank }
        return cells[row * size.columns + column]
    }

    /// The cells of one row; none outside the grid.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        guard row >= 0, row < size.rows else { return [] }
        return cells[(row * size.columns)..<((row + 1) * size.columns)]
    }

    /// The text of one row without its trailing blanks.
    public func text(ofRow row: Int) -> String {
        var text = ""
        for cell in self.row(row) where cell.width > 0 { text.append(cell.character) }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// The text of all rows, without trailing blanks, each ended by a newline.
    public var text: String {
        (0..<size.rows).map { text(ofRow: $0) + "\n" }.joined()
    }

    /// Puts one character into the grid, repairing a wide character that it cuts in half.
    public mutating func put(_ character: Character, width: Int, row: Int, column: Int, style: Style) {
        guard contains(row, column), width > 0, column + width <= size.columns else { return }
        let index = row * size.columns + column
        if cells[index].width == 0, column > 0 { cells[index - 1] = Cell(" ", style: cells[index - 1].style) }
        let end = column + width
        if end < size.columns, cells[index + width].width == 0 {
            cells[index + width] = Cell(" ", style: cells[index + width].style)
        }
        cells[index] = Cell(character, width: UInt8(width), style: style)
        if width == 2 { cells[index + 1] = Cell(" ", width: 0, style: style) }
    }

    /// Gives the cells of a part of one row another style, by a function of the style they have.
    public mutating func restyle(row: Int, columns: Range<Int>, _ change: (Style) -> Style) {
        guard row >= 0, row < size.rows else { return }
        for column in columns.clamped(to: 0..<size.columns) {
            let index = row * size.columns + column
            cells[index].style = change(cells[index].style)
        }
    }

    /// Replaces every character by a function of it; the result must be as wide as what it replaces.
    public mutating func mapCharacters(_ change: (Character) -> Character) {
        for index in cells.indices where cells[index].width == 1 {
            cells[index].character = change(cells[index].character)
        }
    }

    /// Remembers that a row shows only a part of a text.
    public mutating func note(cut text: String, row: Int) {
        cuts.append(CutText(text: ShownText.of(text), row: row))
    }

    /// Forgets the cuts of rows that something else is drawn over.
    mutating func forgetCuts(_ rows: Range<Int>) { cuts.removeAll { rows.contains($0.row) } }

    private func contains(_ row: Int, _ column: Int) -> Bool {
        row >= 0 && column >= 0 && row < size.rows && column < size.columns
    }
}

/// A text of which a frame shows only a part.
public struct CutText: Hashable, Sendable {
    /// The whole text.
    public var text: String
    /// The row on which a part of it stands.
    public var row: Int
}

/// One cell of the screen.
public struct Cell: Hashable, Sendable {
    /// What stands in the cell; a blank in the second half of a wide character.
    public var character: Character
    /// Columns that the character takes: 1 or 2; 0 for the second half of a wide character, which is not written.
    public var width: UInt8
    /// How it looks.
    public var style: Style

    /// Makes a cell.
    public init(_ character: Character, width: UInt8 = 1, style: Style = .plain) {
        self.character = character
        self.width = width
        self.style = style
    }

    /// An empty cell.
    public static let blank = Cell(" ")
}
