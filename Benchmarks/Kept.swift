#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Results that the compiler must not optimise away.
enum Kept {
    /// Uses a number without doing anything with it.
    @inline(never)
    static func keep(_ value: Int) {
        if value == Int.min { abort() }
    }
}
