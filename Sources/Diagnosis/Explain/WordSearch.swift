/// Looks for many words in bytes at once, letters in any case.
///
/// A window of the shortest word's length moves over the bytes; three bytes at its end tell how far it may jump (Wu and
/// Manber, "A Fast Algorithm for Multi-Pattern Searching", 1994). Most bytes are never looked at.
struct WordSearch: Sendable {
    /// The longest word, in bytes.
    let longest: Int
    private let words: [[UInt8]]
    private let window: Int
    /// How far the window may jump when it ends with these three bytes; 0 where a word may begin in it.
    private let jumps: [UInt8]
    /// The words whose first bytes end with these three.
    private let candidates: [Int32: [Int]]

    /// - Parameter words: ASCII words of at least three bytes; shorter ones are passed over.
    init(_ words: some Sequence<String>) {
        let words = Set(words.map { Array($0.utf8.map(\.lowered)) }).filter { $0.count >= 3 }
        self.words = words.sorted { $0.lexicographicallyPrecedes($1) }
        let window = min(self.words.map(\.count).min() ?? 3, 200)
        var jumps = [UInt8](repeating: UInt8(window - 2), count: 1 << 15)
        var candidates: [Int32: [Int]] = [:]
        for (number, word) in self.words.enumerated() {
            for end in 2..<window {
                let place = Self.index(word[end - 2], word[end - 1], word[end])
                jumps[place] = min(jumps[place], UInt8(window - 1 - end))
                if end == window - 1 { candidates[Int32(place), default: []].append(number) }
            }
        }
        self.window = window
        self.jumps = jumps
        self.candidates = candidates
        longest = self.words.map(\.count).max() ?? 0
    }

    /// The first word in a part of the bytes; nil when there is none.
    func first(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Range<Int>? {
        jumps.withUnsafeBufferPointer { jumps in
            var last = start + window - 1
            while last < end {
                let place = Self.index(bytes[last - 2], bytes[last - 1], bytes[last])
                let jump = jumps[place]
                if jump > 0 {
                    last += Int(jump)
                    continue
                }
                let begin = last - window + 1
                if let length = length(at: begin, of: place, in: bytes, to: end) { return begin..<(begin + length) }
                last += 1
            }
            return nil
        }
    }

    private func length(at begin: Int, of place: Int, in bytes: UnsafeBufferPointer<UInt8>, to end: Int) -> Int? {
        for number in candidates[Int32(place)] ?? [] {
            let word = words[number]
            guard begin + word.count <= end else { continue }
            var index = 0
            while index < word.count, bytes[begin + index].lowered == word[index] { index += 1 }
            if index == word.count { return index }
        }
        return nil
    }

    /// Three bytes in fifteen bits; letters of both cases are the same there.
    private static func index(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        Int(first & 31) << 10 | Int(second & 31) << 5 | Int(third & 31)
    }
}

extension UInt8 {
    /// The byte as a small letter, where it is a letter of ASCII.
    var lowered: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

    /// Whether it is a digit of ASCII.
    var isDigit: Bool { (0x30...0x39).contains(self) }

    /// Whether it is a letter of ASCII.
    var isLetter: Bool { (0x61...0x7A).contains(lowered) }

    /// Whether it is a blank, a tabulator or a line's end.
    var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
