public import Design
public import Wire

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
