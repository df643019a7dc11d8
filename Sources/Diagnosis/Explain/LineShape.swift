/// What stays the same when a line is logged again: its words without times, counters and request IDs.
struct LineShape: Hashable, Sendable {
    /// Accounts and addresses count, other numbers and IDs do not.
    let exact: UInt64
    /// Nothing counts but words without digits and addresses.
    let rough: UInt64

    /// - Parameters:
    ///   - bytes: Where the line stands.
    ///   - range: Its place.
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var exact = Hash()
        var rough = Hash()
        var index = range.lowerBound
        while index < range.upperBound {
            if Self.parts(bytes[index]) {
                index += 1
                continue
            }
            let token = Token(bytes, index, range.upperBound)
            exact.add(token.exact)
            rough.add(token.rough)
            index = token.end
        }
        self.exact = exact.value
        self.rough = rough.value
    }

    /// The shape of a text.
    init(_ text: String) {
        self = Array(text.utf8).withUnsafeBufferPointer { LineShape($0, 0..<$0.count) }
    }

    /// Blanks, quotes, brackets and commas part the tokens of a line.
    fileprivate static func parts(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"):
            true
        default: false
        }
    }
}

/// FNV-1a, byte by byte: no protection against whoever builds collisions, who would only hide texts of their own.
private struct Hash {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

    mutating func add(_ other: UInt64) { value = (value ^ other) &* 0x9E37_79B9_7F4A_7C15 }
}

/// One token of a line.
private struct Token {
    var exact: UInt64
    var rough: UInt64
    let end: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int) {
        var whole = Hash()
        var words = Hash()
        var digits = Hash()
        var run = 0
        var hasDigit = false
        var hasAt = false
        var isHex = true
        var index = start
        while index < limit, !LineShape.parts(bytes[index]) {
            let byte = bytes[index]
            whole.add(byte)
            if byte.isDigit {
                hasDigit = true
                if run == 0 { digits = Hash() }
                digits.add(byte)
                run += 1
            } else {
                if run > 0 { words.add(run == 12 ? digits.value : 0x23) }
                run = 0
                words.add(byte)
                if byte == UInt8(ascii: "@") { hasAt = true }
                isHex = isHex && (byte == UInt8(ascii: "-") || (0x61...0x66).contains(byte.lowered))
            }
            index += 1
        }
        if run > 0 { words.add(run == 12 ? digits.value : 0x23) }
        end = index
        let isID = isHex && hasDigit && index - start >= 16
        exact = hasAt ? whole.value : isID ? 0x23 : words.value
        rough = hasAt || hasDigit ? 0x23 : whole.value
    }
}
