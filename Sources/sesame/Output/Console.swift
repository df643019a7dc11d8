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
