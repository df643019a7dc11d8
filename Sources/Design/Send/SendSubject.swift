import Identifiers
import Wire

/// What a message goes by: two sends of the same subject tried the same.
public struct SendSubject: Hashable, Sendable {
    /// The sender.
    public let sender: String
    /// Who gets it.
    public let receiver: String
    /// The ARN of the identity that is sent by.
    public let identity: String
    /// The ARN of the role.
    public let role: String
    /// The issuer and the subject of the pods' tokens.
    public let token: String

    /// The subject of a send.
    public init(_ design: DelegateSending, _ options: SendOptions) {
        sender = design.sender.text
        receiver = options.receiver(design)
        identity = design.identityARN.text
        role = design.roleARN.text
        token = "\(design.issuer.text) \(design.subject)"
    }

    /// The subject as a file keeps it.
    var document: JSONObject {
        JSONObject([
            ("sender", .string(sender)), ("receiver", .string(receiver)), ("identity", .string(identity)),
            ("role", .string(role)), ("token", .string(token)),
        ])
    }
}
