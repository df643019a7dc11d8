/// Writes values as YAML in block style, the same bytes for the same value.
public enum YAMLWriter {
    /// The value as a YAML document with a line end; lists stand at the indent of their key.
    ///
    /// Strings that any YAML reader could take for something else (`no`, `012`, `1e3`, dates, empty) are quoted;
    /// strings of several lines become `|` blocks where that keeps every character.
    public static func text(of value: JSONValue) -> String {
        var lines = ""
        switch value {
        case .object(let object) where !object.isEmpty: write(object, 0, &lines)
        case .array(let elements) where !elements.isEmpty: write(elements, 0, &lines)
        default: lines = scalar(value, indent: 0) + "\n"
        }
        return lines
    }

    /// The values as documents with `---` between them.
    public static func text(ofDocuments values: [JSONValue]) -> String {
        values.map(text(of:)).joined(separator: "---\n")
    }

    private static func write(_ object: JSONObject, _ indent: Int, _ lines: inout String, isInLine: Bool = false) {
        for (index, member) in object.members.enumerated() {
            if index > 0 || !isInLine { lines += blanks(indent) }
            lines += YAMLScalarWriter.key(member.key) + ":"
            switch member.value {
            case .object(let inner) where !inner.isEmpty:
                lines += "\n"
                write(inner, indent + 2, &lines)
            case .array(let elements) where !elements.isEmpty:
                lines += "\n"
                write(elements, indent, &lines)
            default: lines += " " + scalar(member.value, indent: indent + 2) + "\n"
            }
        }
    }

    private static func write(_ elements: [JSONValue], _ indent: Int, _ lines: inout String, isInLine: Bool = false) {
        for (index, element) in elements.enumerated() {
            lines += (index > 0 || !isInLine ? blanks(indent) : "") + "- "
            switch element {
            case .object(let inner) where !inner.isEmpty: write(inner, indent + 2, &lines, isInLine: true)
            case .array(let inner) where !inner.isEmpty: write(inner, indent + 2, &lines, isInLine: true)
            default: lines += scalar(element, indent: indent + 2) + "\n"
            }
        }
    }

    private static func scalar(_ value: JSONValue, indent: Int) -> String {
        switch value {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .number(let literal): literal
        case .string(let string): YAMLScalarWriter.value(string, indent: indent)
        case .array: "[]"
        case .object: "{}"
        }
    }

    private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
