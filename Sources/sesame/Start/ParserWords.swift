import Wire

/// What the parser of arguments says, in sesame's own words: what was found and what is expected.
///
/// The parser's messages are English sentences of its library; one that is not known here stays as it is.
enum ParserWords {
    /// The message in sesame's words.
    ///
    /// - Parameter message: The parser's message, with its lines of help and usage.
    /// - Returns: The problem on the first line, whole; help and usage below it.
    static func reworded(_ message: String) -> String {
        var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var choices: [String] = []
        // Many values stand in lines of their own, which a reader of one line would miss.
        while lines.count > 1, lines[1].hasPrefix("  - ") { choices.append(String(lines.remove(at: 1).dropFirst(4))) }
        lines[0] = problem(lines[0], choices)
        return lines.joined(separator: "\n")
    }

    private static func problem(_ text: String, _ choices: [String]) -> String {
        if let words = between(text, "The value '", "' is invalid for '"), let rest = words.rest {
            let parts = rest.split(separator: "'", maxSplits: 1, omittingEmptySubsequences: false)
            let option = String(parts[0])
            let list = parts.count > 1 ? quoted(String(parts[1])) : []
            let all = choices.isEmpty ? list : choices
            let expected = all.isEmpty ? placeholder(option).map { "expected \($0)" } : "expected \(alternatives(all))"
            return "\(name(option)): found \"\(words.found)\"\(expected.map { ", \($0)" } ?? "")."
        }
        if let words = between(text, "Unknown option '", "'") {
            let near = words.rest.flatMap { between($0, "Did you mean '", "'") }
            return "There is no option \(words.found) here.\(near.map { " Did you mean \($0.found)?" } ?? "")"
        }
        if let words = between(text, "Missing value for '", "'") {
            return "\(name(words.found)) needs a value\(placeholder(words.found).map { ": \($0)" } ?? "")."
        }
        if let words = between(text, "Unexpected argument '", "'") {
            return "\"\(words.found)\" is not expected here."
        }
        if let words = between(text, "Missing expected argument '", "'") {
            return "Something is missing: \(words.found)."
        }
        return text
    }

    /// What stands between two texts at the beginning, and what comes after; the rest is nil where there is none.
    private static func between(_ text: String, _ start: String, _ end: String) -> (found: String, rest: String?)? {
        guard let first = text.firstRange(of: start) else { return nil }
        let tail = text[first.upperBound...]
        guard let last = tail.firstRange(of: end) else { return nil }
        let rest = tail[last.upperBound...]
        return (String(tail[..<last.lowerBound]), rest.isEmpty ? nil : String(rest))
    }

    /// The values in single quotes.
    private static func quoted(_ text: String) -> [String] {
        text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    }

    /// `a`, `a or b`, `a, b or c`.
    private static func alternatives(_ values: [String]) -> String {
        guard let last = values.last, values.count > 1 else { return values.first ?? "" }
        return values.dropLast().joined(separator: ", ") + " or " + last
    }

    /// `--side` of `--side <side>`.
    private static func name(_ option: String) -> String {
        String(option.prefix { $0 != " " })
    }

    /// `<side>` of `--side <side>`.
    private static func placeholder(_ option: String) -> String? {
        option.firstIndex(of: "<").map { String(option[$0...]) }
    }
}
