/// A text cut into runs of letters, digits and what names, addresses and hosts are written with, and what stands between.
///
/// Blanks, quotes, slashes, colons and the like stand between runs, as do dashes and blanks beyond ASCII; they are never
/// touched, so that a blank too many is one too many afterwards as well.
struct MaskPieces {
    /// The text's bytes.
    let bytes: [UInt8]
    /// Where each run stands.
    let runs: [Range<Int>]

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var runs: [Range<Int>] = []
        var start: Int?
        var index = 0
        while index < bytes.count {
            let gap = Self.gap(bytes, at: index)
            if gap == 0 {
                start = start ?? index
                index += 1
                continue
            }
            if let begin = start { runs.append(begin..<index) }
            start = nil
            index += gap
        }
        if let begin = start { runs.append(begin..<bytes.count) }
        self.bytes = bytes
        self.runs = runs
    }

    /// The text with its runs changed.
    ///
    /// - Parameter change: The new text of a run; nil leaves it.
    /// - Returns: The whole text.
    func changed(_ change: (String, Range<Int>) -> String?) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var end = 0
        for run in runs {
            result += bytes[end..<run.lowerBound]
            if let new = change(String(decoding: bytes[run], as: UTF8.self), run) {
                result += Array(new.utf8)
            } else {
                result += bytes[run]
            }
            end = run.upperBound
        }
        result += bytes[end...]
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether something stands directly before a place.
    func stands(_ text: String, before place: Int) -> Bool {
        let wanted = Array(text.utf8)
        return place >= wanted.count && bytes[(place - wanted.count)..<place].elementsEqual(wanted)
    }

    /// The run that ends at a place; nil where none does.
    func run(before place: Int) -> Range<Int>? {
        runs.last { $0.upperBound <= place }.flatMap { $0.upperBound == place ? $0 : nil }
    }

    /// How many bytes at a place stand between runs; 0 inside one.
    private static func gap(_ bytes: [UInt8], at index: Int) -> Int {
        switch bytes[index] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            return 0
        case 0xC2: return 2 <= bytes.count - index ? 2 : 1
        // Punctuation and blanks of Unicode: U+2000 to U+206F, U+3000 to U+303F.
        case 0xE2 where index + 2 < bytes.count && (bytes[index + 1] == 0x80 || bytes[index + 1] == 0x81): return 3
        case 0xE3 where index + 2 < bytes.count && bytes[index + 1] == 0x80: return 3
        case 0x80...: return 0
        default: return "-_.+*?%@~#&^!".utf8.contains(bytes[index]) ? 0 : 1
        }
    }
}
