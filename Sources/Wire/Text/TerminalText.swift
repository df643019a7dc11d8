/// Makes text from outside safe to show.
public enum TerminalText {
    /// What counts as one line of somebody else's text, in Unicode scalars.
    public static let defaultLimit = 4096

    /// The text with everything that could steer a terminal or hide itself turned into visible escapes.
    ///
    /// Control characters become `\x1b`, `\n`, `\t`; direction marks, zero-width, private-use and tag characters become
    /// `\u{202e}`. What stays is printable, so nothing is lost silently. More than four combining marks in a row are
    /// cut, and a text beyond the limit ends in `…`.
    ///
    /// `keepingLines` leaves line feeds, for text that is shown over several lines; `limit` is the most scalars to take.
    public static func sanitized(
        _ text: String, keepingLines: Bool = false, limit: Int = TerminalText.defaultLimit
    ) -> String {
        var output = String.UnicodeScalarView()
        var marks = 0
        var previous: Unicode.Scalar?
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if index == limit {
                output.append("…")
                break
            }
            switch Treatment(of: scalar, after: previous) {
            case .shown:
                marks = 0
                output.append(scalar)
            case .lineEnd:
                marks = 0
                output.append(contentsOf: (keepingLines ? "\n" : "\\n").unicodeScalars)
            case .mark:
                marks += 1
                if marks <= 4 { output.append(scalar) }
            case .escaped:
                marks = 0
                output.append(contentsOf: escape(scalar).unicodeScalars)
            }
            previous = scalar
        }
        return String(output)
    }

    /// The bytes as sanitised text; bytes that are not UTF-8 become U+FFFD.
    public static func sanitized(
        bytes: some Collection<UInt8>, keepingLines: Bool = false, limit: Int = TerminalText.defaultLimit
    ) -> String {
        // A scalar has at most four bytes: what lies beyond the limit need not be decoded.
        let kept = bytes.prefix(limit.multipliedReportingOverflow(by: 4).partialValue + 4)
        return sanitized(String(decoding: kept, as: UTF8.self), keepingLines: keepingLines, limit: limit)
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\t": return "\\t"
        case "\r": return "\\r"
        default:
            let digits = String(scalar.value, radix: 16)
            return scalar.value < 0x100 ? "\\x" + digits.zeroPadded(to: 2) : "\\u{\(digits)}"
        }
    }

    /// What becomes of one scalar.
    private enum Treatment {
        case shown
        case lineEnd
        case mark
        case escaped

        init(of scalar: Unicode.Scalar, after previous: Unicode.Scalar?) {
            if (0x20...0x7E).contains(scalar.value) {
                self = .shown
                return
            }
            if scalar == "\n" {
                self = .lineEnd
                return
            }
            // Joined emoji are one picture; anywhere else the joiner is invisible.
            if scalar.value == 0x200D, let previous, previous.properties.isEmojiPresentation || previous.value == 0xFE0F
            {
                self = .shown
                return
            }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
                self = .escaped
            case .nonspacingMark, .enclosingMark, .spacingMark: self = .mark
            default: self = scalar.properties.isDefaultIgnorableCodePoint ? .escaped : .shown
            }
        }
    }
}
