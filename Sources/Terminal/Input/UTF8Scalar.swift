/// Reading one scalar from bytes that arrive one at a time.
enum UTF8Scalar {
    /// The scalar that the bytes are, when they are exactly one.
    static func complete(_ bytes: [UInt8]) -> Unicode.Scalar? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let scalars = text.unicodeScalars
        return scalars.count == 1 ? scalars.first : nil
    }

    /// Whether more bytes can make one scalar of them.
    static func mayContinue(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first else { return true }
        let wanted =
            switch first {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 0
            }
        return bytes.count < wanted && bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
    }
}
