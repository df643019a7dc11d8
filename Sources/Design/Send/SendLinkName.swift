/// The links of a test send; the raw value is the name in the JSON document.
public enum SendLinkName: String, Hashable, Sendable {
    /// The service account names the role of the answers.
    case annotation
    /// The cluster makes a token for the service account.
    case token
    /// STS gives credentials for the token.
    case assumeRole = "assume-role"
    /// STS says who somebody is with these credentials.
    case caller
    /// SES takes the message.
    case send
    /// The pod that sends runs.
    case workload

    /// The links of a way, in their order.
    public static func chain(_ way: SendWay) -> [SendLinkName] {
        switch way {
        case .chain: [.annotation, .token, .assumeRole, .send]
        case .owner: [.send]
        case .pod: [.workload, .caller, .send]
        }
    }
}
