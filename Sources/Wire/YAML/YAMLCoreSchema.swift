/// What plain scalars mean in YAML 1.2's core schema.
enum YAMLCoreSchema {
    static func isNull(_ text: String) -> Bool { ["", "~", "null", "Null", "NULL"].contains(text) }

    static func bool(_ text: String) -> Bool? {
        switch text {
        case "true", "True", "TRUE": true
        case "false", "False", "FALSE": false
        default: nil
        }
    }

    static func value(_ text: String) -> JSONValue {
        if isNull(text) { return .null }
        if let bool = bool(text) { return .bool(bool) }
        // Only what JSON spells the same way is a number: 012345678901 is an account ID, not a sum.
        if let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first),
            let number = try? JSONValue.parse(text), case .number = number
        {
            return number
        }
        for (prefix, radix) in [("0x", 16), ("0o", 8)] where text.hasPrefix(prefix) {
            if let number = UInt64(text.dropFirst(2), radix: radix) { return .number(String(number)) }
        }
        return .string(text)
    }
}
