/// What an overlay asks the wizard to do.
enum Followup: Hashable, Sendable {
    /// A row of a list was chosen.
    case choose(ListPurpose, String)
    /// A dialog was answered.
    case answer(DialogAnswer)
    /// An action of the screen below.
    case perform(Action)
    /// Copy a text.
    case copy(String, what: String)
    /// Show a text outside the full screen.
    case raw(String)
    /// Follow the link of a mail.
    case click(String)
    /// A multi-factor code was typed, or nil refused.
    case code(Int, String?)
}
