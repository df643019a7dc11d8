/// Joins received bytes into messages: RFC 6455 §5 from the client's side.
///
/// A value: what it says depends on the bytes alone, in whatever pieces they come. It keeps no more than a frame's head
/// and one unfinished message.
struct WebSocketReader {
    /// Something whole that came.
    enum Event: Hashable, Sendable {
        case message(WebSocketMessage)
        case ping([UInt8])
        case pong([UInt8])
        case close(WebSocketClose)
    }

    private struct Frame {
        var opcode: WebSocketFrame.Opcode
        var isFinal: Bool
        var remaining: Int
    }

    private let limits: WebSocketLimits
    private var head: [UInt8] = []
    private var frame: Frame?
    private var control: [UInt8] = []
    private var message: [UInt8] = []
    private var messageIsText: Bool?
    private var isClosed = false

    init(_ limits: WebSocketLimits) {
        self.limits = limits
    }

    /// Reads bytes; what follows a closing frame means nothing.
    ///
    /// - Parameters:
    ///   - bytes: The next bytes.
    ///   - take: Takes what is whole, in order.
    /// - Throws: ``WebSocketProblem``; nothing can be read afterwards.
    mutating func read(_ bytes: UnsafeRawBufferPointer, _ take: (Event) -> Void) throws(WebSocketProblem) {
        var index = 0
        while index < bytes.count, !isClosed {
            if frame == nil {
                head.append(bytes[index])
                index += 1
                guard try openFrame() else { continue }
            }
            guard var open = frame else { continue }
            let count = min(open.remaining, bytes.count - index)
            let part = UnsafeRawBufferPointer(rebasing: bytes[index..<(index + count)])
            if open.opcode.isControl { control += part } else { message += part }
            index += count
            open.remaining -= count
            frame = open
            if open.remaining == 0 { try close(open, take) }
        }
    }

    /// Makes a frame of the head once it is whole.
    private mutating func openFrame() throws(WebSocketProblem) -> Bool {
        guard head.count >= 2 else {
            if head[0] & 0x70 != 0 { throw .reservedBits }
            return false
        }
        guard head[1] & 0x80 == 0 else { throw .maskedFrame }
        let isFinal = head[0] & 0x80 != 0
        guard let opcode = WebSocketFrame.Opcode(rawValue: head[0] & 0x0F) else {
            throw .unknownOpcode(head[0] & 0x0F)
        }
        let short = head[1] & 0x7F
        if opcode.isControl {
            guard isFinal, short <= WebSocketFrame.controlBytes else { throw .badControlFrame }
        } else if (opcode == .continuation) != (messageIsText != nil) {
            throw .badFragment
        }
        let extra = short == 126 ? 2 : short == 127 ? 8 : 0
        guard head.count == 2 + extra else { return false }
        var length = UInt64(short)
        if extra > 0 {
            length = head[2...].reduce(0) { $0 << 8 | UInt64($1) }
            guard length > (extra == 2 ? 125 : 0xFFFF), length >> 63 == 0 else { throw .badLength }
        }
        guard length <= UInt64(limits.frame) else { throw .longFrame(limit: limits.frame) }
        if !opcode.isControl {
            guard Int(length) <= limits.message - message.count else { throw .longMessage(limit: limits.message) }
            if messageIsText == nil { messageIsText = opcode == .text }
            message.reserveCapacity(message.count + Int(length))
        }
        head.removeAll(keepingCapacity: true)
        frame = Frame(opcode: opcode, isFinal: isFinal, remaining: Int(length))
        return true
    }

    private mutating func close(_ ended: Frame, _ take: (Event) -> Void) throws(WebSocketProblem) {
        frame = nil
        if ended.opcode.isControl {
            let payload = control
            control = []
            switch ended.opcode {
            case .ping: take(.ping(payload))
            case .pong: take(.pong(payload))
            default:
                isClosed = true
                take(.close(try WebSocketClose(payload: payload)))
            }
            return
        }
        guard ended.isFinal, let isText = messageIsText else { return }
        let whole = message
        message = []
        messageIsText = nil
        if isText, String(validating: whole, as: UTF8.self) == nil { throw .badText }
        take(.message(WebSocketMessage(whole, isText: isText)))
    }
}
