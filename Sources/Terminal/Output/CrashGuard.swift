import CTerminal

/// What happens when the program crashes.
public enum CrashGuard {
    /// Looks after crashes from here on: a terminal that is taken is given back, and the runtime's report of the crash,
    /// where it makes one, does not wait for keys unless `SWIFT_BACKTRACE` says how it should be.
    public static func install() { sesame_guard_crashes() }
}
