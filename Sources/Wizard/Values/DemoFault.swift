/// What can be broken on purpose in the demo.
public enum DemoFault: String, Hashable, Sendable, CaseIterable {
    case clientID = "client-id-dropped"
    case subject = "wrong-sub"
    case sendingPolicy = "sending-policy-gone"
    case identity = "identity-unverified"

    /// What breaks, in words.
    public var words: String {
        switch self {
        case .clientID: "Remove sts.amazonaws.com from the provider's audiences"
        case .subject: "Let the role trust another service account"
        case .sendingPolicy: "Delete the sending policy (door 2)"
        case .identity: "Make the sender unverified"
        }
    }
}
