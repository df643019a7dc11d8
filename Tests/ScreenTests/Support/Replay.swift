import CPseudoTerminal

/// libvterm alone: what a recording shows in a player that is not ours.
final class Replay {
    private let emulator: OpaquePointer
    private var rows: Int
    private var columns: Int

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        emulator = sesame_emulator_new(Int32(rows), Int32(columns))
    }

    deinit { sesame_emulator_free(emulator) }

    func take(_ text: String) {
        let bytes = Array(text.utf8)
        sesame_emulator_write(emulator, bytes, bytes.count)
    }

    /// Gives it a size, `80x24`.
    func resize(_ text: String) {
        let numbers = text.split(separator: "x").compactMap { Int($0) }
        (columns, rows) = (numbers[0], numbers[1])
        sesame_emulator_resize(emulator, Int32(rows), Int32(columns))
    }

    /// How each cell looks that is no blank: bold 1, underlined 2, reversed 4; nothing of colours.
    var looks: [[Int32]] {
        (0..<rows).map { row in
            (0..<columns).map { column in
                let cell = sesame_emulator_cell(emulator, Int32(row), Int32(column))
                return cell.scalars.0 == 0 || cell.scalars.0 == 0x20 ? 0 : cell.attributes
            }
        }
    }

    /// The rows, without trailing blanks.
    var lines: [String] {
        (0..<rows).map { row in
            var line = ""
            for column in 0..<columns {
                let scalar = sesame_emulator_cell(emulator, Int32(row), Int32(column)).scalars.0
                if scalar == UInt32.max { continue }
                line.unicodeScalars.append(scalar == 0 ? " " : Unicode.Scalar(scalar) ?? "?")
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
