import Identifiers
import Wire

/// What the placeholders of snippets stand for in a design.
struct SnippetValues: Sendable {
    private let values: [String: String]

    /// The placeholders; a test holds the templates against them.
    static let names: Set<String> = [
        "sender", "receiver", "arn", "region", "set", "account", "ses", "endpoint", "smtp", "destination", "content",
        "message",
    ]

    /// The values of a design.
    ///
    /// Without a value are the configuration set where there is none, and the source ARN where the identity is the
    /// program's own account's.
    init(_ design: DelegateSending) {
        let suffix = "\(design.sesRegion.text).\(design.partition.dnsSuffix)"
        var values = [
            "sender": design.sender.text, "receiver": design.testReceiver, "region": design.sesRegion.text,
            "account": design.serviceAccountWords, "ses": design.sesAccount.text, "endpoint": "email.\(suffix)",
            "smtp": "email-smtp.\(suffix):587",
        ]
        func text(_ text: String) -> JSONValue { ["Data": .string(text), "Charset": "UTF-8"] }
        let message: JSONValue = ["Subject": text("Hello"), "Body": ["Text": text("Hello from a pod.")]]
        let destination: JSONValue = ["ToAddresses": [.string(design.testReceiver)]]
        let content: JSONValue = ["Simple": message]
        values["destination"] = destination.serialized(.compact)
        values["message"] = message.serialized(.compact)
        values["content"] = content.serialized(.compact)
        values["set"] = design.configurationSet?.text
        if design.eksAccount != design.sesAccount { values["arn"] = design.identityARN.text }
        self.values = values
    }

    /// Whether there is a source ARN to pass.
    var hasSourceARN: Bool { values["arn"] != nil }

    /// A line with its placeholders filled: `{sender}` is a literal of the language, `{sender:none}` the bare value.
    ///
    /// - Returns: The line; nil where it names a value that the design does not have, so that the line is left out.
    func filled(_ line: String, _ quoting: SnippetQuoting) -> String? {
        var filled = ""
        var rest = line[...]
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            rest = rest[open...]
            guard let (name, asked, end) = Self.placeholder(rest) else {
                // A brace of the language itself.
                filled += "{"
                rest = rest.dropFirst()
                continue
            }
            guard let value = values[name] else { return nil }
            filled += (asked ?? quoting).literal(value)
            rest = rest[end...]
        }
        return filled + rest
    }

    /// The placeholder that a text begins with, how its value is quoted where it says so, and where it ends.
    private static func placeholder(
        _ text: Substring
    ) -> (name: String, quoting: SnippetQuoting?, end: Substring.Index)? {
        guard let close = text.firstIndex(of: "}") else { return nil }
        let parts = text[..<close].dropFirst().split(separator: ":", maxSplits: 1).map(String.init)
        guard let name = parts.first, names.contains(name) else { return nil }
        return (name, parts.count == 2 ? SnippetQuoting(rawValue: parts[1]) : nil, text.index(after: close))
    }
}
