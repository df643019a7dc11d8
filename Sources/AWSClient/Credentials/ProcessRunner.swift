/// Somebody who runs the program that a profile names as `credential_process`.
///
/// Nothing is run before the profile has been chosen.
public protocol ProcessRunner: Sendable {
    /// Runs a program without a shell and waits for its end.
    ///
    /// - Parameters:
    ///   - arguments: The program, looked up on `PATH` unless it holds a slash, and its arguments.
    ///   - environment: The variables it sees.
    ///   - timeoutSeconds: When it is stopped.
    /// - Returns: What it wrote and how it ended.
    /// - Throws: `ProcessError` when it cannot be started or does not end.
    func run(_ arguments: [String], environment: [String: String], timeoutSeconds: Int) async throws(ProcessError)
        -> ProcessOutput
}

/// What a program wrote and how it ended.
public struct ProcessOutput: Sendable {
    /// The exit status; 128 plus the signal's number when a signal ended it.
    public var status: Int32
    /// What it wrote to standard output; may hold secrets.
    public var output: [UInt8]
    /// What it wrote to standard error.
    public var errors: [UInt8]

    /// Creates a result.
    public init(status: Int32, output: [UInt8], errors: [UInt8]) {
        self.status = status
        self.output = output
        self.errors = errors
    }
}

/// Why a program gave no result.
public enum ProcessError: Error, Hashable, Sendable {
    /// It could not be started: the program and the system's reason.
    case cannotStart(program: String, reason: String)
    /// It did not end in time.
    case timedOut(seconds: Int)
    /// The task was cancelled; the program was stopped.
    case cancelled
}
