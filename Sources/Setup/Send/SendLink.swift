/// One link of a test send, and how it held.
public struct SendLink: Hashable, Sendable {
    /// Which link.
    public var name: SendLinkName
    /// Whether it held.
    public var isOK: Bool
    /// How long it took, in milliseconds.
    public var milliseconds: Int64
    /// The request id, where AWS gave one.
    public var requestID: String?
    /// What there is to say: the role, the session, the message id; or the sentence of what went wrong.
    public var detail: String
    /// AWS's or Kubernetes's code, or a word of sesame's; nil when it held.
    public var code: String?
    /// AWS's or Kubernetes's own words, whole and unaltered; text from outside.
    public var message: String?
    /// Whether SES may have taken the message although the link did not hold: its answer was lost.
    public var mayHaveHappened: Bool

    /// A link.
    public init(
        name: SendLinkName, isOK: Bool, milliseconds: Int64 = 0, requestID: String? = nil, detail: String,
        code: String? = nil, message: String? = nil, mayHaveHappened: Bool = false
    ) {
        self.name = name
        self.isOK = isOK
        self.milliseconds = milliseconds
        self.requestID = requestID
        self.detail = detail
        self.code = code
        self.message = message
        self.mayHaveHappened = mayHaveHappened
    }
}
