import Wire

/// Takes the dressing off text that people paste: colours, escapes of JSON, entities, typographic quotes.
enum PastedText {
    /// The bytes as plain text: line feeds and printable characters only, without secrets.
    ///
    /// Escapes of strings within strings are undone level by level, so that the words of AWS stand there as AWS wrote
    /// them. Secrets are taken out afterwards, because only then do they look like what they are.
    ///
    /// - Parameter bytes: Any bytes; those that are not UTF-8 become U+FFFD.
    /// - Returns: The text.
    static func plain(_ bytes: some Collection<UInt8>) -> String {
        var bytes = withoutControls(Array(bytes))
        if bytes.contains(UInt8(ascii: "&")) { bytes = withoutEntities(bytes) }
        for _ in 0..<4 where bytes.contains(UInt8(ascii: "\\")) {
            let less = withoutEscapes(bytes)
            if less == bytes { break }
            bytes = withoutControls(less)
        }
        if bytes.contains(UInt8(ascii: "&")) { bytes = withoutEntities(bytes) }
        if bytes.contains(where: { $0 >= 0x80 }) { bytes = withPlainMarks(bytes) }
        return Redactor().redact(String(decoding: bytes, as: UTF8.self))
    }

    /// Sequences of terminals and control characters are left out, a carriage return ends a line as well.
    private static func withoutControls(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F || $0 == 0xC2 }) else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch byte {
            case 0x1B: index = sequenceEnd(bytes, index + 1)
            case 0xC2 where next == 0x9B: index = sequenceEnd(bytes, index + 1, isOpen: true)
            case 0xC2 where (0x80...0x9F).contains(next): index += 2
            case 0x0D:
                if next != 0x0A { result.append(0x0A) }
                index += 1
            case 0x09:
                result.append(0x20)
                index += 1
            case 0x0A, 0x20...0x7E, 0x80...0xFF:
                result.append(byte)
                index += 1
            default: index += 1
            }
        }
        return result
    }

    /// The place behind a sequence of a terminal whose escape character stands before `start`.
    private static func sequenceEnd(_ bytes: [UInt8], _ start: Int, isOpen: Bool = false) -> Int {
        guard start < bytes.count else { return start }
        var index = start
        if isOpen || bytes[index] == UInt8(ascii: "[") {
            index += 1
            // Parameters are few; what goes on and on is no sequence but text.
            while index < bytes.count, index < start + 32, (0x20...0x3F).contains(bytes[index]) { index += 1 }
            return index < bytes.count && (0x40...0x7E).contains(bytes[index]) ? index + 1 : index
        }
        guard bytes[index] == UInt8(ascii: "]") else { return index + 1 }
        while index < bytes.count, index < start + 512 {
            if bytes[index] == 0x07 { return index + 1 }
            if bytes[index] == 0x1B { return index + 2 }
            if bytes[index] == 0x0A { return index }
            index += 1
        }
        return start + 1
    }

    /// One level of escapes of strings: `\"`, `\n`, `\u0027`, `\x1b`.
    private static func withoutEscapes(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
                result.append(bytes[index])
                index += 1
                continue
            }
            index += 2
            switch bytes[index - 1] {
            case UInt8(ascii: "n"), UInt8(ascii: "r"): result.append(0x0A)
            case UInt8(ascii: "t"): result.append(0x20)
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "`"):
                result.append(bytes[index - 1])
            case UInt8(ascii: "u"): index += scalar(bytes, index, digits: 4, into: &result)
            case UInt8(ascii: "x"): index += scalar(bytes, index, digits: 2, into: &result)
            case 0x0A: break
            default: result += [UInt8(ascii: "\\"), bytes[index - 1]]
            }
        }
        return result
    }

    /// Appends the scalar that digits of an escape name, and says how many bytes they take.
    private static func scalar(_ bytes: [UInt8], _ start: Int, digits: Int, into result: inout [UInt8]) -> Int {
        let text = String(decoding: bytes[start..<min(start + digits, bytes.count)], as: UTF8.self)
        guard text.utf8.count == digits, let value = UInt32(text, radix: 16) else {
            result += [UInt8(ascii: "\\"), bytes[start - 1]]
            return 0
        }
        // Halves of a pair stand for something that no word of AWS has.
        result += Array(String(Unicode.Scalar(value).map(Character.init) ?? "\u{FFFD}").utf8)
        return digits
    }

    private static let entities: [(name: [UInt8], text: UInt8)] = [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&#x27;", "'"),
        ("&#34;", "\""), ("&#96;", "`"), ("&#x60;", "`"), ("&nbsp;", " "), ("&amp;", "&"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)[0]) }

    private static func withoutEntities(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "&"),
                let entity = entities.first(where: { bytes[index...].starts(with: $0.name) })
            {
                result.append(entity.text)
                index += entity.name.count
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    /// Quotes and blanks that editors and chats exchange become those of ASCII; frames of tables become blanks, and what
    /// is not seen goes.
    private static func withPlainMarks(_ bytes: [UInt8]) -> [UInt8] {
        var result = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x2018, 0x2019, 0x201A, 0x2032: result.append("'")
            case 0x201C, 0x201D, 0x201E, 0x00AB, 0x00BB: result.append("\"")
            case 0x00A0, 0x2000...0x200A, 0x202F, 0x3000, 0x2500...0x257F: result.append(" ")
            case 0x2028, 0x2029, 0x0085: result.append("\n")
            case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xE0000...0xE007F: break
            default: result.append(scalar)
            }
        }
        return Array(String(result).utf8)
    }
}
