import CPseudoTerminal
import Canvas

/// libvterm: somebody else's idea of what a terminal shows.
final class Emulator {
    private let emulator: OpaquePointer
    private(set) var size: Size

    init(_ size: Size) {
        self.size = size
        emulator = sesame_emulator_new(Int32(size.rows), Int32(size.columns))
    }

    deinit { sesame_emulator_free(emulator) }

    func take(_ text: String) {
        let bytes = Array(text.utf8)
        sesame_emulator_write(emulator, bytes, bytes.count)
    }

    func resize(to size: Size) {
        self.size = size
        sesame_emulator_resize(emulator, Int32(size.rows), Int32(size.columns))
    }

    /// Where the cursor stands, and whether it is shown.
    var cursor: (place: Position, isShown: Bool) {
        var row: Int32 = 0
        var column: Int32 = 0
        let isShown = sesame_emulator_cursor(emulator, &row, &column) == 1
        return (Position(row: Int(row), column: Int(column)), isShown)
    }

    /// What stands in a cell.
    func cell(_ row: Int, _ column: Int) -> SeenCell {
        let cell = sesame_emulator_cell(emulator, Int32(row), Int32(column))
        let scalars = withUnsafeBytes(of: cell.scalars) { Array($0.bindMemory(to: UInt32.self)) }
        if scalars[0] == UInt32.max { return SeenCell(text: "", width: 0) }
        var text = ""
        for scalar in scalars.prefix(while: { $0 != 0 }) {
            text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "?")
        }
        return SeenCell(
            text: text.isEmpty ? " " : text, width: Int(cell.width), isBold: cell.attributes & 1 != 0,
            isUnderlined: cell.attributes & 2 != 0, isReversed: cell.attributes & 4 != 0, color: Int(cell.colour))
    }

    /// The places where it shows something else than a frame; how blanks look may be left out, as libvterm erases with
    /// the whole style of its pen, and xterm with the background alone.
    func differences(_ frame: Frame, _ depth: ColorDepth, ofBlanks: Bool = true) -> [String] {
        var found: [String] = []
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let wanted = SeenCell(frame[row, column], depth)
                let seen = cell(row, column)
                // Deleting half of a wide character leaves the other half there.
                if !ofBlanks, wanted.text == " ", seen.text == " " || seen.width == 0 { continue }
                if wanted != seen { found.append("\(row),\(column): \(wanted) wanted, \(seen) seen") }
            }
        }
        return found
    }
}

/// A cell as it is seen.
struct SeenCell: Equatable {
    var text: String
    var width: Int
    var isBold = false
    var isUnderlined = false
    var isReversed = false
    /// Of the palette; -1 for the terminal's own.
    var color = -1

    init(
        text: String, width: Int, isBold: Bool = false, isUnderlined: Bool = false, isReversed: Bool = false,
        color: Int = -1
    ) {
        self.text = text
        self.width = width
        self.isBold = isBold
        self.isUnderlined = isUnderlined
        self.isReversed = isReversed
        self.color = color
    }

    init(_ cell: Cell, _ depth: ColorDepth) {
        if cell.width == 0 {
            self.init(text: "", width: 0)
            return
        }
        let attributes = Palette.attributes(of: cell.style, depth: depth)
        self.init(
            text: String(cell.character), width: Int(cell.width), isBold: attributes.contains(.bold),
            isUnderlined: attributes.contains(.underline), isReversed: attributes.contains(.reverse),
            color: Palette.index(of: cell.style.ink, depth: depth) ?? -1)
    }
}

/// Numbers of no particular kind, the same on every run.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 2 &+ 1 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let high = state >> 32
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return high << 32 | state >> 32
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
