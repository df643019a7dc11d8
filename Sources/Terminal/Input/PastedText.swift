/// What a paste may contain.
enum PastedText {
    /// The text of a paste: UTF-8 repaired, line ends as `\n`, escape and control characters other than tab dropped.
    static func cleaned(_ bytes: ArraySlice<UInt8>) -> String {
        // Repaired first: a control character that is dropped from between two bytes would let them become another.
        var text = String(decoding: bytes, as: UTF8.self)
        let kept = text.withUTF8 { cleaned($0) }
        return String(decoding: kept, as: UTF8.self)
    }

    /// Bytes instead of scalars, because a paste may have a million of them.
    private static func cleaned(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let byte = text[index]
            index += 1
            switch byte {
            case 0x0D: kept.append(0x0A)
            case 0x0A: if index < 2 || text[index - 2] != 0x0D { kept.append(0x0A) }
            case 0x09: kept.append(0x09)
            case 0x00...0x1F, 0x7F: break
            case 0xC2 where index < text.count && text[index] < 0xA0: index += 1  // U+0080 to U+009F
            default: kept.append(byte)
            }
        }
        return kept
    }
}
