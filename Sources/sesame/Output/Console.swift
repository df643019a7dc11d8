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
    static func line(_ text: String) { write(text + "\n", to: 1) }

    /// Writes a line to standard error.
    static func note(_ text: String) { write(text + "\n", to: 2) }

    /// Writes a JSON document to standard output.
    ///
    /// What a terminal could take for commands, or for a change of direction, is escaped: to a reader of JSON that is
    /// the same text.
    static func document(_ value: JSONValue) {
        var text = ""
        for scalar in value.serialized(.pretty).unicodeScalars {
            switch scalar.value {
            case 0x7F...0x9F, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        line(text)
    }

    /// Writes text as it is to standard output.
    static func text(_ text: String) { write(text, to: 1) }

    /// A descriptor that has gone away (a closed pipe) is not an error worth telling: nobody reads it.
    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { system_write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if errno != EINTR && errno != EAGAIN {
                return
            }
        }
    }
}

private func system_write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
