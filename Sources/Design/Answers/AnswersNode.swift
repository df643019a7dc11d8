import Wire

/// A value of an answers file, read from YAML or JSON, with its place and the way it was written.
struct AnswersNode {
    /// What stands there.
    enum Content {
        /// Text; `isQuoted` is false for what JSON writes without quotes and for plain YAML.
        case scalar(String, isQuoted: Bool)
        /// Nothing: `null`, `~`, or an empty value.
        case nothing
        /// A list with its entries.
        case list([AnswersNode])
        /// Keys with values in the order of the file.
        case mapping([Member])
    }

    struct Member {
        var key: String
        var position: SourcePosition
        var value: AnswersNode
    }

    var position: SourcePosition
    var content: Content

    /// What it is, as "found" says it.
    var kind: String {
        switch content {
        case .scalar(let text, isQuoted: true): "\"\(TerminalText.sanitized(text))\""
        case .scalar(let text, isQuoted: false): TerminalText.sanitized(text)
        case .nothing: "nothing"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }

    init(_ node: YAMLNode) {
        position = node.position
        switch node.content {
        case .scalar(let text, let style):
            content = node.isNull ? .nothing : .scalar(text, isQuoted: style != .plain)
        case .sequence(let nodes):
            content = .list(nodes.map { AnswersNode($0) })
        case .mapping(let pairs):
            content = .mapping(
                pairs.map {
                    Member(key: $0.key.scalar ?? "", position: $0.key.position, value: AnswersNode($0.value))
                })
        }
    }

    init(_ node: JSONNode) {
        position = node.position
        switch node.content {
        case .null: content = .nothing
        case .bool(let flag): content = .scalar(flag ? "true" : "false", isQuoted: false)
        case .number(let literal): content = .scalar(literal, isQuoted: false)
        case .string(let text): content = .scalar(text, isQuoted: true)
        case .array(let nodes): content = .list(nodes.map { AnswersNode($0) })
        case .object(let members):
            content = .mapping(
                members.map { Member(key: $0.key, position: $0.keyPosition, value: AnswersNode($0.value)) })
        }
    }
}
