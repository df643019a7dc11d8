/// A line with a word that errors hold, and its neighbours, cut out of a longer text.
struct Passage {
    /// The line, or the part of it around the word where it is very long.
    let own: Range<Int>
    /// The lines before it and behind it, the nearest first.
    let before: [Range<Int>]
    let after: [Range<Int>]

    /// The most bytes that are looked at before the word, behind it, and in the lines around.
    static let lead = 4096
    static let reach = 8192
    private static let lines = 60

    /// Cuts out what belongs to a place.
    init(_ bytes: UnsafeBufferPointer<UInt8>, around hit: Range<Int>) {
        var start = hit.lowerBound
        let first = max(0, start - Self.lead)
        while start > first, bytes[start - 1] != 0x0A { start -= 1 }
        var end = hit.upperBound
        let last = min(bytes.count, end + Self.reach)
        while end < last, bytes[end] != 0x0A { end += 1 }
        // Documents may come as one line: an element of a list is a record of its own.
        if let gap = Self.gap(bytes, in: start..<hit.lowerBound, backwards: true) { start = gap + 2 }
        if let gap = Self.gap(bytes, in: hit.upperBound..<end, backwards: false) { end = gap + 1 }
        own = start..<end

        var after: [Range<Int>] = []
        var place = end
        while after.count < Self.lines, place < last, bytes[place] == 0x0A {
            var stop = place + 1
            while stop < last, bytes[stop] != 0x0A { stop += 1 }
            after.append((place + 1)..<stop)
            place = stop
        }
        self.after = after

        var before: [Range<Int>] = []
        place = start
        while before.count < Self.lines, place > first, bytes[place - 1] == 0x0A {
            var begin = place - 1
            while begin > first, bytes[begin - 1] != 0x0A { begin -= 1 }
            before.append(begin..<(place - 1))
            place = begin
        }
        self.before = before
    }

    /// Where one element of a list ends and the next one begins: `},{`.
    private static func gap(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, backwards: Bool) -> Int? {
        guard range.count >= 3 else { return nil }
        let places = range.lowerBound...(range.upperBound - 3)
        func isGap(_ place: Int) -> Bool {
            bytes[place] == UInt8(ascii: "}") && bytes[place + 1] == UInt8(ascii: ",")
                && (bytes[place + 2] == UInt8(ascii: "{")
                    || bytes[place + 2] == 0x20 && place + 3 < range.upperBound
                        && bytes[place + 3] == UInt8(ascii: "{"))
        }
        return backwards ? places.last(where: isGap) : places.first(where: isGap)
    }
}

/// What a line is in a record that is written over several lines.
enum LineKind {
    /// A member, a bracket, a tag, a frame of a stack: part of the record around it.
    case part
    /// The first line of a record in a list of records.
    case opening
    /// A line of its own.
    case whole

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
        var index = line.lowerBound
        while index < line.upperBound, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        let indent = index - line.lowerBound
        let rest = UnsafeBufferPointer(rebasing: bytes[index..<line.upperBound])
        guard let first = rest.first, first != 0x0D else {
            self = .whole
            return
        }
        switch first {
        case UInt8(ascii: "{"): self = .opening
        case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"): self = .part
        case UInt8(ascii: "<"): self = indent > 0 || rest.dropFirst().first == UInt8(ascii: "/") ? .part : .opening
        default: self = Self.isMember(rest, indent: indent) ? .part : .whole
        }
    }

    private static func isMember(_ bytes: UnsafeBufferPointer<UInt8>, indent: Int) -> Bool {
        let isQuoted = bytes[0] == UInt8(ascii: "\"") || bytes[0] == UInt8(ascii: "'")
        var index = isQuoted ? 1 : 0
        let start = index
        while index < bytes.count, bytes[index].isLetter || bytes[index].isDigit || "$_-.".utf8.contains(bytes[index]) {
            index += 1
        }
        guard index > start else { return false }
        if indent > 0, index == 2, bytes[0] == UInt8(ascii: "a"), bytes[1] == UInt8(ascii: "t") { return true }
        if isQuoted {
            guard index < bytes.count, bytes[index] == bytes[0] else { return false }
            index += 1
        }
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return false }
        if isQuoted { return true }
        index += 1
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        return indent >= 2 && index < bytes.count && "\"'{[0123456789`".utf8.contains(bytes[index])
    }
}
