import Calls
import Design

/// What a dialog's choice means.
enum DialogAnswer: Hashable, Sendable {
    /// Nothing: the harmless answer.
    case nothing
    /// Make the changes.
    case apply(ApplyScope)
    /// Ask who the proposed credentials are.
    case ask
    /// Open the list of credentials of a side.
    case chooseCaller(Side)
    /// Take the account that AWS named instead of the one that was named before.
    case useFoundAccount(Side)
    /// Let the owner of a side do its part.
    case handOver(Side)
    /// Leave although something is being written.
    case leave
    /// Put the demo's world back to its beginning.
    case resetWorld
}
