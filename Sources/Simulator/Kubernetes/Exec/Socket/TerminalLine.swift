import Synchronization

/// The line discipline of a container's terminal: echo, editing of the last character, and the keys that mean something.
final class TerminalLine: Sendable {
    /// What became of typed bytes.
    struct Heard: Sendable, Hashable {
        /// What the terminal shows for it.
        var echo: [UInt8] = []
        /// Whole lines that the program may read.
        var bytes: [UInt8] = []
        /// Whether Control-C was pressed.
        var interrupts = false
        /// Whether Control-D was pressed on an empty line.
        var ends = false
    }

    /// The most bytes of one line, as on Linux.
    private static let lineBytes = 4096
    private let line = Mutex<[UInt8]>([])

    /// Takes what was typed.
    func take(_ typed: [UInt8]) -> Heard {
        line.withLock { line in
            var heard = Heard()
            for byte in typed {
                switch byte {
                case 0x03:
                    line = []
                    heard.echo += Array("^C\r\n".utf8)
                    heard.interrupts = true
                case 0x04 where line.isEmpty: heard.ends = true
                case 0x04:
                    heard.bytes += line
                    line = []
                case 0x08, 0x7F:
                    guard !line.isEmpty else { continue }
                    // A character may have several bytes; those after the first begin with the bits 10.
                    while let last = line.popLast(), last & 0xC0 == 0x80 {}
                    heard.echo += [0x08, 0x20, 0x08]
                case 0x0A, 0x0D:
                    heard.bytes += line + [0x0A]
                    line = []
                    heard.echo += [0x0D, 0x0A]
                default:
                    guard byte >= 0x20 || byte == 0x09, line.count < Self.lineBytes else { continue }
                    line.append(byte)
                    heard.echo.append(byte)
                }
            }
            return heard
        }
    }

    /// Output as a terminal shows it: every new line begins at the left.
    static func shown(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    }
}
