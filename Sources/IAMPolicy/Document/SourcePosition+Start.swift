public import Wire

extension SourcePosition {
    /// Line 1, column 1: where something begins that has no text of its own.
    public static let start = SourcePosition(line: 1, column: 1)
}
