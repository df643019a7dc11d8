/// How failed attempts are repeated.
public struct RetrySettings: Hashable, Sendable {
    /// The rules by which waits and the retry quota are computed.
    public enum Mode: String, Hashable, Sendable {
        /// Standard mode as the AWS CLI has it today.
        case standard
        /// Standard mode with the shorter waits of 2026 (`AWS_NEW_RETRIES_2026=true`).
        case standard2026
    }

    /// The rules.
    public var mode: Mode
    /// How many attempts a call gets at most, the first included; at least 1.
    public var maxAttempts: Int
    /// The longest wait between two attempts, in seconds.
    public var maxBackoff: Double

    /// Creates settings; the defaults are those of the AWS CLI.
    public init(mode: Mode = .standard, maxAttempts: Int = 3, maxBackoff: Double = 20) {
        self.mode = mode
        self.maxAttempts = max(1, maxAttempts)
        self.maxBackoff = maxBackoff
    }
}
