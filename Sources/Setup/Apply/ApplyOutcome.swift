public import Design

/// How one resource ended.
public enum ApplyOutcome: String, Hashable, Sendable {
    /// Written, and as wanted now.
    case done
    /// Nothing had to be written.
    case unchanged
    /// Waits for a person.
    case waiting
    /// AWS or Kubernetes refused.
    case failed
    /// Not tried: something it hangs on is not there, or the run was stopped.
    case notTried = "not-tried"
}

/// What went wrong with one resource.
public struct ApplyProblem: Hashable, Sendable {
    /// AWS's or Kubernetes's code, or `Conflict`, `CannotTell`, `Stopped`.
    public var code: String
    /// AWS's or Kubernetes's own words; text from outside.
    public var message: String
    /// The sentence for people.
    public var sentence: String
    /// The call that failed: `iam CreateRole`.
    public var call: String?
    /// The request id, where AWS gave one.
    public var requestID: String?
    /// Whether a permission for writing is missing.
    public var isRefusal: Bool

    /// A problem.
    public init(
        code: String, message: String, sentence: String, call: String? = nil, requestID: String? = nil,
        isRefusal: Bool = false
    ) {
        self.code = code
        self.message = message
        self.sentence = sentence
        self.call = call
        self.requestID = requestID
        self.isRefusal = isRefusal
    }
}

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
    public var problem: ApplyProblem?

    /// A result.
    public init(
        address: ResourceAddress, outcome: ApplyOutcome, note: String = "", milliseconds: Int64 = 0,
        task: PersonTask? = nil, problem: ApplyProblem? = nil
    ) {
        self.address = address
        self.outcome = outcome
        self.note = note
        self.milliseconds = milliseconds
        self.task = task
        self.problem = problem
    }

    /// Whether what hangs on this resource can be tried.
    var isUsable: Bool { outcome == .done || outcome == .unchanged || outcome == .waiting }
}
