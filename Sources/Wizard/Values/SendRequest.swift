/// A test message to be sent.
public struct SendRequest: Hashable, Sendable {
    /// The way it takes.
    public enum Way: String, Hashable, Sendable, CaseIterable {
        /// As a pod does it, from this computer: token, role, SES with the source ARN.
        case chain
        /// With the SES account's own credentials, without source ARN.
        case owner
    }

    /// Who gets it.
    public enum Target: Hashable, Sendable {
        /// The receiver of the answers.
        case receiver
        /// Amazon's own test mailbox, `success@simulator.amazonses.com`.
        case simulator
    }

    /// The way.
    public var way: Way
    /// Who gets it.
    public var target: Target

    /// A request.
    public init(way: Way = .chain, target: Target = .receiver) {
        self.way = way
        self.target = target
    }
}
