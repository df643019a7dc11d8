import Wire

/// Why something cannot be told although somebody could be asked: they asked to slow down, or failed, the caller is not
/// known there, or what leads there is wrong.
public struct Doubt: Hashable, Sendable {
    /// The reason, a sentence without its final period.
    public var reason: String
    /// How a command ends whose answer lacks this: ``ExitCode/incomplete``, or ``ExitCode/badData`` for bad input.
    public var exitCode: ExitCode

    /// A doubt; the final period of a sentence is taken off.
    public init(_ reason: String, exitCode: ExitCode = .incomplete) {
        self.reason = reason.withoutFullStop
        self.exitCode = exitCode
    }
}
