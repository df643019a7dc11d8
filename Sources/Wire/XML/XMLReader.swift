/// A pull reader of XML 1.0 in UTF-8: one event after the other, in linear time, without DTD.
///
/// Own code because the libraries at hand bring Foundation, and because a DOCTYPE must be refused, not ignored.
struct XMLReader {
    /// What the reader met.
    enum Event {
        case start(name: String, attributes: [String: String], isEmpty: Bool)
        case end(name: String)
        case text([UInt8])
        case endOfDocument
    }

    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) throws(DocumentError) {
        self.bytes = bytes
        // All bytes at once: what follows may then cut at any ASCII byte.
        if let fault = Self.firstFault(bytes) {
            throw DocumentError(.xml, fault.kind, at: Self.position(of: fault.offset, in: bytes))
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        if bytes[offset...].allSatisfy(Self.isBlank) { throw error(.empty) }
        try declaration()
    }

    /// The next event; comments and processing instructions are skipped.
    mutating func next() throws(DocumentError) -> Event {
        while offset < bytes.count {
            guard bytes[offset] == UInt8(ascii: "<") else { return .text(try text()) }
            if skip("<!--") {
                try skipComment()
            } else if skip("<![CDATA[") {
                return .text(try characterData())
            } else if starts(with: "<!") {
                throw error(starts(with: "<!DOCTYPE") ? .documentType : .unexpected(expected: "an element"))
            } else if skip("<?") {
                try skipInstruction()
            } else if skip("</") {
                let name = try name()
                skipBlanks()
                guard skip(">") else { throw expected(">") }
                return .end(name: name)
            } else {
                return try start()
            }
        }
        return .endOfDocument
    }

    func error(_ kind: DocumentError.Kind, at place: Int? = nil) -> DocumentError {
        DocumentError(.xml, kind, at: Self.position(of: place ?? offset, in: bytes))
    }

    // MARK: Elements

    private mutating func start() throws(DocumentError) -> Event {
        offset += 1
        let name = try name()
        var attributes: [String: String] = [:]
        while true {
            let hadBlank = skipBlanks()
            if skip("/>") { return .start(name: name, attributes: attributes, isEmpty: true) }
            if skip(">") { return .start(name: name, attributes: attributes, isEmpty: false) }
            guard offset < bytes.count else { throw error(.unexpectedEnd) }
            guard hadBlank else { throw error(.unexpected(expected: "a blank, > or />")) }
            let place = offset
            let key = try self.name()
            skipBlanks()
            guard skip("=") else { throw expected("= after the attribute's name") }
            skipBlanks()
            if attributes.updateValue(try attributeValue(), forKey: key) != nil {
                throw error(.duplicateAttribute(key), at: place)
            }
        }
    }

    private mutating func attributeValue() throws(DocumentError) -> String {
        guard offset < bytes.count else { throw error(.unexpectedEnd) }
        let quote = bytes[offset]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw expected("a quote") }
        offset += 1
        var value: [UInt8] = []
        while offset < bytes.count {
            switch bytes[offset] {
            case quote:
                offset += 1
                return String(decoding: value, as: UTF8.self)
            case UInt8(ascii: "<"): throw error(.unexpected(expected: "the end of the attribute"))
            case UInt8(ascii: "&"): value.append(contentsOf: try reference())
            case 0x09, 0x0A, 0x0D:
                value.append(0x20)
                offset += 1
            case let byte:
                value.append(byte)
                offset += 1
            }
        }
        throw error(.unexpectedEnd)
    }

    /// Reads a name; of `prefix:name` only the name is kept, since AWS's documents never rely on two namespaces.
    private mutating func name() throws(DocumentError) -> String {
        let first = offset
        while offset < bytes.count, Self.isNameByte(bytes[offset]) { offset += 1 }
        if offset == bytes.count { throw error(.unexpectedEnd) }
        guard offset > first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[first]),
            bytes[first] != UInt8(ascii: "-"), bytes[first] != UInt8(ascii: ".")
        else { throw error(.unexpected(expected: "a name"), at: first) }
        return String(decoding: bytes[first..<offset], as: UTF8.self)
    }

    // MARK: Text

    private mutating func text() throws(DocumentError) -> [UInt8] {
        var text: [UInt8] = []
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") {
            switch bytes[offset] {
            case UInt8(ascii: "&"): text.append(contentsOf: try reference())
            case UInt8(ascii: "]") where starts(with: "]]>"): throw error(.unexpected(expected: "no ]]> in text"))
            case 0x0D: appendLineEnd(to: &text)
            case let byte:
                text.append(byte)
                offset += 1
            }
        }
        return text
    }

    private mutating func characterData() throws(DocumentError) -> [UInt8] {
        var text: [UInt8] = []
        while offset < bytes.count {
            if bytes[offset] == UInt8(ascii: "]"), skip("]]>") { return text }
            if bytes[offset] == 0x0D {
                appendLineEnd(to: &text)
            } else {
                text.append(bytes[offset])
                offset += 1
            }
        }
        throw error(.unexpectedEnd)
    }

    /// CR LF and a lone CR become LF (XML 1.0, section 2.11).
    private mutating func appendLineEnd(to text: inout [UInt8]) {
        text.append(0x0A)
        offset += 1
        if offset < bytes.count, bytes[offset] == 0x0A { offset += 1 }
    }

    private mutating func reference() throws(DocumentError) -> [UInt8] {
        let start = offset
        offset += 1
        // The longest that can be valid is far below this; a lone & must not search the whole document.
        let name = bytes[offset..<min(offset + 40, bytes.count)].prefix { $0 != UInt8(ascii: ";") }
        let text = String(decoding: name, as: UTF8.self)
        let end = offset + name.count
        guard end < bytes.count, bytes[end] == UInt8(ascii: ";") else {
            throw error(.badReference(String(text.prefix { $0.isLetter || $0.isNumber || $0 == "#" })), at: start)
        }
        offset = end + 1
        switch text {
        case "amp": return [UInt8(ascii: "&")]
        case "lt": return [UInt8(ascii: "<")]
        case "gt": return [UInt8(ascii: ">")]
        case "quot": return [UInt8(ascii: "\"")]
        case "apos": return [UInt8(ascii: "'")]
        default:
            guard let scalar = Self.character(named: text) else { throw error(.badReference(text), at: start) }
            return Array(String(Character(scalar)).utf8)
        }
    }

    private static func character(named text: String) -> Unicode.Scalar? {
        guard text.hasPrefix("#") else { return nil }
        let isHexadecimal = text.hasPrefix("#x")
        let digits = text.dropFirst(isHexadecimal ? 2 : 1)
        guard digits.utf8.first.flatMap(Hex.value) != nil, let code = UInt32(digits, radix: isHexadecimal ? 16 : 10),
            isAllowed(code)
        else { return nil }
        return Unicode.Scalar(code)
    }

    // MARK: What is skipped

    private mutating func skipComment() throws(DocumentError) {
        while offset < bytes.count {
            if bytes[offset] == UInt8(ascii: "-"), skip("--") {
                guard skip(">") else { throw expected("--> at the end of the comment") }
                return
            }
            offset += 1
        }
        throw error(.unexpectedEnd)
    }

    private mutating func skipInstruction() throws(DocumentError) {
        let place = offset
        let target = try name()
        if target.lowercased() == "xml" {
            throw error(.unexpected(expected: "the declaration only once, at the start"), at: place)
        }
        while offset < bytes.count {
            if bytes[offset] == UInt8(ascii: "?"), skip("?>") { return }
            offset += 1
        }
        throw error(.unexpectedEnd)
    }

    private mutating func declaration() throws(DocumentError) {
        guard starts(with: "<?xml"), offset + 5 < bytes.count, Self.isBlank(bytes[offset + 5]) else { return }
        offset += 5
        while true {
            skipBlanks()
            if skip("?>") { return }
            let place = offset
            let key = try name()
            skipBlanks()
            guard skip("=") else { throw expected("= in the declaration") }
            skipBlanks()
            let value = try attributeValue()
            if key == "encoding", !["utf-8", "us-ascii"].contains(value.lowercased()) {
                throw error(.encoding(value), at: place)
            }
        }
    }

    // MARK: Bytes

    @discardableResult
    private mutating func skipBlanks() -> Bool {
        let first = offset
        while offset < bytes.count, Self.isBlank(bytes[offset]) { offset += 1 }
        return offset > first
    }

    private func starts(with text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard offset + count <= bytes.count else { return false }
        return (0..<count).allSatisfy { bytes[offset + $0] == text.utf8Start[$0] }
    }

    private mutating func skip(_ text: StaticString) -> Bool {
        guard starts(with: text) else { return false }
        offset += text.utf8CodeUnitCount
        return true
    }

    private func expected(_ words: String) -> DocumentError {
        error(offset == bytes.count ? .unexpectedEnd : .unexpected(expected: words))
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: ":"), 0x80...0xFF:
            true
        default: false
        }
    }

    private static func isAllowed(_ code: UInt32) -> Bool {
        switch code {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    /// The first byte that is not UTF-8 or belongs to a character that XML does not allow.
    private static func firstFault(_ bytes: [UInt8]) -> (offset: Int, kind: DocumentError.Kind)? {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            // Decoding replaces each fault by U+FFFD: what comes before the first difference is sound.
            let repaired = String(decoding: bytes, as: UTF8.self).utf8
            let sound = zip(bytes, repaired).prefix { $0.0 == $0.1 }.count
            return (sound, .notUTF8)
        }
        for (index, byte) in bytes.enumerated() where byte < 0x20 || byte == 0xEF {
            if byte == 0xEF {
                // U+FFFE and U+FFFF, the only others that UTF-8 can hold and XML cannot.
                guard bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE else { continue }
                return (index, .badCharacter(0xFF00 + UInt32(bytes[index + 2]) + 0x40))
            }
            if !isBlank(byte) { return (index, .badCharacter(UInt32(byte))) }
        }
        return nil
    }

    private static func position(of offset: Int, in bytes: [UInt8]) -> SourcePosition {
        bytes.withUnsafeBufferPointer { SourcePosition(offset: offset, in: $0) }
    }
}
