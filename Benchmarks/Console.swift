#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where the program says what went wrong.
enum Console {
    /// Says why and ends.
    static func fail(_ reason: String) -> Never {
        let line = Array("sesame-bench: \(reason)\n".utf8)
        _ = write(2, line, line.count)
        exit(1)
    }
}
