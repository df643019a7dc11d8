/// Percent-encoding of URLs, forms and policy documents (RFC 3986).
public enum PercentEncoding {
    /// Which bytes stay as they are.
    public enum Kept: Sendable {
        /// Letters, digits and `-._~`, as signatures and form bodies of AWS want it.
        case unreserved
        /// The same and `/`, for paths.
        case unreservedAndSlash
    }

    /// The text's UTF-8 bytes, encoded; the hexadecimal digits are capitals.
    public static func encode(_ text: some StringProtocol, leaving kept: Kept = .unreserved) -> String {
        encode(text.utf8, leaving: kept)
    }

    /// The bytes, encoded; the hexadecimal digits are capitals.
    public static func encode(_ bytes: some Sequence<UInt8>, leaving kept: Kept = .unreserved) -> String {
        var output: [UInt8] = []
        for byte in bytes {
            if isUnreserved(byte) || (kept == .unreservedAndSlash && byte == UInt8(ascii: "/")) {
                output.append(byte)
            } else {
                appendEncoded(byte, to: &output)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The decoded text; nil when a `%` stands before anything but two hexadecimal digits, or the bytes are not UTF-8.
    ///
    /// `plusIsBlank` is for forms (`application/x-www-form-urlencoded`), where `+` is a blank.
    public static func decode(_ text: some StringProtocol, plusIsBlank: Bool = false) -> String? {
        decodeBytes(text, plusIsBlank: plusIsBlank).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The decoded bytes; nil when a `%` stands before anything but two hexadecimal digits.
    ///
    /// `plusIsBlank` is for forms, where `+` is a blank.
    public static func decodeBytes(_ text: some StringProtocol, plusIsBlank: Bool = false) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(Hex.value), let low = rest.next().flatMap(Hex.value) else {
                    return nil
                }
                output.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsBlank: output.append(UInt8(ascii: " "))
            default: output.append(byte)
            }
        }
        return output
    }

    /// Appends `%XX`; the hexadecimal digits are capitals.
    public static func appendEncoded(_ byte: UInt8, to bytes: inout [UInt8]) {
        func digit(_ value: UInt8) -> UInt8 {
            value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
        }
        bytes.append(UInt8(ascii: "%"))
        bytes.append(digit(byte >> 4))
        bytes.append(digit(byte & 0xF))
    }

    /// Whether a byte stands for itself in every part of a URL (RFC 3986 §2.3): letters, digits and `-._~`.
    public static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
