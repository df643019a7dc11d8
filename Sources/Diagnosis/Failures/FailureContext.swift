public import Calls
public import Design

/// What is known around a refused call; the more is known, the more exact the finding.
public struct FailureContext: Sendable {
    /// The setup that the call belongs to.
    public var design: DelegateSending?
    /// What has been seen of the world so far.
    public var observations: Observations
    /// The receiver of the message, where it is not the design's.
    public var receiver: String?
    /// The AWS profile of the caller.
    public var profile: String?
    /// What is known of a setup that has no design, because something is missing.
    public var answers: Answers?

    /// What a text told of the setup, where there is no design.
    var stated: [Placeholder: String] = [:]

    /// Whose account sends the message, and so whose sandbox counts.
    public var sending: Side

    /// Gathers what is known.
    public init(
        design: DelegateSending? = nil, observations: Observations = Observations(), receiver: String? = nil,
        profile: String? = nil, answers: Answers? = nil, sending: Side = .eks
    ) {
        self.sending = sending
        self.design = design
        self.observations = observations
        self.receiver = receiver
        self.profile = profile
        self.answers = answers
    }
}
