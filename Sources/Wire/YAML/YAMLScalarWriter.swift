/// Writes one string so that every YAML reader reads the same string.
enum YAMLScalarWriter {
    static func key(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

    static func value(_ text: String, indent: Int) -> String {
        if isPlain(text) { return text }
        return isBlock(text) ? block(text, indent: indent) : quoted(text)
    }

    // MARK: Plain

    /// True when the text needs no quotes under YAML 1.1 and 1.2.
    static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, text.unicodeScalars.allSatisfy(isPlainCharacter),
            !"-?:,[]{}#&*!|>'\"%@`= ".unicodeScalars.contains(first), !text.hasSuffix(" "), !text.hasSuffix(":"),
            !hasSign(text)
        else { return false }
        return !words.contains(text.lowercased()) && !looksLikeNumber(text)
    }

    /// Whether a colon before a blank or a `#` after one stands in the text: the end of a key, a comment.
    private static func hasSign(_ text: String) -> Bool {
        zip(text.utf8, text.utf8.dropFirst()).contains { first, second in
            first == UInt8(ascii: ":") && second == UInt8(ascii: " ")
                || first == UInt8(ascii: " ") && second == UInt8(ascii: "#")
        }
    }

    /// What YAML 1.1 reads as truth value or nothing; 1.2 readers know fewer.
    private static let words: Set<String> = [
        "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", ".nan", "<<", "---", "...",
    ]

    private static func isPlainCharacter(_ scalar: Unicode.Scalar) -> Bool {
        (0x20...0x7E).contains(scalar.value)
    }

    /// True for whatever begins like a number or date and goes on with nothing that could not belong to one.
    private static func looksLikeNumber(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, "0123456789+-.".unicodeScalars.contains(first) else {
            return false
        }
        let parts = "0123456789+-.:_,abcdefxoABCDEFXOTZtz INFinf".unicodeScalars
        return text.unicodeScalars.allSatisfy { parts.contains($0) }
    }

    // MARK: Blocks

    /// True when `|` keeps every character: several lines, printable, no blank that a block would drop or misread.
    private static func isBlock(_ text: String) -> Bool {
        guard text.contains("\n"), !text.hasPrefix(" "), !text.hasPrefix("\n"), !text.hasSuffix("\n\n") else {
            return false
        }
        return text.unicodeScalars.allSatisfy { $0 == "\n" || isPrintable($0) }
            && !text.split(separator: "\n").contains { $0.hasSuffix(" ") }
    }

    private static func block(_ text: String, indent: Int) -> String {
        let margin = String(repeating: " ", count: max(indent, 2))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let body = text.hasSuffix("\n") ? lines.dropLast() : lines[...]
        return (text.hasSuffix("\n") ? "|\n" : "|-\n")
            + body.map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
    }

    // MARK: Quotes

    static func quoted(_ text: String) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            default:
                if isPrintable(scalar) { output.unicodeScalars.append(scalar) } else { output += escape(scalar) }
            }
        }
        return output + "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return switch scalar.value {
        case 0..<0x100: "\\x" + digits.zeroPadded(to: 2)
        case 0..<0x10000: "\\u" + digits.zeroPadded(to: 4)
        default: "\\U" + digits.zeroPadded(to: 8)
        }
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: false
        default: true
        }
    }
}
