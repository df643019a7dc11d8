import Wire

extension TerminalText {
    /// Text of several lines, each made harmless by itself.
    static func sanitizedLines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { sanitized(String($0)) }
            .joined(separator: "\n")
    }
}
