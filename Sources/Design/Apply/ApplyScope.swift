public import Calls

/// What an apply may touch.
public enum ApplyScope: Hashable, Sendable {
    /// Everything of these sides.
    case sides(Set<Side>)
    /// The identities only, so that their mails go out early.
    case identities
    /// One resource that did not work before.
    case only(ResourceAddress)
}
