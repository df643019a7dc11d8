import Calls

/// One link of a test send, and how it held.
public struct SendLink: Hashable, Sendable {
    /// Which link.
    public var name: SendLinkName
    /// How long it took, in milliseconds.
    public var milliseconds: Int64
    /// The request id, where AWS gave one.
    public var requestID: String?
    /// What there is to say where it held: the role, the session, the message id.
    private var words: String
    /// Why it did not hold; nil when it did.
    public var problem: Problem?

    /// A link that held.
    public init(_ name: SendLinkName, _ words: String, milliseconds: Int64 = 0, requestID: String? = nil) {
        self.name = name
        self.words = words
        self.milliseconds = milliseconds
        self.requestID = requestID
    }

    /// A link that broke.
    public init(_ name: SendLinkName, _ problem: Problem, milliseconds: Int64 = 0) {
        self.name = name
        self.milliseconds = milliseconds
        self.problem = problem
        words = ""
        requestID = problem.failure?.requestID
    }

    /// Whether it held.
    public var isOK: Bool { problem == nil }
    /// What there is to say, in a sentence or a few words.
    public var detail: String { problem?.sentence ?? words }
    /// AWS's or Kubernetes's code, or a word of sesame's; nil when it held.
    public var code: String? { problem?.code }
    /// AWS's or Kubernetes's own words, whole; text from outside.
    public var message: String? { problem?.failure?.message }
    /// Whether SES may have taken the message although the link did not hold: its answer was lost.
    ///
    /// A token, or a Job that only asks, whose answer was lost sends nothing.
    public var mayHaveHappened: Bool { name == .send && problem?.failure?.mayHaveHappened ?? false }
}
