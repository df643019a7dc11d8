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
