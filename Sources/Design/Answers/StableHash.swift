import Wire

/// A 64-bit FNV-1a hash: the same on every machine and in every run, for names and change marks, not for secrecy.
enum StableHash {
    /// 16 small hexadecimal digits.
    static func hex(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            hash ^= UInt64(byte)
            hash = hash &* 0x0000_0100_0000_01b3
        }
        return String(hash, radix: 16).zeroPadded(to: 16)
    }
}
