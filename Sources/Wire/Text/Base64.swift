/// Bytes in base 64 (RFC 4648), with the standard and the URL alphabet.
public enum Base64 {
    /// The standard alphabet with padding.
    public static func encode(_ bytes: some Collection<UInt8>) -> String { encode(bytes, standard, padding: true) }

    /// The URL alphabet without padding, as tokens have it.
    public static func encodeURL(_ bytes: some Collection<UInt8>) -> String { encode(bytes, url, padding: false) }

    /// The bytes of standard base 64 with padding; line ends are skipped; nil for anything else.
    public static func decode(_ text: String) -> [UInt8]? {
        var digits = text.utf8.filter { $0 != 0x0A && $0 != 0x0D }
        guard digits.count.isMultiple(of: 4) else { return nil }
        for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
        return decode(digits, plus: UInt8(ascii: "+"), slash: UInt8(ascii: "/"))
    }

    /// The bytes of URL base 64 without padding; nil for anything else, padding included.
    public static func decodeURL(_ text: String) -> [UInt8]? {
        decode(Array(text.utf8), plus: UInt8(ascii: "-"), slash: UInt8(ascii: "_"))
    }

    private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let url = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static func encode(_ bytes: some Collection<UInt8>, _ alphabet: [UInt8], padding: Bool) -> String {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        var bits: UInt32 = 0
        var held = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            held += 8
            while held >= 6 {
                held -= 6
                output.append(alphabet[Int(bits >> held & 0x3F)])
            }
            bits &= 0xFF
        }
        if held > 0 { output.append(alphabet[Int(bits << (6 - held) & 0x3F)]) }
        while padding, !output.count.isMultiple(of: 4) { output.append(UInt8(ascii: "=")) }
        return String(decoding: output, as: UTF8.self)
    }

    private static func decode(_ digits: [UInt8], plus: UInt8, slash: UInt8) -> [UInt8]? {
        guard digits.count % 4 != 1 else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(digits.count / 4 * 3 + 2)
        var bits: UInt32 = 0
        var held = 0
        for digit in digits {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = digit - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = digit - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0") + 52
            case plus: value = 62
            case slash: value = 63
            default: return nil
            }
            bits = bits << 6 | UInt32(value)
            held += 6
            if held >= 8 {
                held -= 8
                output.append(UInt8(truncatingIfNeeded: bits >> held))
            }
            bits &= 0xFFFF
        }
        // Bits left over must be zero, else two texts would mean the same bytes.
        guard bits & (1 << held - 1) == 0 else { return nil }
        return output
    }
}
