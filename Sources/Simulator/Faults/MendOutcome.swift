/// What came of mending something in a simulated world.
public enum MendOutcome: Sendable, Hashable {
    /// The world is as it would be without the fault.
    case mended
    /// Somebody had repaired it by hand: nothing was changed.
    case wasRepaired
    /// It was armed only, and is no more.
    case disarmed
    /// It was not broken.
    case wasWhole
}
