public import Design
public import Wire

/// The links of a test send; the raw value is the name in the JSON document.
public enum SendLinkName: String, Hashable, Sendable {
    /// The service account names the role of the answers.
    case annotation
    /// The cluster makes a token for the service account.
    case token
    /// STS gives credentials for the token.
    case assumeRole = "assume-role"
    /// SES takes the message.
    case send
}

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

    /// A link.
    public init(
        name: SendLinkName, isOK: Bool, milliseconds: Int64 = 0, requestID: String? = nil, detail: String,
        code: String? = nil, message: String? = nil
    ) {
        self.name = name
        self.isOK = isOK
        self.milliseconds = milliseconds
        self.requestID = requestID
        self.detail = detail
        self.code = code
        self.message = message
    }
}

/// Something that happens while a test message is sent.
public enum SendEvent: Hashable, Sendable {
    /// A link is being tried.
    case started(SendLinkName)
    /// A link is tried again after a pause.
    case pausing(SendLinkName, reason: String, secondsLeft: Int, attempt: Int)
    /// A link held or broke.
    case ended(SendLink)
}

/// How a test send went.
public struct SendReport: Hashable, Sendable {
    /// The way it went.
    public var via: SendWay
    /// The sender.
    public var sender: String
    /// The receiver.
    public var receiver: String
    /// The links in their order, up to the one that broke.
    public var links: [SendLink]
    /// The message's id; nil when SES did not take it.
    public var messageID: String?

    /// Whether SES took the message; whether it arrived nobody can tell from here.
    public var isOK: Bool { messageID != nil }

    /// The link that broke.
    public var broken: SendLink? { links.first { !$0.isOK } }

    /// How `send` ends: 0 sent, 3 when the token was refused to the operator, else 1; 69 when nobody answered.
    public var exitCode: ExitCode {
        guard let broken else { return isOK ? .success : .failed }
        if broken.name == .token || broken.name == .annotation, broken.code == "Forbidden" { return .incomplete }
        if broken.code == "Unreachable" { return .unreachable }
        return .failed
    }

    /// The document of `send -o json`: schema `sesame/send/v1`.
    public var document: JSONValue {
        let list = links.map { link -> JSONValue in
            let error: JSONValue =
                link.isOK ? .null : ["code": JSONValue(link.code), "message": JSONValue(link.message ?? link.detail)]
            return [
                "name": .string(link.name.rawValue), "ok": .bool(link.isOK),
                "milliseconds": JSONValue(link.milliseconds), "requestId": JSONValue(link.requestID),
                "detail": .string(link.detail), "error": error,
            ]
        }
        return [
            "schema": "sesame/send/v1", "via": .string(via.rawValue), "ok": .bool(isOK),
            "messageId": JSONValue(messageID), "links": .array(list),
        ]
    }
}
