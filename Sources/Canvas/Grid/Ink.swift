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
