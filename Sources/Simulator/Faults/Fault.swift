/// A scenario with a code as something that is switched on and off in a running world, and how it stands there.
public struct Fault: Sendable, Hashable {
    /// How a fault stands.
    public enum Standing: Sendable, Hashable {
        /// It is not broken, or somebody repaired it by hand.
        case off
        /// It breaks just before the next of something.
        case armed(FaultCue)
        /// It has been broken for so many seconds.
        case on(seconds: Int)
    }

    /// The name of its scenario.
    public var name: String
    /// Its number in a menu, counted from 1; nil for those that only searching finds.
    public var number: Int?
    /// What it is, in a few words, with the names of the setup that it is about.
    public var called: String
    /// What is the case then, in one sentence.
    public var title: String
    /// The code of the one root cause that a diagnosis names.
    public var code: String
    /// Whose account it is in, or whose sign-in it is about: `eks` or `ses`.
    public var side: String
    /// How it stands.
    public var standing: Standing
    /// The name of the fault that was broken later and changed the same; nil where nothing lies over it.
    public var coveredBy: String?
}
