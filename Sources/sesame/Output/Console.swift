import Design
import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writing to standard output and standard error, unbuffered and whole.
enum Console {
    /// Writes a line to standard output.
    static func line(_ text: String) { _ = write(Outgoing.text(text) + "\n", to: 1) }

    /// Writes a line to standard error.
    static func note(_ text: String) { _ = write(Outgoing.text(text) + "\n", to: 2) }

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
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        try whole(text + "\n")
    }

    /// Writes text for people to standard output, without a line's end of its own.
    static func text(_ text: String) { _ = write(Outgoing.text(text), to: 1) }

    /// Writes text as it is to standard output, all of it or an error.
    ///
    /// - Throws: `Stop` when it could not be written whole.
    static func whole(_ text: String) throws(Stop) {
        guard let number = write(text, to: 1) else { return }
        let problem = FileSystem.Problem(path: "Standard output", attempt: "write", number: number)
        throw Stop(code: .failed, name: "NotWritten", message: problem.sentence)
    }

    /// A descriptor that has gone away (a closed pipe) is not an error worth telling: nobody reads it.
    ///
    /// - Returns: The system's error number when something is missing, else nil.
    private static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { system_write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if errno != EINTR && errno != EAGAIN {
                return errno == EPIPE ? nil : errno
            }
        }
        return nil
    }
}

private func system_write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
