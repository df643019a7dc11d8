/// What a line is in a record that is written over several lines.
enum LineKind {
    /// A member, a bracket, a tag, a frame of a stack: part of the record around it.
    case part
    /// The first line of a record in a list of records.
    case opening
    /// A line of its own.
    case whole

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
        let text = LineStart(bytes, line)
        switch text.first {
        case nil: self = .whole
        case UInt8(ascii: "{"): self = .opening
        case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"): self = .part
        case UInt8(ascii: "<"): self = text.indent > 0 || text.byte(1) == UInt8(ascii: "/") ? .part : .opening
        default: self = Self.isMember(text) ? .part : .whole
        }
    }

    /// `"name": …`, `'name': …`, `name: 'text'`, and `at place (file)` of a stack.
    private static func isMember(_ text: LineStart) -> Bool {
        let quote = text.quote(at: 0)
        var index = quote
        while let byte = text.byte(index), byte.isLetter || byte.isDigit || "$_-.".utf8.contains(byte) { index += 1 }
        guard index > quote else { return false }
        if text.indent > 0, index == 2, text.byte(0) == UInt8(ascii: "a"), text.byte(1) == UInt8(ascii: "t") {
            return true
        }
        if quote > 0 {
            let closing = text.quote(at: index)
            guard closing > 0 else { return false }
            index += closing
        }
        while text.byte(index) == 0x20 { index += 1 }
        guard text.byte(index) == UInt8(ascii: ":") else { return false }
        if quote > 0 { return true }
        index += 1
        while text.byte(index) == 0x20 { index += 1 }
        guard text.indent >= 2, let byte = text.byte(index) else { return false }
        return text.quote(at: index) > 0 || "{[0123456789`".utf8.contains(byte)
    }
}

/// A line from where its own words begin: behind colours, and behind what carries lines of several sources.
private struct LineStart {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let start: Int
    private let end: Int
    /// The blanks before the words.
    let indent: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
        self.bytes = bytes
        end = line.upperBound
        var index = Self.behindCarrier(bytes, line)
        var indent = 0
        while index < line.upperBound {
            let byte = bytes[index]
            if byte == 0x20 || byte == 0x09 {
                indent += 1
                index += 1
            } else if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "|") {
                indent = -1
                index += 1
            } else if byte == 0x1B || byte == UInt8(ascii: "\\"),
                let past = Self.behindColour(bytes, index, line.upperBound)
            {
                index = past
            } else if byte < 0x20 {
                index += 1
            } else {
                break
            }
        }
        start = index
        self.indent = max(0, indent)
    }

    /// The first byte of the words; nil for a blank line.
    var first: UInt8? { byte(0) }

    func byte(_ offset: Int) -> UInt8? { start + offset < end ? bytes[start + offset] : nil }

    /// The length of a quote there, in any writing; 0 where none is.
    func quote(at offset: Int) -> Int {
        guard let byte = byte(offset) else { return 0 }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return 1 }
        for name in ["&quot;", "&#39;", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\\\""] {
            let bytes = Array(name.utf8)
            if bytes.indices.allSatisfy({ self.byte(offset + $0) == bytes[$0] }) { return bytes.count }
        }
        return 0
    }

    /// The place behind `2026-03-12T14:02:11.123Z stderr F ` of container runtimes and `name-1  | ` of Compose.
    private static func behindCarrier(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Int {
        var index = line.lowerBound
        let limit = min(line.upperBound, index + 64)
        func skip(_ fits: (UInt8) -> Bool) { while index < limit, fits(bytes[index]) { index += 1 } }
        skip { $0.isLetter || $0.isDigit || "-_./:".utf8.contains($0) }
        guard index > line.lowerBound else { return line.lowerBound }
        let isTime = bytes[line.lowerBound].isDigit && bytes[index - 1] == UInt8(ascii: "Z")
        skip { $0 == 0x20 }
        if index < limit, bytes[index] == UInt8(ascii: "|") { return min(index + 2, line.upperBound) }
        guard isTime, bytes[index..<line.upperBound].starts(with: "std".utf8) else { return line.lowerBound }
        return min(index + "stderr F ".utf8.count, line.upperBound)
    }

    private static func behindColour(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var index = start
        for form in ["\u{1B}[", "\\u001b[", "\\x1b[", "\\033["] where bytes[start..<end].starts(with: form.utf8) {
            index += form.utf8.count
            while index < end, bytes[index].isDigit || bytes[index] == UInt8(ascii: ";") { index += 1 }
            return index < end ? index + 1 : end
        }
        return nil
    }
}
