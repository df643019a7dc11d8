/// One resource after an apply.
public struct ApplyResult: Hashable, Sendable {
    /// The resource.
    public var address: ResourceAddress
    /// How it ended.
    public var outcome: ApplyOutcome
    /// What there is to say about it, without period: `3rd try; IAM needed time`; may be empty.
    public var note: String
    /// How long it took, in milliseconds.
    public var milliseconds: Int64
    /// What a person has to do, for `waiting`.
    public var task: PersonTask?
    /// What went wrong, for `failed` and `notTried`.
    public var problem: Problem?

    /// A result.
    public init(
        address: ResourceAddress, outcome: ApplyOutcome, note: String = "", milliseconds: Int64 = 0,
        task: PersonTask? = nil, problem: Problem? = nil
    ) {
        self.address = address
        self.outcome = outcome
        self.note = note
        self.milliseconds = milliseconds
        self.task = task
        self.problem = problem
    }

    /// Whether what hangs on this resource can be tried.
    public var isUsable: Bool { outcome == .done || outcome == .unchanged || outcome == .waiting }
}
