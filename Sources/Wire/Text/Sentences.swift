extension String {
    /// The sentence without its full stop, to stand inside another.
    public var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }

    /// The text with its first character as a capital, to begin a sentence.
    public var capitalizedFirst: String { (first?.uppercased() ?? "") + dropFirst() }
}

extension Int {
    /// The number with what it counts: `1 mail`, `2 mails`.
    ///
    /// - Parameters:
    ///   - one: The word for one.
    ///   - many: The word for none and for several; `one` with an s when left out.
    /// - Returns: Number and word.
    public func counting(_ one: String, _ many: String? = nil) -> String {
        "\(self) \(self == 1 ? one : many ?? one + "s")"
    }

    /// The number in a row: `1st`, `2nd`, `3rd`, `4th`, `11th`.
    public var ordinal: String {
        switch (self % 10, self % 100) {
        case (1, let rest) where rest != 11: "\(self)st"
        case (2, let rest) where rest != 12: "\(self)nd"
        case (3, let rest) where rest != 13: "\(self)rd"
        default: "\(self)th"
        }
    }
}

extension Collection<String> {
    /// The texts as a list in a sentence: `a`, `a and b`, `a, b and c`.
    public var listed: String {
        guard count > 1 else { return first ?? "" }
        return dropLast(1).joined(separator: ", ") + " and " + Array(suffix(1))[0]
    }
}
