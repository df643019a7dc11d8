import CPseudoTerminal
import Foundation
import Testing

/// The real program on a pseudo-terminal, with an emulator that shows what a person would see.
///
/// Waiting is always for something seen on the screen, never for time to pass.
final class PseudoTerminal {
    private let pty: UnsafeMutablePointer<sesame_pty>
    private(set) var rows: Int
    private(set) var columns: Int
    private var ended = false
    /// The program's working directory.
    let folder: String
    /// What has to live as long as the program, such as its home.
    private let company: AnyObject?

    /// Starts a program.
    init(
        _ path: String, _ arguments: [String], environment: [String: String], folder: String, rows: Int = 24,
        columns: Int = 80, company: AnyObject? = nil
    ) throws {
        try #require(FileManager.default.isExecutableFile(atPath: path), "there is no program at \(path)")
        self.company = company
        self.folder = folder
        var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        self.rows = rows
        self.columns = columns
        pty = try #require(sesame_pty_start(path, &argv, &envp, folder, Int32(rows), Int32(columns)))
    }

    deinit { sesame_pty_free(pty) }

    /// The rows of the screen, without trailing blanks.
    var lines: [String] {
        (0..<rows).map { row in
            var line = ""
            var skips = false
            for column in 0..<columns {
                var attributes: Int32 = 0
                let scalar = sesame_pty_cell(pty, Int32(row), Int32(column), &attributes)
                if skips {
                    skips = false
                    if scalar == UInt32.max { continue }
                }
                if scalar == 0 || scalar == UInt32.max {
                    line.append(" ")
                } else if let known = Unicode.Scalar(scalar) {
                    line.unicodeScalars.append(known)
                }
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// How each cell looks that is no blank: bold 1, underlined 2, reversed 4.
    var looks: [[Int32]] {
        (0..<rows).map { row in
            (0..<columns).map { column in
                var attributes: Int32 = 0
                let scalar = sesame_pty_cell(pty, Int32(row), Int32(column), &attributes)
                return scalar == 0 || scalar == 0x20 ? 0 : attributes
            }
        }
    }

    /// The whole screen as text.
    var text: String { lines.joined(separator: "\n") }

    /// Everything the program has written, bytes and all.
    var output: [UInt8] { Array(UnsafeBufferPointer(start: pty.pointee.output, count: pty.pointee.output_count)) }

    /// Where the cursor stands.
    var cursor: (row: Int, column: Int) {
        var row: Int32 = 0
        var column: Int32 = 0
        sesame_pty_cursor(pty, &row, &column)
        return (Int(row), Int(column))
    }

    /// Types text or control characters.
    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = sesame_pty_type(pty, bytes, bytes.count)
    }

    /// Types bytes that are no text.
    func type(bytes: [UInt8]) { _ = sesame_pty_type(pty, bytes, bytes.count) }

    /// Gives the window another size.
    func resize(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        sesame_pty_resize(pty, Int32(rows), Int32(columns))
    }

    /// Sends a signal.
    func signal(_ number: Int32) { _ = sesame_pty_signal(pty, number) }

    /// Waits until the screen satisfies a condition.
    @discardableResult
    func wait(
        seconds: Double = 60, for what: String, location: SourceLocation = #_sourceLocation,
        _ condition: (PseudoTerminal) -> Bool
    ) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            if condition(self) { return true }
            let count = sesame_pty_pump(pty, 20)
            if count < 0 || (count == 0 && hasEnded) {
                while sesame_pty_pump(pty, 0) > 0 {}
                if condition(self) { return true }
                break
            }
        }
        if condition(self) { return true }
        Issue.record("the screen never showed \(what):\n\(text)", sourceLocation: location)
        return false
    }

    /// Waits until a text stands on the screen.
    @discardableResult
    func wait(for wanted: String, seconds: Double = 60, location: SourceLocation = #_sourceLocation) -> Bool {
        wait(seconds: seconds, for: "\"\(wanted)\"", location: location) { $0.text.contains(wanted) }
    }

    /// Reads what is there until nothing has come for a moment.
    func settle(milliseconds: Int32 = 60) {
        while sesame_pty_pump(pty, milliseconds) > 0 {}
    }

    /// Listens for some time, whatever comes: for what must not happen.
    func idle(seconds: Double) {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end { _ = sesame_pty_pump(pty, 20) }
    }

    /// Closes the emulator's side, as when a window is closed or a connection is lost.
    func hangUp() { sesame_pty_hang_up(pty) }

    /// Whether the program has ended.
    var hasEnded: Bool {
        if ended { return true }
        ended = sesame_pty_poll_status(pty) == 1
        return ended
    }

    /// Whether the program is stopped, as Ctrl-Z does.
    func waitUntilStopped(seconds: Double = 60) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            _ = sesame_pty_pump(pty, 10)
            if sesame_pty_poll_status(pty) == 2 { return true }
        }
        return false
    }

    /// Waits for the end of the program and gives its exit code.
    func exitCode(seconds: Double = 60, location: SourceLocation = #_sourceLocation) -> Int32 {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            if hasEnded {
                while sesame_pty_pump(pty, 0) > 0 {}
                return sesame_pty_exit_code(pty)
            }
            _ = sesame_pty_pump(pty, 10)
        }
        Issue.record("the program did not end:\n\(text)", sourceLocation: location)
        return -1
    }

    /// The signal that the program died of; 0 if it ended by itself, or runs.
    var endingSignal: Int32 { sesame_pty_ending_signal(pty) }

    /// Whether the terminal's modes are as they were before the program started.
    var modesAreRestored: Bool { sesame_pty_modes_restored(pty) == 1 }
}
