public import Design

/// A plan with everything that it was made from.
public struct PlannedSetup: Sendable {
    /// The answers, completed by what the world told.
    public var answers: Answers
    /// The design that the answers give.
    public var design: DelegateSending
    /// What was seen.
    public var observations: Observations
    /// What was asked of the plan.
    public var options: PlanOptions
    /// Wanted against observed.
    public var plan: Plan
    /// When the world was read, on the context's stopwatch in milliseconds.
    public var readAt: Int64
}
