/// What a call does to the world: how often it may be made, and whose account has to be known before it is.
public enum Effect: Hashable, Sendable {
    /// It looks, or it gives credentials; making it twice does no harm.
    case read
    /// It changes something, and making it twice changes no more than making it once.
    case write
    /// It changes something each time it is made: a mail, a new version.
    ///
    /// An attempt whose fate is unknown is not repeated, by anybody.
    case writeEachTime

    /// Whether the world is another one afterwards.
    public var writes: Bool { self != .read }
}
