import Design
import Synchronization
import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writing to standard output and standard error, unbuffered and whole.
///
/// The first write to standard output that fails is remembered: nothing more is written there, and the command ends
/// with 74 (see ``Exit/run(_:_:)``).
enum Console {
    /// What became of standard output.
    struct Loss: Sendable {
        /// The system's error number.
        var number: Int32

        /// Whether the reader has left, as `head` does when it has seen enough: no error worth telling.
        var isQuiet: Bool { number == EPIPE }

        /// What happened, as a sentence.
        var sentence: String {
            switch number {
            case EPIPE: "Nobody reads standard output any more."
            case EBADF: "Standard output is closed."
            default: "Standard output could not be written: \(String(cString: strerror(number)))."
            }
        }
    }

    private struct State {
        var loss: Loss?
        var tell: (@Sendable (Loss) -> Void)?
        var goesOnElsewhere = false
    }

    private static let state = Mutex(State())

    /// Why standard output is lost; nil while it is not.
    static var loss: Loss? { state.withLock { $0.loss } }

    /// For work that writes into accounts or sends: what is lost on standard output is said on standard error from then
    /// on, because the person has to know what was done.
    ///
    /// - Parameter tell: Called once, from any thread, when standard output is lost.
    static func goesOnElsewhere(_ tell: @escaping @Sendable (Loss) -> Void = { _ in }) {
        state.withLock { state in
            state.goesOnElsewhere = true
            state.tell = tell
        }
    }

    /// Throws when standard output is lost: what nobody could see must not be acted upon.
    static func check() throws(Stop) {
        if let loss { throw Stop(code: .outputLost, name: "OutputLost", message: loss.sentence) }
    }

    /// Writes a line to standard output.
    static func line(_ text: String) { output(Outgoing.text(text) + "\n") }

    /// Writes text for people to standard output, without a line's end of its own.
    static func text(_ text: String) { output(Outgoing.text(text)) }

    /// Writes lines to standard output.
    static func lines(_ lines: [String]) { output(lines.map { Outgoing.text($0) + "\n" }.joined()) }

    /// Writes sentences to standard error, as wide as it is.
    ///
    /// - Parameter text: Sentences without colours; a line feed ends a line. A line that begins with two blanks and the
    ///   name of a program is a command, which stays one to a shell.
    /// - Returns: Whether they were written.
    @discardableResult static func say(_ text: String) -> Bool {
        let columns = ProcessContext.columns(of: .error)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
            guard ["  sesame ", "  aws ", "  kubectl "].contains(where: { line.hasPrefix($0) }) else {
                return LineWrap.lines(String(line), columns: columns, hanging: line.prefix { $0 == " " }.count)
            }
            let command = LineWrap.command(String(line.dropFirst(2)), columns: columns.map { $0 - 2 }, hanging: 2)
            return command.map { "  " + $0 }
        }
        return note(lines.joined(separator: "\n"))
    }

    /// Writes a line to standard error.
    ///
    /// - Returns: Whether it was written.
    @discardableResult static func note(_ text: String) -> Bool { write(Outgoing.text(text) + "\n", to: 2) == nil }

    /// Writes a JSON document to standard output.
    ///
    /// What a terminal could take for commands, or for a change of direction, is escaped: to a reader of JSON that is
    /// the same text.
    ///
    /// - Throws: `Stop` when it could not be written whole; half a document must not look like success.
    static func document(_ value: JSONValue) throws(Stop) {
        var text = ""
        for scalar in value.serialized(.pretty).unicodeScalars {
            switch scalar.value {
            case 0x7F...0x9F, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069:
                text += "\\u" + String(scalar.value, radix: 16).zeroPadded(to: 4)
            default: text.unicodeScalars.append(scalar)
            }
        }
        try whole(text + "\n")
    }

    /// Writes text as it is to standard output, all of it or an error.
    ///
    /// - Throws: `Stop` when it could not be written whole.
    static func whole(_ text: String) throws(Stop) {
        output(text)
        try check()
    }

    private static func output(_ text: String) {
        if loss == nil {
            guard let number = write(text, to: 1) else { return }
            let tell = state.withLock { state -> (@Sendable (Loss) -> Void)? in
                state.loss = Loss(number: number)
                defer { state.tell = nil }
                return state.tell
            }
            tell?(Loss(number: number))
        }
        if state.withLock({ $0.goesOnElsewhere }) { _ = write(text, to: 2) }
    }

    /// Writes all of a text, waiting where the other end is slow.
    ///
    /// - Returns: The system's error number when something is missing, else nil.
    private static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { system_write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if count == 0 {
                return EIO
            } else if errno == EAGAIN {
                // Somebody has made the descriptor non-blocking, which a terminal shares with all its users.
                var one = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&one, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}

private func system_write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
