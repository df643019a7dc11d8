public import Calls
public import Design
public import Diagnosis

/// A look at a subject: the verdict, and everything that it rests on.
public struct Examination: Sendable {
    /// The verdict.
    public var diagnosis: Diagnosis
    /// The answers, as they were judged.
    public var seen: Observations
    /// The calls in the order in which their answers came.
    public var made: [MadeCall]
    /// How many round trips one after the other it took.
    public var rounds: Int
    /// From the first question to the verdict.
    public var milliseconds: Int64
    /// Whether somebody stopped it: the verdict is of what was read until then.
    public var isStopped: Bool
    /// The links of the probe; nil where nobody asked for one.
    public var proof: [SendLink]?

    /// A look.
    public init(
        _ diagnosis: Diagnosis, _ seen: Observations, made: [MadeCall], rounds: Int, milliseconds: Int64,
        isStopped: Bool
    ) {
        self.diagnosis = diagnosis
        self.seen = seen
        self.made = made
        self.rounds = rounds
        self.milliseconds = milliseconds
        self.isStopped = isStopped
    }
}
