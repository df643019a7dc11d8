/// Copying through the terminal (OSC 52).
///
/// Terminals do not answer, so nobody can tell whether the text arrived; some refuse, some cut. The sentence that
/// reports a copy has to say so.
public enum Clipboard {
    /// The most bytes of text that are tried; beyond it common terminals drop the whole sequence.
    public static let limit = 74_994 / 4 * 3

    /// The sequence that puts text on the clipboard; nil when the text is over the limit.
    ///
    /// - Parameters:
    ///   - base64: The text's UTF-8 in base64.
    ///   - byteCount: How many bytes the text has.
    /// - Returns: The bytes to send, or nil when the text is too large.
    public static func sequence(base64: String, byteCount: Int) -> [UInt8]? {
        guard byteCount <= limit else { return nil }
        return Array("\u{1B}]52;c;\(base64)\u{07}".utf8)
    }
}
