extension StringProtocol {
    /// The text without blanks and tabs at its ends: what HTTP calls optional white space.
    public var trimmingBlanks: String { trimmed { $0 == " " || $0 == "\t" } }

    /// The text without blanks, tabs and line ends at its ends: the white space of mail headers and of JSON.
    public var trimmingBlanksAndLineEnds: String { trimmed { " \t\r\n".unicodeScalars.contains($0) } }

    /// The text without white space of any kind at its ends, that of other scripts and non-breaking blanks included.
    public var trimmingWhitespace: String { trimmed(while: \.properties.isWhitespace) }

    /// The text, in quotes where a blank at an end or a second one in a row would be overlooked.
    ///
    /// For values that stand beside the one that is wanted: two that differ in a blank differ to the eye.
    public var quotingHiddenBlanks: String {
        let isHidden = first == " " || last == " " || contains("  ")
        return isHidden ? "\"\(self)\"" : String(self)
    }

    private func trimmed(while isOutside: (Unicode.Scalar) -> Bool) -> String {
        let kept = unicodeScalars.trimmed(while: isOutside)
        return String(self[kept.startIndex..<kept.endIndex])
    }
}

extension BidirectionalCollection {
    /// What is left without the elements at both ends for which the predicate holds.
    func trimmed(while isOutside: (Element) -> Bool) -> SubSequence {
        guard let first = firstIndex(where: { !isOutside($0) }), let last = lastIndex(where: { !isOutside($0) }) else {
            return self[endIndex...]
        }
        return self[first...last]
    }
}
