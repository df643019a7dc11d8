import Canvas
import Design

/// Draws the body of a screen from top to bottom and remembers where the focus is.
///
/// It draws on a frame that is taller than the screen; what is shown is the part around the focus.
struct Pen {
    private(set) var frame: Frame
    var row = 0
    let layout: BodyLayout
    let focus: ItemID?
    private(set) var focusRows: ClosedRange<Int>?
    private(set) var cursor: Position?
    private(set) var cursorVisible = false
    /// Where items are drawn, for the mouse.
    private(set) var targets: [(item: ItemID, row: Int, columns: Range<Int>)] = []
    /// The last row on which something was drawn.
    private(set) var lastRow = 0

    init(layout: BodyLayout, focus: ItemID?) {
        self.layout = layout
        self.focus = focus
        frame = Frame(size: Size(columns: layout.width, rows: max(layout.rows, 96)))
    }

    mutating func blank() { row += 1 }

    /// Writes one line; glyphs with a meaning get their colour.
    mutating func line(_ text: String, column: Int? = nil, style: Style = .plain) {
        put(text, column ?? layout.label, style)
        advance()
    }

    /// Writes prose, broken into lines.
    mutating func prose(_ text: String, column: Int? = nil) {
        let start = column ?? layout.label
        for line in TextWrap.lines(text, min(layout.width - 1, 100) - start) { self.line(line, column: start) }
    }

    /// Writes a text on the current row, without going on.
    @discardableResult
    mutating func put(
        _ text: String, _ column: Int, _ style: Style = .plain, limit: Int? = nil, cut: TextCut.Place = .end
    ) -> Int {
        lastRow = max(lastRow, row)
        let end = min(limit ?? layout.width - 1, layout.width - 1)
        let next = frame.write(text, row: row, column: column, limit: end, style: style, cut: cut)
        Paint.glyphs(&frame, row: row, columns: column..<max(column, next))
        return next
    }

    /// Writes words of the program's own on the current row: whatever is masked, they stay.
    @discardableResult
    mutating func label(_ text: String, _ column: Int, _ style: Style = .plain, limit: Int? = nil) -> Int {
        ShownText.own { put(text, column, style, limit: limit) }
    }

    /// Writes a mark in its colour.
    mutating func mark(_ mark: Mark, _ column: Int) {
        lastRow = max(lastRow, row)
        frame.write(String(mark.glyph), row: row, column: column, style: mark.style)
    }

    /// Writes a marked line.
    mutating func line(_ mark: Mark, _ text: String, column: Int? = nil) {
        let start = column ?? layout.label
        self.mark(mark, start)
        put(text, start + 2)
        advance()
    }

    /// Remembers that the current row shows only a part of a text.
    mutating func note(cut text: String) { frame.note(cut: text, row: row) }

    /// Takes a part of the current row as an item: a click on it puts the focus there, and the focus shows.
    mutating func item(_ id: ItemID, _ columns: Range<Int>, arrow: Int = 1, cursor column: Int? = nil) {
        targets.append((id, row, columns))
        if focus == id { focusHere(columns, arrow: arrow, cursor: column) }
    }

    /// Takes a part of the current row for clicks.
    mutating func target(_ id: ItemID, _ columns: Range<Int>) { targets.append((id, row, columns)) }

    /// Marks a part of the current row as the focused item.
    mutating func focusHere(_ columns: Range<Int>, arrow: Int = 1, cursor column: Int? = nil, isText: Bool = false) {
        frame.write("▸", row: row, column: arrow, style: .bold)
        focusRows = row...row
        cursor = Position(row: row, column: column ?? columns.lowerBound)
        cursorVisible = isText
        if !isText { frame.restyle(row: row, columns: columns) { $0.adding(.reverse) } }
    }

    /// Shows the focus over the whole width of its row.
    mutating func stretchFocus() {
        guard let rows = focusRows else { return }
        for row in rows {
            frame.restyle(row: row, columns: layout.label..<(layout.width - 1)) { Style($0.attributes.union(.reverse)) }
        }
    }

    /// Parks the cursor where nothing has the focus.
    mutating func park(_ column: Int) { cursor = Position(row: row, column: column) }

    mutating func advance() {
        lastRow = max(lastRow, row)
        row += 1
    }

    /// Draws a box at the current row and goes to its first inner row.
    mutating func box(column: Int, width: Int, rows: Int, title: String = "") {
        frame.box(row: row, column: column, size: Size(columns: width, rows: rows), title: title)
        lastRow = max(lastRow, row + rows - 1)
    }

    /// Changes the style of a part of a row.
    mutating func restyle(row: Int, _ columns: Range<Int>, _ change: (Style) -> Style) {
        frame.restyle(row: row, columns: columns, change)
    }

    /// Puts one glyph anywhere, for drawings.
    mutating func glyph(_ character: Character, row: Int, column: Int, style: Style = .plain) {
        frame.put(character, width: 1, row: row, column: column, style: style)
        lastRow = max(lastRow, row)
    }
}
