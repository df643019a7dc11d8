@testable import IAMPolicy

/// Wildcards beside a matcher that is too simple to be wrong.
enum Wildcards {
    static func complaint(about bytes: [UInt8]) -> String? {
        let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
        let pattern = String(decoding: parts[0], as: UTF8.self)
        let text = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
        _ = ResourcePattern(pattern).matches(text)
        _ = ActionPattern(pattern).matches(text)
        // The simple matcher is quadratic.
        guard pattern.utf8.count * text.utf8.count < 1_000_000 else { return nil }
        let matches = Wildcard(pattern).matches(text)
        return matches == simple(Array(pattern.unicodeScalars), Array(text.unicodeScalars))
            ? nil : "\(pattern.debugDescription) on \(text.debugDescription): \(matches)"
    }

    /// Goes through the pattern row by row: which beginnings of the text does this much of it fit.
    private static func simple(_ pattern: [Unicode.Scalar], _ text: [Unicode.Scalar]) -> Bool {
        var fits = [true] + Array(repeating: false, count: text.count)
        for token in pattern {
            var next = Array(repeating: false, count: text.count + 1)
            for length in 0...text.count {
                switch token {
                case "*": next[length] = fits[length] || (length > 0 && next[length - 1])
                case "?": next[length] = length > 0 && fits[length - 1]
                default: next[length] = length > 0 && fits[length - 1] && text[length - 1] == token
                }
            }
            fits = next
        }
        return fits[text.count]
    }
}
