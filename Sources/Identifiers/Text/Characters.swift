/// Sets of ASCII characters that the rules for names are made of.
enum Characters {
    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
    static func isSmall(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) }
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool { isSmall(scalar) || ("A"..."Z").contains(scalar) }
    static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool { isLetter(scalar) || isDigit(scalar) }
    static func isSmallAlphanumeric(_ scalar: Unicode.Scalar) -> Bool { isSmall(scalar) || isDigit(scalar) }
    /// Printable ASCII without the blank.
    static func isVisible(_ scalar: Unicode.Scalar) -> Bool { (0x21...0x7E).contains(scalar.value) }
}

extension String {
    /// The text without blanks, tabs and line ends around it.
    var trimmed: String {
        let blanks: Set<Character> = [" ", "\t", "\n", "\r", "\r\n", "\u{A0}", "\u{FEFF}", "\u{200B}"]
        guard let first = firstIndex(where: { !blanks.contains($0) }),
            let last = lastIndex(where: { !blanks.contains($0) })
        else { return "" }
        return String(self[first...last])
    }

    /// The text with zeros in front until it has the given length.
    func leftPadded(to length: Int) -> String {
        String(repeating: "0", count: max(0, length - count)) + self
    }

    /// The first run of scalars that the rule does not allow, nil when all are allowed.
    func firstRun(outside allowed: (Unicode.Scalar) -> Bool) -> String? {
        guard let start = unicodeScalars.firstIndex(where: { !allowed($0) }) else { return nil }
        let end = unicodeScalars[start...].firstIndex(where: allowed) ?? unicodeScalars.endIndex
        return String(unicodeScalars[start..<end])
    }

    /// The text with ASCII capitals made small; other characters stay.
    var lowercasedASCII: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
                }))
    }
}
