/// What went wrong with one resource.
public struct ApplyProblem: Hashable, Sendable {
    /// AWS's or Kubernetes's code, or `Conflict`, `CannotTell`, `Needs`, `NeedsUnknown`, `NotAsked`,
    /// `Stopped`, `WrongAccount`, `State`.
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

    /// The sentence for where "not tried" stands already: without these words at its head.
    public var whyNotTried: String {
        let head = "Not tried: "
        return sentence.hasPrefix(head) ? String(sentence.dropFirst(head.count)) : sentence
    }
}
