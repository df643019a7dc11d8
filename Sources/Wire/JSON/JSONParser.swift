/// A strict, linear-time reader of RFC 8259 over UTF-8 bytes.
///
/// Own code because no library at hand keeps key order, number spelling, duplicate keys and positions.
struct JSONParser<Maker: JSONMaker>: ~Copyable {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let duplicates: JSONNode.Duplicates
    private var offset = 0
    private var depth = 0
    /// The position of `tracked`, moved forward only, so that all positions together cost one pass.
    private var trackedPosition = SourcePosition.start
    private var tracked = 0

    /// The most levels of arrays and objects.
    static var depthLimit: Int { 200 }

    static func parse(
        _ bytes: some Collection<UInt8>, duplicates: JSONNode.Duplicates
    ) throws(DocumentError) -> Maker.Product {
        // The closures of the standard library do not carry a typed error, a result does.
        let result = bytes.withContiguousStorageIfAvailable { parse($0, duplicates) }
        return try (result ?? Array(bytes).withUnsafeBufferPointer { parse($0, duplicates) }).get()
    }

    private static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, _ duplicates: JSONNode.Duplicates
    ) -> Result<Maker.Product, DocumentError> {
        var parser = JSONParser(bytes: bytes, duplicates: duplicates)
        do throws(DocumentError) { return .success(try parser.document()) } catch { return .failure(error) }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, duplicates: JSONNode.Duplicates) {
        self.bytes = bytes
        self.duplicates = duplicates
        // A byte order mark is allowed to be ignored (RFC 8259, section 8.1).
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            offset = 3
            tracked = 3
        }
    }

    private mutating func document() throws(DocumentError) -> Maker.Product {
        skipBlanks()
        if offset == bytes.count { throw error(.empty) }
        let value = try value()
        skipBlanks()
        if offset < bytes.count { throw error(.trailing(found: found(at: offset))) }
        return value
    }

    private mutating func value() throws(DocumentError) -> Maker.Product {
        let position = here()
        guard offset < bytes.count else { throw error(.unexpectedEnd) }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return try object(at: position)
        case UInt8(ascii: "["): return try array(at: position)
        case UInt8(ascii: "\""): return Maker.make(.string(try string()), at: position)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return Maker.make(.number(try number()), at: position)
        case UInt8(ascii: "t"):
            try word("true")
            return Maker.make(.bool(true), at: position)
        case UInt8(ascii: "f"):
            try word("false")
            return Maker.make(.bool(false), at: position)
        case UInt8(ascii: "n"):
            try word("null")
            return Maker.make(.null, at: position)
        default: throw error(.unexpected(found: found(at: offset), expected: "a value"))
        }
    }

    private mutating func array(at position: SourcePosition) throws(DocumentError) -> Maker.Product {
        try enter()
        var elements: [Maker.Product] = []
        skipBlanks()
        if !take("]") {
            repeat {
                skipBlanks()
                elements.append(try value())
                skipBlanks()
            } while take(",")
            try expect("]", or: ", or ]")
        }
        depth -= 1
        return Maker.make(elements, at: position)
    }

    private mutating func object(at position: SourcePosition) throws(DocumentError) -> Maker.Product {
        try enter()
        var members: [Maker.Member] = []
        // Where each key begins, from which an error finds its position.
        var offsets: [Int] = []
        skipBlanks()
        if !take("}") {
            repeat {
                skipBlanks()
                guard offset < bytes.count else { throw error(.unexpectedEnd) }
                guard bytes[offset] == UInt8(ascii: "\"") else {
                    throw error(.unexpected(found: found(at: offset), expected: "a key in double quotes"))
                }
                let (keyOffset, keyPosition) = (offset, here())
                let key = try string()
                skipBlanks()
                try expect(":", or: ": after the key")
                skipBlanks()
                members.append(Maker.make(key, at: keyPosition, try value()))
                offsets.append(keyOffset)
                skipBlanks()
            } while take(",")
            try expect("}", or: ", or }")
        }
        depth -= 1
        var index = KeyIndex()
        if duplicates == .refused, let twice = index.fill(members.count, key: { Maker.key(of: members[$0]) }) {
            let first = SourcePosition(offset: offsets[twice.first], in: bytes)
            throw error(
                .duplicateKey(Maker.key(of: members[twice.second]), first: first), at: offsets[twice.second])
        }
        return Maker.make(members, index, at: position)
    }

    private mutating func string() throws(DocumentError) -> String {
        offset += 1
        var start = offset
        var decoded: [UInt8]?
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") {
                let run = UnsafeBufferPointer(rebasing: bytes[start..<offset])
                offset += 1
                guard var whole = decoded else { return try text(of: run, at: start) }
                whole.append(contentsOf: run)
                return try whole.withUnsafeBufferPointer { buffer in
                    Result { () throws(DocumentError) in try text(of: buffer, at: start) }
                }.get()
            }
            if byte == UInt8(ascii: "\\") {
                decoded = decoded ?? []
                decoded?.append(contentsOf: bytes[start..<offset])
                let scalar = try escape()
                decoded?.append(contentsOf: Array(String(Character(scalar)).utf8))
                start = offset
                continue
            }
            if byte < 0x20 { throw error(.controlCharacter(byte)) }
            offset += 1
        }
        throw error(.unexpectedEnd)
    }

    private func text(of run: UnsafeBufferPointer<UInt8>, at start: Int) throws(DocumentError) -> String {
        guard let text = String(validating: run, as: UTF8.self) else { throw error(.notUTF8, at: start) }
        return text
    }

    /// Reads one escape, a surrogate pair as one; stops behind it.
    private mutating func escape() throws(DocumentError) -> Unicode.Scalar {
        let start = offset
        guard offset + 1 < bytes.count else { throw error(.unexpectedEnd, at: bytes.count) }
        offset += 2
        switch bytes[offset - 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let high = try hexadecimal(from: start)
            guard (0xD800..<0xE000).contains(high) else {
                guard let scalar = Unicode.Scalar(high) else { throw error(.badEscape, at: start) }
                return scalar
            }
            guard high < 0xDC00, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
                bytes[offset + 1] == UInt8(ascii: "u")
            else { throw error(.loneSurrogate, at: start) }
            offset += 2
            let low = try hexadecimal(from: start)
            guard (0xDC00..<0xE000).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            else { throw error(.loneSurrogate, at: start) }
            return scalar
        default: throw error(.badEscape, at: start)
        }
    }

    private mutating func hexadecimal(from start: Int) throws(DocumentError) -> UInt32 {
        guard offset + 4 <= bytes.count else { throw error(.unexpectedEnd, at: bytes.count) }
        var value: UInt32 = 0
        for byte in bytes[offset..<offset + 4] {
            guard let digit = Hex.value(of: byte) else { throw error(.badEscape, at: start) }
            value = value << 4 | UInt32(digit)
        }
        offset += 4
        return value
    }

    private mutating func number() throws(DocumentError) -> String {
        let start = offset
        _ = take("-")
        if !take("0") { try digits(from: start) }
        if take(".") { try digits(from: start) }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits(from: start)
        }
        if offset < bytes.count, isWordByte(bytes[offset]) { throw error(.badNumber, at: start) }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func digits(from start: Int) throws(DocumentError) {
        let first = offset
        while offset < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) { offset += 1 }
        if offset == first { throw error(offset == bytes.count ? .unexpectedEnd : .badNumber, at: start) }
    }

    /// Letters, digits and what else would make a number or word go on: `01`, `1.2.3`, `nullx`.
    private func isWordByte(_ byte: UInt8) -> Bool {
        Hex.value(of: byte) != nil || (UInt8(ascii: "g")...UInt8(ascii: "z")).contains(byte | 0x20)
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }

    private mutating func word(_ word: StaticString) throws(DocumentError) {
        let start = offset
        for index in 0..<word.utf8CodeUnitCount {
            guard offset < bytes.count else { throw error(.unexpectedEnd) }
            guard bytes[offset] == word.utf8Start[index] else {
                throw error(.unexpected(found: found(at: start), expected: "a value"), at: start)
            }
            offset += 1
        }
        if offset < bytes.count, isWordByte(bytes[offset]) {
            throw error(.unexpected(found: found(at: start), expected: "a value"), at: start)
        }
    }

    private mutating func skipBlanks() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return
            }
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar, or words: String) throws(DocumentError) {
        if take(character) { return }
        if offset == bytes.count { throw error(.unexpectedEnd) }
        throw error(.unexpected(found: found(at: offset), expected: words))
    }

    private mutating func enter() throws(DocumentError) {
        offset += 1
        depth += 1
        if depth > Self.depthLimit { throw error(.tooDeep(limit: Self.depthLimit), at: offset - 1) }
    }

    private mutating func here() -> SourcePosition {
        guard Maker.needsPositions else { return trackedPosition }
        while tracked < offset {
            trackedPosition.advance(over: bytes[tracked])
            tracked += 1
        }
        return trackedPosition
    }

    private func error(_ kind: DocumentError.Kind, at place: Int? = nil) -> DocumentError {
        DocumentError(.json, kind, at: SourcePosition(offset: place ?? offset, in: bytes))
    }

    /// The character or word at an offset, for a message.
    private func found(at place: Int) -> String {
        let rest = bytes[place..<min(place + 20, bytes.count)]
        let word = rest.prefix { isWordByte($0) }
        if !word.isEmpty { return "\"\(String(decoding: word, as: UTF8.self))\"" }
        let first = String(decoding: rest, as: UTF8.self).first.map { TerminalText.sanitized(String($0)) }
        return first.map { "\"\($0)\"" } ?? "the end"
    }
}
