/// Finds what a program has switched on in the terminal and left on.
enum TerminalModes {
    /// The private modes that are on at the end of the output, by number; 25 stands for a hidden cursor.
    ///
    /// Autowrap is a terminal's normal state and does not count.
    static func leftOn(in bytes: [UInt8]) -> [Int] {
        var on: Set<Int> = []
        var index = 0
        while index + 2 < bytes.count {
            guard bytes[index] == 0x1B, bytes[index + 1] == 0x5B, bytes[index + 2] == UInt8(ascii: "?") else {
                index += 1
                continue
            }
            var end = index + 3
            while end < bytes.count, !(0x40...0x7E).contains(bytes[end]) { end += 1 }
            guard end < bytes.count else { break }
            let numbers = String(decoding: bytes[(index + 3)..<end], as: UTF8.self).split(separator: ";")
            for number in numbers.compactMap({ Int($0) }) where number != 7 {
                let isSet = bytes[end] == UInt8(ascii: "h")
                let isOn = number == 25 ? !isSet : isSet
                if isOn { on.insert(number) } else { on.remove(number) }
            }
            index = end + 1
        }
        return on.sorted()
    }
}
