import CPseudoTerminal
import Canvas
import Foundation
import Synchronization
import Terminal
import Testing

/// A pseudo-terminal with both of its ends in this process.
final class OwnTerminal: Sendable {
    /// The emulator's end (-1 once it is closed), and the program's.
    private let end: Mutex<Int32>
    let slave: Int32
    private let before: [UInt8]

    init(rows: UInt16 = 5, columns: UInt16 = 20) throws {
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        try #require(sesame_pty_pair(&ends.master, &ends.slave) == 0)
        end = Mutex(ends.master)
        slave = ends.slave
        before = OwnTerminal.modes(of: slave)
        resize(rows: rows, columns: columns)
    }

    deinit {
        hangUp()
        close(slave)
    }

    /// Whether the modes are as they were.
    var isAsBefore: Bool { OwnTerminal.modes(of: slave) == before }

    /// The program's end once more, for reading only.
    func readOnly() throws -> Int32 {
        let name = try #require(ttyname(slave))
        let descriptor = open(name, O_RDONLY | O_NOCTTY)
        try #require(descriptor >= 0)
        return descriptor
    }

    /// The full screen on it.
    func screen(isRemote: Bool = false) throws -> Screen {
        try Screen(
            TerminalSetting(
                isInteractive: true, glyphs: .unicode, wantsColor: false, isRemote: isRemote, synchronizes: false),
            term: "xterm-256color", input: slave, output: slave)
    }

    /// Types, as fast as it is read.
    func type(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Gives the window another size; nobody is told.
    func resize(rows: UInt16, columns: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Closes the emulator's end.
    func hangUp() {
        end.withLock { end in
            if end >= 0 { close(end) }
            end = -1
        }
    }

    private var master: Int32 { end.withLock { $0 } }

    private static func modes(of descriptor: Int32) -> [UInt8] {
        var modes = termios()
        guard tcgetattr(descriptor, &modes) == 0 else { return [] }
        return withUnsafeBytes(of: &modes) { Array($0) }
    }
}
