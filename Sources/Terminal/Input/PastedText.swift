/// What a paste may contain.
enum PastedText {
    /// The text of a paste: UTF-8 repaired, line ends as `\n`, escape and control characters other than tab dropped.
    static func cleaned(_ bytes: [UInt8]) -> String {
        var text = ""
        var afterReturn = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            defer { afterReturn = scalar == "\r" }
            switch scalar.value {
            case 0x0D: text.unicodeScalars.append("\n")
            case 0x0A: if !afterReturn { text.unicodeScalars.append("\n") }
            case 0x09: text.unicodeScalars.append("\t")
            case 0x00...0x1F, 0x7F...0x9F: break
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
