/// A text with the searches that reading an error takes: letters in any case, with or without blanks.
struct Haystack: Sendable {
    /// The text.
    let text: String
    let bytes: [UInt8]
    private let lower: [UInt8]

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
        lower = bytes.map(\.lowered)
    }

    /// The first place of a word, which is in small letters.
    func find(_ word: String, from start: Int = 0, to end: Int? = nil) -> Range<Int>? {
        Self.find(Array(word.utf8), in: lower, from: start, to: end ?? lower.count)
    }

    /// The last place of a word, which is in small letters.
    func findLast(_ word: String, to end: Int? = nil) -> Range<Int>? {
        var last: Range<Int>?
        var start = 0
        while let next = find(word, from: start, to: end) {
            last = next
            start = next.lowerBound + 1
        }
        return last
    }

    /// A part of the text.
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The text from a place up to one of some bytes, or to the end.
    func string(from start: Int, until stops: String) -> String {
        var end = start
        while end < bytes.count, !stops.utf8.contains(bytes[end]) { end += 1 }
        return string(start..<end)
    }

    /// The text in small letters without blanks, so that it does not matter where its lines were broken.
    static func squeezed(_ text: String) -> [UInt8] {
        text.utf8.filter { !$0.isBlank }.map(\.lowered)
    }

    /// Whether some bytes stand among others.
    static func contains(_ word: [UInt8], in bytes: [UInt8]) -> Bool {
        find(word, in: bytes, from: 0, to: bytes.count) != nil
    }

    /// The first place of some bytes among others.
    static func find(_ word: [UInt8], in bytes: [UInt8], from start: Int, to end: Int) -> Range<Int>? {
        guard let first = word.first, start >= 0, end - start >= word.count else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            word.withUnsafeBufferPointer { word in
                var place = start
                let last = end - word.count
                while place <= last {
                    if bytes[place] == first {
                        var index = 1
                        while index < word.count, bytes[place + index] == word[index] { index += 1 }
                        if index == word.count { return place..<(place + index) }
                    }
                    place += 1
                }
                return nil
            }
        }
    }
}
