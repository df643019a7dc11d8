/// Bytes as hexadecimal digits.
public enum Hex {
    /// Two small digits per byte.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: digits(of: Array(bytes)), as: UTF8.self)
    }

    /// Two small digits per byte, as ASCII bytes.
    public static func digits(of bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        append(bytes, to: &text)
        return text
    }

    /// Puts two small digits per byte behind a text; without a table, because signatures need it for every request.
    public static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count * 2) { digits in
            for index in bytes.indices {
                // 39 more lead from the digits' end to the letters.
                let high = bytes[index] >> 4
                let low = bytes[index] & 15
                digits[2 * index] = 48 &+ high &+ ((high &+ 6) >> 4) &* 39
                digits[2 * index + 1] = 48 &+ low &+ ((low &+ 6) >> 4) &* 39
            }
            text.append(contentsOf: digits)
        }
    }

    /// The bytes of an even number of digits in either case, nil for anything else.
    public static func decode(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(of: digits[index]), let low = value(of: digits[index + 1]) else { return nil }
            output.append(high << 4 | low)
        }
        return output
    }

    /// The value of one hexadecimal digit in either case, nil for any other byte.
    public static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
