#if os(Linux)
    /// Stands for what the argument parser would bring into the installed program of Foundation: five megabytes.
    ///
    /// The parser writes JSON with it for one option, `--experimental-dump-help`, which ``CommandLineRun`` refuses. The
    /// release link lets those few names lead here (see `withoutFoundation` in `Package.swift`).
    public func withoutFoundation() -> Never {
        fatalError("The installed program has no Foundation.")
    }

    /// Stands for Foundation's `LocalizedError`, which the parser looks for in every error that it words: no error of
    /// this program has it, and none may have this.
    public protocol NeverLocalizedError: Error {}
#endif
