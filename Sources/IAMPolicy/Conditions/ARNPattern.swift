/// An ARN in a condition, compared part by part: no wildcard crosses a colon but in the last part.
struct ARNPattern: Hashable, Sendable {
    private let parts: [TextPattern]

    /// Compiles an ARN pattern; nil when it has fewer than six parts and so fits nothing.
    init?(_ text: String, variables: Bool) {
        let texts = ARNPattern.cutOutsideVariables(text, variables: variables)
        guard texts.count == 6 else { return nil }
        parts = texts.map { TextPattern($0, style: .wild, variables: variables) }
    }

    /// The variables in the pattern.
    var variables: [PolicyVariable] { parts.flatMap(\.variables) }

    func matches(_ found: [[UInt8]], in context: RequestContext) -> Truth {
        zip(parts, found).all { $0.matches($1, in: context) }
    }

    /// The six parts of an ARN in a request; nil for anything else.
    static func cut(_ text: String) -> [[UInt8]]? {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, text.hasPrefix("arn:") else { return nil }
        return parts.map(Array.init)
    }

    /// Cuts at the first five colons that do not belong to a variable's name.
    private static func cutOutsideVariables(_ text: String, variables: Bool) -> [String] {
        var cuts: [String.Index] = []
        var isInside = false
        var previous: UInt8 = 0
        for index in text.utf8.indices where cuts.count < 5 {
            let byte = text.utf8[index]
            if variables, byte == UInt8(ascii: "{"), previous == UInt8(ascii: "$") { isInside = true }
            if byte == UInt8(ascii: "}") { isInside = false }
            if byte == UInt8(ascii: ":"), !isInside { cuts.append(index) }
            previous = byte
        }
        var parts: [String] = []
        var start = text.startIndex
        for cut in cuts {
            parts.append(String(text[start..<cut]))
            start = text.utf8.index(after: cut)
        }
        parts.append(String(text[start...]))
        return parts
    }
}
