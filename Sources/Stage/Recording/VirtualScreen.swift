public import Canvas

/// A terminal that draws into cells: what a recording sent is shown as it was.
///
/// It understands ECMA-48 as far as `FrameBytes` and curses on terminals like xterm use it, with the colours of
/// `Palette`; other colours are the terminal's own. Everything else is taken and left out: titles, the clipboard,
/// questions to the terminal. Whatever it is sent, it does not trap, and it keeps no more than its cells.
public struct VirtualScreen: Sendable {
    /// Its size.
    public private(set) var size: Size
    /// Where the pen stands.
    var place = Position(row: 0, column: 0)
    /// Whether the pen stands behind the last column: the next character goes to the next row.
    var isBehindEdge = false
    var style = Style.plain
    var isCursorVisible = true
    /// The rows that scroll.
    var region: Range<Int>
    var rows: [[Cell]]
    private var kept: (rows: [[Cell]], place: Position)?
    private var saved: (place: Position, style: Style)?
    private var reader = ControlReader()
    /// Where the last character was drawn, while nothing else has happened: combining marks join it.
    private var last: Position?
    private var drawsLines = false

    /// An empty screen, from 1 by 1 to the largest of a recording.
    public init(size: Size) {
        let largest = Asciicast.largestSize
        self.size = Size(
            columns: min(max(size.columns, 1), largest.columns), rows: min(max(size.rows, 1), largest.rows))
        region = 0..<self.size.rows
        rows = Self.blank(self.size)
    }

    /// Takes what is sent; a control sequence may come in several pieces.
    public mutating func take(_ text: String) {
        for scalar in text.unicodeScalars {
            switch reader.take(scalar) {
            case .character(let scalar): draw(scalar)
            case .control(let code): control(code)
            case .escape(let final): escape(final)
            case .charset(let isLines): drawsLines = isLines
            case .sequence(let sequence):
                last = nil
                carryOut(sequence)
            case nil: break
            }
        }
    }

    /// Gives it another size; what is outside is lost.
    public mutating func resize(to size: Size) {
        let old = rows
        var other = VirtualScreen(size: size)
        for row in 0..<min(old.count, other.size.rows) {
            for column in 0..<min(old[row].count, other.size.columns) { other.rows[row][column] = old[row][column] }
            if other.rows[row][other.size.columns - 1].width == 2 { other.rows[row][other.size.columns - 1] = .blank }
        }
        rows = other.rows
        self.size = other.size
        region = 0..<self.size.rows
        kept = nil
        last = nil
        go(to: place)
    }

    /// What is seen.
    public var frame: Frame {
        var frame = Frame(size: size)
        for (row, cells) in rows.enumerated() {
            for (column, cell) in cells.enumerated() where cell.width > 0 && cell != .blank {
                frame.put(cell.character, width: Int(cell.width), row: row, column: column, style: cell.style)
            }
        }
        frame.cursor = place
        frame.cursorVisible = isCursorVisible
        return frame
    }

    // MARK: Characters

    private mutating func draw(_ scalar: Unicode.Scalar) {
        if joins(scalar) { return }
        let character = drawsLines ? Self.line(scalar) : Character(scalar)
        let shown: Character = TextWidth.isDrawable(character) ? character : "?"
        let width = min(TextWidth.columns(of: shown), size.columns)
        if isBehindEdge || place.column + width > size.columns { wrap() }
        last = place
        put(shown, width)
    }

    /// Puts a character where the pen stands, and moves the pen.
    mutating func put(_ character: Character, _ width: Int) {
        let (row, column) = (place.row, place.column)
        part(row, at: column)
        part(row, at: column + width)
        rows[row][column] = Cell(character, width: UInt8(width), style: style)
        if width == 2 { rows[row][column + 1] = Cell(" ", width: 0, style: style) }
        isBehindEdge = column + width == size.columns
        if !isBehindEdge { place.column += width }
    }

    /// Joins a mark to the character before it.
    private mutating func joins(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII, let last, rows[last.row].indices.contains(last.column) else { return false }
        let cell = rows[last.row][last.column]
        let joined = "\(cell.character)\(scalar)"
        // A tower of marks is drawn as high as this.
        guard joined.count == 1, let character = joined.first else { return false }
        guard joined.unicodeScalars.count <= 16, TextWidth.isDrawable(character) else { return true }
        let width = TextWidth.columns(of: character)
        guard width != Int(cell.width), last.column + width <= size.columns else {
            rows[last.row][last.column].character = character
            return true
        }
        place = last
        put(character, width)
        return true
    }

    private mutating func wrap() {
        place.column = 0
        isBehindEdge = false
        lineFeed()
    }

    /// Makes blanks of a wide character whose halves would be parted at a column.
    mutating func part(_ row: Int, at column: Int) {
        guard column > 0, rows[row].indices.contains(column), rows[row][column].width == 0 else { return }
        for half in [column - 1, column] { rows[row][half] = Cell(" ", style: rows[row][half].style) }
    }

    // MARK: Single controls

    private mutating func control(_ code: UInt8) {
        last = nil
        switch code {
        case 0x08: go(to: Position(row: place.row, column: place.column - 1))
        case 0x09: go(to: Position(row: place.row, column: (place.column / 8 + 1) * 8))
        case 0x0A, 0x0B, 0x0C:
            isBehindEdge = false
            lineFeed()
        case 0x0D: go(to: Position(row: place.row, column: 0))
        case 0x0E: drawsLines = true
        case 0x0F: drawsLines = false
        default: break
        }
    }

    private mutating func escape(_ final: UInt8) {
        last = nil
        switch final {
        case UInt8(ascii: "7"): saved = (place, style)
        case UInt8(ascii: "8"): restore()
        case UInt8(ascii: "D"): lineFeed()
        case UInt8(ascii: "E"):
            go(to: Position(row: place.row, column: 0))
            lineFeed()
        case UInt8(ascii: "M"):
            if place.row == region.lowerBound { scroll(region, by: -1) } else { moveRow(by: -1) }
        case UInt8(ascii: "c"): self = VirtualScreen(size: size)
        default: break
        }
    }

    mutating func lineFeed() {
        if place.row == region.upperBound - 1 { scroll(region, by: 1) } else { moveRow(by: 1) }
    }

    private mutating func moveRow(by count: Int) {
        place.row = min(max(place.row + count, 0), size.rows - 1)
    }

    mutating func go(to wanted: Position) {
        place = Position(
            row: min(max(wanted.row, 0), size.rows - 1), column: min(max(wanted.column, 0), size.columns - 1))
        isBehindEdge = false
    }

    mutating func save() { saved = (place, style) }

    mutating func restore() {
        go(to: saved?.place ?? Position(row: 0, column: 0))
        style = saved?.style ?? .plain
    }

    /// Switches to the other screen that programs of the full screen draw on, or back.
    mutating func useOther(_ isOther: Bool) {
        if isOther, kept == nil {
            kept = (rows, place)
            rows = Self.blank(size)
        } else if !isOther, let before = kept {
            rows = before.rows
            go(to: before.place)
            kept = nil
        }
    }

    /// Moves rows up, or down for a negative count, and leaves blank ones.
    mutating func scroll(_ range: Range<Int>, by count: Int) {
        let count = min(max(count, -range.count), range.count)
        let blanks = Self.blank(Size(columns: size.columns, rows: abs(count)))
        rows.replaceSubrange(
            range, with: count > 0 ? rows[range].dropFirst(count) + blanks : blanks + rows[range].dropLast(-count))
    }

    private static func blank(_ size: Size) -> [[Cell]] {
        Array(repeating: Array(repeating: .blank, count: size.columns), count: size.rows)
    }

    /// DEC's set of line drawing characters, as far as boxes need it.
    private static func line(_ scalar: Unicode.Scalar) -> Character {
        let set: [Unicode.Scalar: Character] = [
            "j": "┘", "k": "┐", "l": "┌", "m": "└", "n": "┼", "q": "─", "t": "├", "u": "┤", "v": "┴", "w": "┬",
            "x": "│", "~": "·",
        ]
        return set[scalar] ?? Character(scalar)
    }
}
