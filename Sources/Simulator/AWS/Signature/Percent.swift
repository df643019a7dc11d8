/// Percent-encoding as Signature Version 4 wants it: bytes, RFC 3986's unreserved set, upper-case digits.
enum Percent {
    private static let digits: [UInt8] = Array("0123456789ABCDEF".utf8)

    /// Whether a byte stands for itself.
    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }

    /// Encodes every byte that is not unreserved, with the slash left alone on demand.
    static func encode(_ bytes: some Sequence<UInt8>, leavingSlash: Bool = false, into output: inout [UInt8]) {
        for byte in bytes {
            if isUnreserved(byte) || (leavingSlash && byte == 0x2F) {
                output.append(byte)
            } else {
                output.append(0x25)
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            }
        }
    }

    /// Encodes a text.
    static func encode(_ text: String, leavingSlash: Bool = false) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        encode(text.utf8, leavingSlash: leavingSlash, into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Decodes; a percent sign without two digits stands for itself.
    ///
    /// - Parameters:
    ///   - bytes: the encoded bytes.
    ///   - plusIsBlank: whether `+` means a blank, as in forms.
    /// - Returns: the decoded bytes.
    static func decode(_ bytes: some Collection<UInt8>, plusIsBlank: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index != bytes.endIndex {
            let byte = bytes[index]
            let next = bytes.index(after: index)
            if byte == 0x25, next != bytes.endIndex {
                let second = bytes.index(after: next)
                if second != bytes.endIndex, let high = digit(bytes[next]), let low = digit(bytes[second]) {
                    output.append(high << 4 | low)
                    index = bytes.index(after: second)
                    continue
                }
            }
            output.append(plusIsBlank && byte == 0x2B ? 0x20 : byte)
            index = next
        }
        return output
    }

    /// Decodes to a text; bytes that are no UTF-8 become replacement characters.
    static func text(_ encoded: some StringProtocol, plusIsBlank: Bool = false) -> String {
        String(decoding: decode(encoded.utf8, plusIsBlank: plusIsBlank), as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
