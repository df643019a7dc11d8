/// Finds the escape sequences that set a colour.
enum ColorRequests {
    /// The parameters of every SGR sequence that sets a foreground or background colour.
    static func all(in bytes: [UInt8]) -> [String] {
        var found: [String] = []
        var index = 0
        while index + 1 < bytes.count {
            guard bytes[index] == 0x1B, bytes[index + 1] == 0x5B else {
                index += 1
                continue
            }
            var end = index + 2
            while end < bytes.count, !(0x40...0x7E).contains(bytes[end]) { end += 1 }
            if end < bytes.count, bytes[end] == UInt8(ascii: "m") {
                let parameters = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
                let numbers = parameters.split(separator: ";").compactMap { Int($0) }
                if numbers.contains(where: isColor) { found.append(parameters) }
            }
            index = end + 1
        }
        return found
    }

    /// 30 to 38 and 40 to 48 with their bright twins; 39 and 49 are the terminal's own colours.
    private static func isColor(_ number: Int) -> Bool {
        (30...38).contains(number) || (40...48).contains(number) || (90...97).contains(number)
            || (100...107).contains(number)
    }
}
