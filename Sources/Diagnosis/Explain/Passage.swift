/// A line with a word that errors hold, and its neighbours, cut out of a longer text.
struct Passage {
    /// The line, or the part of it around the word where it is very long.
    let own: Range<Int>
    /// The place before and behind which nothing is looked at.
    private let first: Int
    private let last: Int

    /// The most bytes that are looked at before the word, behind it, and in the lines around.
    static let lead = 4096
    static let reach = 8192
    private static let lines = 60

    /// How much of a line without an end is read behind the word.
    private static let stretch = 2048

    /// Cuts out what belongs to a place.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - hit: The word.
    ///   - done: Up to where the text was dealt with already.
    init(_ bytes: UnsafeBufferPointer<UInt8>, around hit: Range<Int>, after done: Int) {
        var start = hit.lowerBound
        let first = max(0, start - Self.lead)
        while start > max(first, done), bytes[start - 1] != 0x0A { start -= 1 }
        var end = hit.upperBound
        let last = min(bytes.count, end + Self.reach)
        while end < last, bytes[end] != 0x0A { end += 1 }
        if end == last, end < bytes.count { end = min(end, hit.upperBound + Self.stretch) }
        // Documents may come as one line: an element of a list is a record of its own.
        if end - start > 1024 || start < end && "{[\"},".utf8.contains(bytes[start]) {
            if let gap = Self.gap(bytes, in: start..<hit.lowerBound, backwards: true) { start = gap + 2 }
            if let gap = Self.gap(bytes, in: hit.upperBound..<end, backwards: false) { end = gap + 1 }
        }
        own = start..<end
        self.first = first
        self.last = last
    }

    /// The lines behind it, the nearest first.
    func after(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int = Self.lines) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var place = own.upperBound
        while lines.count < limit, place < last, bytes[place] == 0x0A {
            var stop = place + 1
            while stop < last, bytes[stop] != 0x0A { stop += 1 }
            lines.append((place + 1)..<stop)
            place = stop
        }
        return lines
    }

    /// The lines before it, the nearest first.
    func before(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int = Self.lines) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var place = own.lowerBound
        while lines.count < limit, place > first, bytes[place - 1] == 0x0A {
            var begin = place - 1
            while begin > first, bytes[begin - 1] != 0x0A { begin -= 1 }
            lines.append(begin..<(place - 1))
            place = begin
        }
        return lines
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
