/// The words of a text, of letters, digits and `_`, with what stands around them.
struct WordsOfText: Sequence, IteratorProtocol {
    /// A word.
    struct Word {
        let text: String
        /// Whether it stands where errors put their code: before a colon, in quotes or in brackets, or as an exception.
        let isMarked: Bool
    }

    private let bytes: [UInt8]
    private var index = 0

    init(_ text: Haystack) { bytes = text.bytes }

    mutating func next() -> Word? {
        while index < bytes.count, !Self.isWord(bytes[index]) { index += 1 }
        guard index < bytes.count else { return nil }
        let start = index
        while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        let before = start > 0 ? bytes[start - 1] : 0x20
        let after = index < bytes.count ? bytes[index] : 0x20
        let isMarked =
            after == UInt8(ascii: ":") || text.hasSuffix("Exception")
            || "\"'(<>#".utf8.contains(before) && "\"')<>".utf8.contains(after)
        return Word(text: text, isMarked: isMarked)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_")
    }
}

/// Members of an object in any writing: `"code": "X"`, `Code: 'X'`, `code: Some("X")`, `ErrorCode = X`.
struct Members {
    private let text: Haystack

    init(_ text: Haystack) { self.text = text }

    /// The value of the first member that has one of the names, in small letters, and fits.
    func value(_ names: [String], _ fits: (String) -> Bool = { _ in true }) -> String? {
        for name in names {
            var start = 0
            while let place = text.find(name, from: start) {
                start = place.upperBound
                if let value = value(at: place), fits(value) { return value }
            }
        }
        return nil
    }

    private func value(at name: Range<Int>) -> String? {
        let bytes = text.bytes
        if name.lowerBound > 0, bytes[name.lowerBound - 1].isLetter || bytes[name.lowerBound - 1] == 0x5F { return nil }
        var index = name.upperBound
        func skip(_ marks: String) { while index < bytes.count, marks.utf8.contains(bytes[index]) { index += 1 } }
        skip("\"'")
        skip(" ")
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "=") else {
            return nil
        }
        index += 1
        skip(" \n")
        if let some = text.find("some(", from: index), some.lowerBound == index { index = some.upperBound }
        guard index < bytes.count else { return nil }
        let quote = bytes[index]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            let bare = text.string(from: index, until: ",}\n").trimmedOfMarks
            return bare.isEmpty || bare == "null" || bare.hasPrefix("{") ? nil : bare
        }
        let end = ErrorMessage.end(of: quote, in: bytes, from: index + 1)
        return end > index + 1 ? text.string((index + 1)..<end) : nil
    }
}
