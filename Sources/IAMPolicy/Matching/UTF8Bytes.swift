extension UInt8 {
    /// Whether the byte continues a character of UTF-8.
    var isContinuation: Bool { self & 0xC0 == 0x80 }
}

extension [UInt8] {
    /// The character of UTF-8 that begins at a place, as a number, and where the next one begins.
    func scalar(at start: Int) -> (scalar: UInt32, next: Int) {
        var scalar = UInt32(self[start])
        var place = start + 1
        while place < count, self[place].isContinuation {
            scalar = scalar << 8 | UInt32(self[place])
            place += 1
        }
        return (scalar, place)
    }
}
