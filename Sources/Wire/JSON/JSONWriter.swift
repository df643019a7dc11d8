extension JSONValue {
    /// How a value is written.
    public enum Style: Sendable {
        /// Without blanks and line ends.
        case compact
        /// Two blanks per level, one member or element per line.
        case pretty
    }

    /// The value as text: the same bytes for the same value, keys in their order, no line end behind it.
    public func serialized(_ style: Style = .compact) -> String {
        String(decoding: bytes(style), as: UTF8.self)
    }

    /// The value as UTF-8 bytes.
    public func bytes(_ style: Style = .compact) -> [UInt8] {
        var writer = JSONWriter(style: style)
        writer.write(self, level: 0)
        return writer.output
    }
}

/// Appends values to a buffer of UTF-8 bytes.
struct JSONWriter {
    let style: JSONValue.Style
    private(set) var output: [UInt8] = []

    init(style: JSONValue.Style) { self.style = style }

    mutating func write(_ value: JSONValue, level: Int) {
        switch value {
        case .null: put("null")
        case .bool(let bool): put(bool ? "true" : "false")
        case .number(let literal): put(literal)
        case .string(let string): write(string)
        case .array(let elements):
            put("[")
            for (index, element) in elements.enumerated() {
                separate(index, level + 1)
                write(element, level: level + 1)
            }
            if !elements.isEmpty { newLine(level) }
            put("]")
        case .object(let object):
            put("{")
            for (index, member) in object.members.enumerated() {
                separate(index, level + 1)
                write(member.key)
                put(style == .pretty ? ": " : ":")
                write(member.value, level: level + 1)
            }
            if !object.isEmpty { newLine(level) }
            put("}")
        }
    }

    private mutating func write(_ string: String) {
        put("\"")
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""): put("\\\"")
            case UInt8(ascii: "\\"): put("\\\\")
            case 0x08: put("\\b")
            case 0x09: put("\\t")
            case 0x0A: put("\\n")
            case 0x0C: put("\\f")
            case 0x0D: put("\\r")
            case 0..<0x20: put("\\u" + String(byte, radix: 16).zeroPadded(to: 4))
            default: output.append(byte)
            }
        }
        put("\"")
    }

    private mutating func separate(_ index: Int, _ level: Int) {
        if index > 0 { put(",") }
        newLine(level)
    }

    private mutating func newLine(_ level: Int) {
        guard style == .pretty else { return }
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }

    private mutating func put(_ text: String) { output.append(contentsOf: text.utf8) }
}
