/// How large a terminal is, in cells.
public struct TerminalSize: Hashable, Sendable {
    /// How many characters are in a line.
    public var columns: Int
    /// How many lines there are.
    public var rows: Int

    /// A size.
    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// What is said to a program in a pod while it runs.
public enum PodInput: Hashable, Sendable {
    /// More of its standard input.
    case bytes([UInt8])
    /// Its terminal has another size now.
    case resize(TerminalSize)
    /// No more input will come; what that means in version 4 see ``PodCommand/input``.
    case end
}

/// What a program in a pod wrote: text from outside, as it came.
public enum PodOutput: Hashable, Sendable {
    /// On its standard output.
    case out([UInt8])
    /// On its standard error.
    case error([UInt8])
}
