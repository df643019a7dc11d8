public import Canvas

/// What a terminal is sent so that it shows one frame after another.
///
/// The control sequences are those of ECMA-48 that every terminal like xterm takes: CUP, EL, ED, SGR, and DECTCEM for
/// the cursor. They depend on nothing but the frames and the colours, not on `TERM`, curses or the time: what is
/// recorded on one terminal plays on any other, and the same frames give the same bytes.
public enum FrameBytes {
    /// The text to send.
    ///
    /// - Parameters:
    ///   - before: What the terminal shows; nil, or another size, draws all of it anew.
    ///   - after: What it is to show.
    ///   - depth: The colours that it has.
    /// - Returns: The text, its control sequences included; empty where nothing differs.
    public static func between(_ before: Frame?, and after: Frame, depth: ColorDepth) -> String {
        let known = before.flatMap { $0.size == after.size ? $0 : nil }
        var pen = FramePen(size: after.size, depth: depth)
        if known == nil { pen.clear() }
        let old = known ?? Frame(size: after.size)
        for row in 0..<after.size.rows { pen.draw(after.row(row), over: old.row(row), row: row) }
        pen.park(at: place(of: after), unless: known.map(place(of:)))
        if known?.cursorVisible != after.cursorVisible { pen.show(cursor: after.cursorVisible) }
        return pen.text
    }

    /// What gives the terminal back after a frame: the cursor is seen, below what was drawn, and the frame stays.
    public static func end(of frame: Frame) -> String { "\u{1B}[\(max(frame.size.rows, 1));1H\u{1B}[?25h" }

    /// Where the cursor of a frame stands, inside of it.
    static func place(of frame: Frame) -> Position {
        let cursor = frame.cursor ?? Position(row: 0, column: 0)
        return Position(
            row: min(max(cursor.row, 0), max(frame.size.rows - 1, 0)),
            column: min(max(cursor.column, 0), max(frame.size.columns - 1, 0)))
    }
}

/// Writes cells, and knows where the terminal's own pen stands and how it writes.
private struct FramePen {
    let size: Size
    let depth: ColorDepth
    private(set) var text = ""
    /// Where the next character goes; nil where terminals do not agree on it.
    private var place: Position?
    private var style = Style.plain

    init(size: Size, depth: ColorDepth) {
        self.size = size
        self.depth = depth
    }

    mutating func clear() { text += "\u{1B}[0m\u{1B}[2J" }

    mutating func draw(_ cells: ArraySlice<Cell>, over old: ArraySlice<Cell>, row: Int) {
        let cells = Array(cells)
        let old = Array(old)
        if cells == old { return }
        let end = (cells.lastIndex { $0 != .blank } ?? -1) + 1
        for column in 0..<end where cells[column].width > 0 && !looksAlike(cells[column], old[column]) {
            put(cells[column], at: Position(row: row, column: column))
        }
        guard (end..<cells.count).contains(where: { !looksAlike(cells[$0], old[$0]) }) else { return }
        move(to: Position(row: row, column: end))
        use(.plain)
        text += "\u{1B}[K"
    }

    /// Ends a frame: each begins with a plain pen.
    mutating func park(at cursor: Position, unless known: Position?) {
        use(.plain)
        guard !text.isEmpty || cursor != known else { return }
        place = nil
        move(to: cursor)
    }

    mutating func show(cursor isVisible: Bool) { text += isVisible ? "\u{1B}[?25h" : "\u{1B}[?25l" }

    private mutating func put(_ cell: Cell, at wanted: Position) {
        move(to: wanted)
        use(cell.style)
        // Whatever a frame holds, nothing in it steers the terminal.
        let isDrawable = TextWidth.isDrawable(cell.character)
        text += isDrawable ? String(cell.character) : cell.width == 2 ? "??" : "?"
        let next = wanted.column + Int(cell.width)
        // Terminals do not agree on the width of such a character; at the edge the pen waits.
        let isAgreed = cell.width == 1 && cell.character.unicodeScalars.count == 1 && next < size.columns
        place = isAgreed ? Position(row: wanted.row, column: next) : nil
    }

    private mutating func move(to wanted: Position) {
        if place == wanted { return }
        text += "\u{1B}[\(wanted.row + 1);\(wanted.column + 1)H"
        place = wanted
    }

    private mutating func use(_ wanted: Style) {
        guard !isSame(wanted, style) else { return }
        style = wanted
        text += "\u{1B}[0"
        let attributes = Palette.attributes(of: wanted, depth: depth)
        if attributes.contains(.bold) { text += ";1" }
        if attributes.contains(.dim) { text += ";2" }
        if attributes.contains(.underline) { text += ";4" }
        if attributes.contains(.reverse) { text += ";7" }
        if let index = Palette.index(of: wanted.ink, depth: depth) {
            text += depth == .cube ? ";38;5;\(index)" : ";3\(index)"
        }
        text += "m"
    }

    private func looksAlike(_ one: Cell, _ other: Cell) -> Bool {
        one.character == other.character && one.width == other.width && isSame(one.style, other.style)
    }

    private func isSame(_ one: Style, _ other: Style) -> Bool {
        one == other
            || Palette.attributes(of: one, depth: depth) == Palette.attributes(of: other, depth: depth)
                && Palette.index(of: one.ink, depth: depth) == Palette.index(of: other.ink, depth: depth)
    }
}
