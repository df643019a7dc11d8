import Wire

/// The last gate of text that leaves for a terminal or a log.
///
/// Whoever makes a line is to sanitise what came from outside, because only there is known where a line may end. What
/// was forgotten there ends here: of all control characters only line feeds and the colours of ``Paint`` get through.
enum Outgoing {
    /// The text as it may leave.
    static func text(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A || $0 >= 0x7F }) else { return text }
        let parts = text.split(separator: "\u{1B}", omittingEmptySubsequences: false)
        var result = harmless(parts[0])
        for part in parts.dropFirst() {
            if let color = Paint.sequences.first(where: { part.hasPrefix($0) }) {
                result += "\u{1B}\(color)" + harmless(part.dropFirst(color.count))
            } else {
                result += harmless("\u{1B}" + part)
            }
        }
        return result
    }

    private static func harmless(_ text: some StringProtocol) -> String {
        TerminalText.sanitized(String(text), keepingLines: true, limit: .max)
    }
}
