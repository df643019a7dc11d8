/// Text attributes that every terminal can show or ignore.
public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Makes attributes from bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Titles, buttons, the current step.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter than the rest, where the terminal has it.
    public static let dim = Attributes(rawValue: 2)
    /// Foreground and background exchanged: the focus, and the word DEMO.
    public static let reverse = Attributes(rawValue: 4)
    /// Edited text.
    public static let underline = Attributes(rawValue: 8)
}
