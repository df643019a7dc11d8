public import Design
public import Wire

/// What is sent, how, and for how long AWS may need to learn what was just written.
public struct SendOptions: Hashable, Sendable {
    /// The way.
    public var via: SendWay
    /// The receiver; nil takes the answers' one.
    public var receiver: String?
    /// The subject.
    public var subject: String
    /// The text.
    public var body: String
    /// When sesame last wrote something for this setup; refusals within two minutes of it are tried again.
    ///
    /// Nil asks the journal in the context's state directory.
    public var lastWrite: Timestamp?

    /// Options.
    public init(
        via: SendWay = .chain, receiver: String? = nil, subject: String = SendCommand.defaultSubject,
        body: String = SendCommand.defaultBody, lastWrite: Timestamp? = nil
    ) {
        self.via = via
        self.receiver = receiver
        self.subject = subject
        self.body = body
        self.lastWrite = lastWrite
    }
}
