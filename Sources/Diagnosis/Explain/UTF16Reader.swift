/// Makes UTF-8 of UTF-16 that comes in pieces, as some shells write their logs.
struct UTF16Reader: Sendable {
    private let isBigEndian: Bool
    private var half: UInt8?
    private var high: UInt16?

    /// A reader for input that begins with these bytes; nil for what begins with no byte order mark of UTF-16.
    init?(_ start: some Collection<UInt8>) {
        switch Array(start.prefix(2)) {
        case [0xFE, 0xFF]: isBigEndian = true
        case [0xFF, 0xFE]: isBigEndian = false
        default: return nil
        }
    }

    /// The next piece as UTF-8; half a unit at its end waits for the next one.
    mutating func read(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes {
            guard let first = half else {
                half = byte
                continue
            }
            half = nil
            let unit = isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first)
            append(unit, to: &result)
        }
        return result
    }

    private mutating func append(_ unit: UInt16, to result: inout [UInt8]) {
        if unit < 0x80 {
            high = nil
            result.append(UInt8(unit))
        } else if UTF16.isLeadSurrogate(unit) {
            high = unit
        } else if UTF16.isTrailSurrogate(unit) {
            let pair = high.map { 0x10000 + (UInt32($0) - 0xD800) << 10 + (UInt32(unit) - 0xDC00) }
            high = nil
            result += Array(String(pair.flatMap(Unicode.Scalar.init).map(Character.init) ?? "\u{FFFD}").utf8)
        } else {
            high = nil
            result += Array(String(Unicode.Scalar(unit).map(Character.init) ?? "\u{FFFD}").utf8)
        }
    }
}
