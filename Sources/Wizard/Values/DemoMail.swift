/// A mail in the demo's inbox.
public struct DemoMail: Hashable, Sendable {
    /// What the simulator knows it by.
    public var id: String
    /// Who it is for.
    public var to: String
    /// The account that it is about.
    public var account: String
    /// The subject, without its sender.
    public var subject: String
    /// The text, line by line.
    public var lines: [String]
    /// Whether it has a link that was not clicked yet, or records that nobody published.
    public var hasLink: Bool
    /// Whether it is no mail, but a domain's DNS records that its owner has to publish.
    public var isRecords: Bool

    /// A mail.
    public init(
        id: String, to: String, account: String, subject: String, lines: [String], hasLink: Bool,
        isRecords: Bool = false
    ) {
        self.id = id
        self.to = to
        self.account = account
        self.subject = subject
        self.lines = lines
        self.hasLink = hasLink
        self.isRecords = isRecords
    }
}
