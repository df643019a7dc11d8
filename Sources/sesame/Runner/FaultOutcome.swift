/// What came of breaking or mending something in the demo's world.
struct FaultOutcome: Hashable, Sendable {
    /// Whether the world is another one now; what was read of it before is old then.
    var changesWorld: Bool
    /// What is said of it; it never tells which fault it was, so that an audience may read it.
    var says: String
    /// Why nothing was done, as the presenter may read it; nil where something was done.
    var refusal: String?

    /// There is no world in which something could be broken.
    static let noDemo = FaultOutcome.refused("Only the demo's world can be broken.")

    static func done(_ says: String, changesWorld: Bool = true) -> FaultOutcome {
        FaultOutcome(changesWorld: changesWorld, says: says, refusal: nil)
    }

    /// Nothing was done; what the audience may read of it says no more than that.
    static func refused(_ why: String, says: String = "Nothing was broken.") -> FaultOutcome {
        FaultOutcome(changesWorld: false, says: says, refusal: why)
    }
}
