/// A frame of SPDY 3.1, as kubectl sends them through a WebSocket to forward ports.
enum SPDYFrame: Sendable, Hashable {
    /// The client opens a stream; what it says of it is compressed, and not read here.
    case opened(stream: UInt32)
    /// Bytes of a stream, and whether they are its last.
    case data(stream: UInt32, bytes: [UInt8], isLast: Bool)
    /// The client is done with a stream.
    case reset(stream: UInt32)
    /// The client wants to know whether the server is there.
    case ping(id: UInt32)
    /// The client is done with everything.
    case goingAway
    /// A frame that asks for nothing.
    case other(type: UInt16)

    /// The most bytes of a frame that are taken.
    static let limit = 1 << 20

    /// Takes the first whole frame off the bytes that came in so far.
    ///
    /// - Parameter bytes: what came in; the frame is removed.
    /// - Returns: the frame, nil while it is not whole.
    /// - Throws: `TooLong` for a frame that is longer than the limit.
    static func next(_ bytes: inout [UInt8]) throws(TooLong) -> SPDYFrame? {
        guard bytes.count >= 8 else { return nil }
        let length = Int(number(bytes, at: 5, 3))
        guard length <= limit else { throw TooLong() }
        guard bytes.count >= 8 + length else { return nil }
        let body = Array(bytes[8..<8 + length])
        let first = UInt32(number(bytes, at: 0, 4))
        let flags = bytes[4]
        let isControl = first & 0x8000_0000 != 0
        bytes.removeFirst(8 + length)
        guard isControl else { return .data(stream: first, bytes: body, isLast: flags & 1 != 0) }
        let type = UInt16(truncatingIfNeeded: first)
        guard body.count >= 4 || type == 4 else { return .other(type: type) }
        let id = body.count >= 4 ? UInt32(number(body, at: 0, 4)) & 0x7FFF_FFFF : 0
        return switch type {
        case 1: .opened(stream: id)
        case 3: .reset(stream: id)
        case 6: .ping(id: id)
        case 7: .goingAway
        default: .other(type: type)
        }
    }

    /// There is more in a frame than anybody sends.
    struct TooLong: Error {}

    private static func number(_ bytes: [UInt8], at start: Int, _ count: Int) -> UInt64 {
        bytes[start..<start + count].reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// Makes the frames that a server answers with.
struct SPDYAnswers {
    /// Headers are one stream of zlib for the whole connection; its first bytes are sent once.
    private var hasBegun = false

    /// Says yes to a stream, without headers of its own.
    mutating func reply(to stream: UInt32) -> [UInt8] {
        // No pairs of headers, in a block of deflate that is stored as it is, and an empty one that flushes it.
        let block: [UInt8] = [0x00, 0x04, 0x00, 0xFB, 0xFF, 0, 0, 0, 0, 0x00, 0x00, 0x00, 0xFF, 0xFF]
        defer { hasBegun = true }
        return Self.control(2, Self.bytes(stream) + (hasBegun ? [] : [0x78, 0x9C]) + block)
    }

    /// Bytes of a stream.
    static func data(_ bytes: [UInt8], on stream: UInt32, isLast: Bool) -> [UInt8] {
        self.bytes(stream) + [isLast ? 1 : 0] + self.bytes(UInt32(bytes.count)).dropFirst() + bytes
    }

    /// Gives a ping back.
    static func ping(_ id: UInt32) -> [UInt8] { control(6, bytes(id)) }

    private static func control(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
        [0x80, 0x03, 0x00, type, 0x00] + bytes(UInt32(body.count)).dropFirst() + body
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
