public import Calls
public import Design

/// Something on a screen that can have the focus.
public enum ItemID: Hashable, Sendable {
    /// An answer.
    case field(FieldID)
    /// Whose credentials a side is asked with.
    case caller(Side)
    /// A button, or a line of a menu.
    case button(ButtonID)
    /// A resource of the plan.
    case resource(ResourceAddress)
    /// A row of another list, by its number.
    case row(Int)
    /// A choice that is no answer: how a message is sent, which language a snippet is in.
    case choice(ChoiceID)
    /// A bundle in this folder, by its number.
    case bundle(Int)
    /// A kind of value that a bundle masks or shows.
    case mask(MaskKind)
    /// The field of Diagnose that takes everything, or finds in a table.
    case anything
}
