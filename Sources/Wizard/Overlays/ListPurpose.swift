import Calls
import Design

/// What a list is for.
enum ListPurpose: Hashable, Sendable {
    /// A value for a field.
    case field(FieldID)
    /// Credentials for a side.
    case caller(Side)
    /// An action of the screen.
    case actions([Action])
    /// A screen to go to.
    case screens
    /// Something to break in the demo.
    case faults
    /// A setup to open.
    case setups
}
