/// A plain mail to send.
public struct EmailMessage: Hashable, Sendable {
    /// The From address; SES v1 calls it the source.
    public var from: String
    /// The receivers, at most 50 with those of copies.
    public var to: [String]
    /// The subject.
    public var subject: String
    /// The text.
    public var text: String
    /// The ARN of the identity that allows the send; needed where it is another account's.
    public var sourceARN: String?
    /// The configuration set of the caller's account to send with.
    public var configurationSet: String?

    /// Creates a mail.
    public init(
        from: String, to: [String], subject: String, text: String, sourceARN: String? = nil,
        configurationSet: String? = nil
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.sourceARN = sourceARN
        self.configurationSet = configurationSet
    }
}
