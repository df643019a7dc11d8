/// How many columns text takes, by grapheme clusters and an own table of East Asian widths.
///
/// The table is generated (`WidthTable`) and checked in, because C libraries and terminals differ.
public enum TextWidth {
    /// The columns of a string.
    public static func columns(_ text: some StringProtocol) -> Int {
        ShownText.isInForce ? drawn(ShownText.of(String(text))) : drawn(text)
    }

    /// The columns of a string as it stands.
    static func drawn(_ text: some StringProtocol) -> Int {
        var sum = 0
        for character in text { sum += columns(of: character) }
        return sum
    }

    /// The columns of one grapheme cluster: 1 or 2.
    ///
    /// A control character counts 1, because it is drawn as its replacement.
    public static func columns(of character: Character) -> Int {
        if character.isASCII { return 1 }
        var first: UInt32 = 0
        var isFirst = true
        for scalar in character.unicodeScalars {
            if isFirst {
                first = scalar.value
                isFirst = false
            } else if scalar.value == 0xFE0F || scalar.value == 0x200D {
                return 2
            } else if isRegional(scalar.value), isRegional(first) {
                return 2
            }
        }
        return WidthTable.contains(first, in: WidthTable.wide) ? 2 : 1
    }

    /// Whether a cluster may be drawn as it is: no control, no direction mark, nothing invisible.
    public static func isDrawable(_ character: Character) -> Bool {
        guard let first = character.unicodeScalars.first?.value else { return false }
        if first < 0x7F { return first >= 0x20 && character.unicodeScalars.count == 1 }
        if first < 0xA0 || first == 0xAD || (0xE0000...0xE0FFF).contains(first) { return false }
        for scalar in character.unicodeScalars where isDirection(scalar.value) { return false }
        return !WidthTable.contains(first, in: WidthTable.invisible)
    }

    private static func isRegional(_ value: UInt32) -> Bool { (0x1F1E6...0x1F1FF).contains(value) }

    private static func isDirection(_ value: UInt32) -> Bool {
        (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) || value == 0x200E || value == 0x200F
    }
}
