import Digest

/// Frames as a client sends them (RFC 6455 §5): whole, and masked.
enum WebSocketFrame {
    /// The kinds of frames.
    enum Opcode: UInt8, Sendable {
        case continuation = 0x0
        case text = 0x1
        case binary = 0x2
        case close = 0x8
        case ping = 0x9
        case pong = 0xA

        var isControl: Bool { rawValue & 0x8 != 0 }
    }

    /// The longest content of a control frame.
    static let controlBytes = 125

    /// Appends one frame.
    ///
    /// - Parameters:
    ///   - opcode: Its kind.
    ///   - payload: Its content; at most ``controlBytes`` of a control frame.
    ///   - mask: Four bytes that nobody can foresee, so that no cache between can be made to keep what is sent.
    ///   - buffer: What the frame is added to.
    static func append(
        _ opcode: Opcode, _ payload: [UInt8], mask: [UInt8] = SecureRandom.bytes(4), to buffer: inout [UInt8]
    ) {
        buffer.append(0x80 | opcode.rawValue)
        switch payload.count {
        case ..<126: buffer.append(0x80 | UInt8(payload.count))
        case ..<0x1_0000: buffer += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        default:
            buffer.append(0x80 | 127)
            for shift in stride(from: 56, through: 0, by: -8) {
                buffer.append(UInt8(truncatingIfNeeded: payload.count >> shift))
            }
        }
        buffer += mask
        let start = buffer.count
        buffer += payload
        buffer.withUnsafeMutableBufferPointer { bytes in
            mask.withUnsafeBufferPointer { mask in
                for index in start..<bytes.count { bytes[index] ^= mask[(index - start) & 3] }
            }
        }
    }
}
