public import Calls

/// What is sent, and how.
public struct SendOptions: Hashable, Sendable {
    /// The way.
    public var via: SendWay
    /// The receiver; nil takes the answers' one, ``testMailbox`` Amazon's own test mailbox.
    public var receiver: String?
    /// The subject.
    public var subject: String
    /// The text; nil takes the way's own.
    public var body: String?

    /// The pod that sends, by ``SendWay/pod``; nil takes the guide's test workload.
    public var pod: String?
    /// Whether Jobs of the service account send, made for it and removed afterwards, by ``SendWay/pod``: no workload is
    /// needed, and no program is run in a pod that is there.
    public var byJob: Bool
    /// Which cluster commands that are shown for kubectl go to.
    public var kubectl = KubectlOptions()

    /// The word for Amazon's own test mailbox.
    public static let testMailbox = "simulator"

    /// Options.
    public init(
        via: SendWay = .chain, receiver: String? = nil, subject: String = SendCommand.defaultSubject,
        body: String? = nil, pod: String? = nil, byJob: Bool = false
    ) {
        self.via = via
        self.receiver = receiver
        self.subject = subject
        self.body = body
        self.pod = pod
        self.byJob = byJob
    }

    /// Who gets the message.
    public func receiver(_ design: DelegateSending) -> String {
        receiver == Self.testMailbox ? DelegateSending.mailboxSimulator : receiver ?? design.testReceiver
    }
}
