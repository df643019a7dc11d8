import Canvas

extension VirtualScreen {
    /// Carries out a control sequence of ECMA-48; one that is not known does nothing.
    mutating func carryOut(_ sequence: ControlReader.Sequence) {
        if sequence.marker == UInt8(ascii: "?") {
            mode(sequence)
            return
        }
        guard sequence.marker == nil else { return }
        let count = max(1, sequence.number(0) ?? 1)
        let (row, column) = (place.row, place.column)
        switch sequence.final {
        case UInt8(ascii: "A"): go(to: Position(row: row - count, column: column))
        case UInt8(ascii: "B"), UInt8(ascii: "e"): go(to: Position(row: row + count, column: column))
        case UInt8(ascii: "C"), UInt8(ascii: "a"): go(to: Position(row: row, column: column + count))
        case UInt8(ascii: "D"): go(to: Position(row: row, column: column - count))
        case UInt8(ascii: "E"): go(to: Position(row: row + count, column: 0))
        case UInt8(ascii: "F"): go(to: Position(row: row - count, column: 0))
        case UInt8(ascii: "G"), UInt8(ascii: "`"): go(to: Position(row: row, column: count - 1))
        case UInt8(ascii: "d"): go(to: Position(row: count - 1, column: column))
        case UInt8(ascii: "H"), UInt8(ascii: "f"):
            go(to: Position(row: count - 1, column: max(1, sequence.number(1) ?? 1) - 1))
        case UInt8(ascii: "m"): style = sequence.style(after: style)
        case UInt8(ascii: "r"): setRegion(sequence)
        case UInt8(ascii: "s"): save()
        case UInt8(ascii: "u"): restore()
        default: edit(sequence, count)
        }
    }

    /// What changes cells.
    private mutating func edit(_ sequence: ControlReader.Sequence, _ count: Int) {
        let (row, column) = (place.row, place.column)
        let isInRegion = region.contains(row)
        switch sequence.final {
        case UInt8(ascii: "J"): eraseDisplay(sequence.number(0) ?? 0)
        case UInt8(ascii: "K"):
            switch sequence.number(0) ?? 0 {
            case 0: erase(row, column..<size.columns)
            case 1: erase(row, 0..<(column + 1))
            case 2: erase(row, 0..<size.columns)
            default: break
            }
        case UInt8(ascii: "X"): erase(row, column..<min(column + count, size.columns))
        case UInt8(ascii: "P"): shift(row, by: count)
        case UInt8(ascii: "@"): shift(row, by: -count)
        case UInt8(ascii: "L"): if isInRegion { scroll(row..<region.upperBound, by: -count) }
        case UInt8(ascii: "M"): if isInRegion { scroll(row..<region.upperBound, by: count) }
        case UInt8(ascii: "S"): scroll(region, by: count)
        case UInt8(ascii: "T"): scroll(region, by: -count)
        case UInt8(ascii: "b"): repeatLast(count)
        default: break
        }
    }

    private mutating func eraseDisplay(_ kind: Int) {
        let (row, column) = (place.row, place.column)
        switch kind {
        case 0:
            erase(row, column..<size.columns)
            for below in (row + 1)..<max(row + 1, size.rows) { erase(below, 0..<size.columns) }
        case 1:
            for above in 0..<row { erase(above, 0..<size.columns) }
            erase(row, 0..<(column + 1))
        case 2, 3: for row in 0..<size.rows { erase(row, 0..<size.columns) }
        default: break
        }
    }

    private mutating func erase(_ row: Int, _ columns: Range<Int>) {
        guard !columns.isEmpty else { return }
        part(row, at: columns.lowerBound)
        part(row, at: columns.upperBound)
        for column in columns { rows[row][column] = .blank }
    }

    /// Deletes characters at the pen, or inserts blanks for a negative count.
    private mutating func shift(_ row: Int, by count: Int) {
        let column = place.column
        let room = size.columns - column
        let moved = min(abs(count), room)
        part(row, at: column)
        if count > 0 { part(row, at: column + moved) }
        let blanks = Array(repeating: Cell.blank, count: moved)
        if count > 0 {
            rows[row].removeSubrange(column..<(column + moved))
            rows[row] += blanks
        } else {
            rows[row].insert(contentsOf: blanks, at: column)
            rows[row].removeLast(moved)
            if rows[row][size.columns - 1].width == 2 { rows[row][size.columns - 1] = .blank }
        }
    }

    /// Draws the character before the pen again.
    private mutating func repeatLast(_ count: Int) {
        let column = isBehindEdge ? place.column : place.column - 1
        guard column >= 0 else { return }
        let cell = rows[place.row][column]
        guard cell.width == 1 else { return }
        for _ in 0..<min(count, size.columns) where !isBehindEdge { put(cell.character, 1) }
    }

    private mutating func setRegion(_ sequence: ControlReader.Sequence) {
        let top = max(1, sequence.number(0) ?? 1) - 1
        let bottom = min(max(1, sequence.number(1) ?? size.rows), size.rows)
        guard top + 1 < bottom else { return }
        region = top..<bottom
        go(to: Position(row: 0, column: 0))
    }

    private mutating func mode(_ sequence: ControlReader.Sequence) {
        guard sequence.final == UInt8(ascii: "h") || sequence.final == UInt8(ascii: "l") else { return }
        let isOn = sequence.final == UInt8(ascii: "h")
        for number in sequence.numbers {
            switch number {
            case 25: isCursorVisible = isOn
            case 47, 1047, 1049: useOther(isOn)
            default: break
            }
        }
    }
}

extension ControlReader.Sequence {
    /// The style that an SGR makes of one.
    func style(after before: Style) -> Style {
        var style = before
        var rest = numbers[...]
        if rest.isEmpty { return .plain }
        while let number = rest.popFirst() {
            switch number ?? 0 {
            case 0: style = .plain
            case 1: style.attributes.insert(.bold)
            case 2: style.attributes.insert(.dim)
            case 4: style.attributes.insert(.underline)
            case 7: style.attributes.insert(.reverse)
            case 22: style.attributes.subtract([.bold, .dim])
            case 24: style.attributes.remove(.underline)
            case 27: style.attributes.remove(.reverse)
            case 30...37: style = Self.inked(style, (number ?? 0) - 30, .sixteen)
            case 38:
                let kind = rest.popFirst() ?? 0
                let color = rest.prefix(kind == 2 ? 3 : 1)
                rest = rest.dropFirst(color.count)
                style = Self.inked(style, kind == 5 ? (color.first ?? nil) : nil, .cube)
            case 48: rest = rest.dropFirst(rest.first == 2 ? 4 : 2)
            case 39: style = Self.inked(style, nil, .sixteen)
            default: break
            }
        }
        return style
    }

    /// The role that a colour of the palette stands for; other colours are the terminal's own.
    private static func inked(_ style: Style, _ index: Int?, _ depth: ColorDepth) -> Style {
        var style = style
        let ink = Ink.allCases.first { index != nil && Palette.index(of: $0, depth: depth) == index }
        // In the cube grey stands for dim, which terminals with less colours show as an attribute.
        if style.ink == .dim { style.attributes.remove(.dim) }
        style.ink = ink ?? .default
        if ink == .dim { style.attributes.insert(.dim) }
        return style
    }
}
