/// How a cell looks: attributes and the role of its colour.
///
/// Which colour a role becomes on a terminal is decided by ``Palette``; backgrounds are never set.
public struct Style: Hashable, Sendable {
    /// Bold, dim, reverse, underline.
    public var attributes: Attributes
    /// The role of the foreground colour.
    public var ink: Ink

    /// Makes a style.
    public init(_ attributes: Attributes = [], ink: Ink = .default) {
        self.attributes = attributes
        self.ink = ink
    }

    /// Text and values.
    public static let plain = Style()
    /// Titles, buttons, the current step.
    public static let bold = Style(.bold)
    /// The focused item.
    public static let focus = Style(.reverse)
    /// Sources of values, steps that were not reached yet.
    public static let faint = Style(.dim, ink: .dim)
    /// A glyph that says right.
    public static let right = Style(ink: .right)
    /// A glyph that says wrong.
    public static let wrong = Style(ink: .wrong)
    /// A glyph that says that a person is needed.
    public static let attention = Style(ink: .attention)
    /// The current hop of a drawing.
    public static let link = Style(.bold, ink: .link)
    /// Text that is being edited.
    public static let edited = Style(.underline)

    /// The same style with more attributes.
    public func adding(_ more: Attributes) -> Style { Style(attributes.union(more), ink: ink) }
}

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

/// What a colour stands for.
///
/// Colour never carries meaning alone: a glyph or a word always says the same.
public enum Ink: UInt8, Hashable, Sendable, CaseIterable {
    /// The terminal's own foreground: all sentences and values.
    case `default`
    /// Right, done, added.
    case right
    /// Wrong, removed.
    case wrong
    /// Needs a person, cannot tell, open question.
    case attention
    /// Links, and the current hop of a drawing.
    case link
    /// Sources of values and steps that were not reached yet.
    case dim
    /// A second accent, for words of highlighted documents.
    case accent
}
