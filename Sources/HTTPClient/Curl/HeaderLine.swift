/// One line of an answer's head.
enum HeaderLine: Equatable {
    /// A status line: everything before it belonged to an interim answer.
    case status
    case field(HTTPHeader)
    /// A line that continues the field before it (obsolete folding).
    case continuation(String)
    case nothing

    init(_ bytes: UnsafeRawBufferPointer) {
        var end = bytes.count
        while end > 0, Self.isBlank(bytes[end - 1]) { end -= 1 }
        guard end > 0 else {
            self = .nothing
            return
        }
        let line = bytes[..<end]
        if Self.isBlank(bytes[0]) {
            self = .continuation(Self.text(line))
        } else if line.starts(with: "HTTP/".utf8) {
            self = .status
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            self = .field(HTTPHeader(Self.text(line[..<colon]), Self.text(line[(colon + 1)...])))
        } else {
            self = .nothing
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a
    }

    private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        var rest = bytes
        while let first = rest.first, isBlank(first) { rest.removeFirst() }
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return String(decoding: rest, as: UTF8.self)
    }
}
