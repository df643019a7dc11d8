extension String {
    /// The text without white space at both ends.
    var trimmingBlanks: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    /// Whether the text says yes in a config file or variable: `true`, whatever the case.
    var saysTrue: Bool { lowercased() == "true" }
}
