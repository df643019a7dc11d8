import COpenSSL
import Foundation

/// A frame of WebSocket as a client sent it.
public struct ReceivedFrame: Hashable, Sendable {
    /// Its first byte: the final bit and the opcode.
    public var first: UInt8
    /// Whether it was masked.
    public var isMasked: Bool
    /// Its content, unmasked.
    public var payload: [UInt8]

    /// A frame.
    public init(first: UInt8, isMasked: Bool, payload: [UInt8]) {
        self.first = first
        self.isMasked = isMasked
        self.payload = payload
    }
}

extension FaultConnection {
    /// Agrees to a WebSocket as RFC 6455 wants it, then sends the first bytes after it in the same piece.
    public func upgrade(
        _ request: ReceivedRequest, accept: String? = nil, headers: [(String, String)] = [], then bytes: [UInt8] = []
    ) {
        let fields = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
        let head =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: \(accept ?? Self.proof(request))\r\n\(fields)\r\n"
        send(Array(head.utf8) + bytes)
    }

    /// What proves that the request's key was read.
    public static func proof(_ request: ReceivedRequest) -> String {
        let text = Array(((request.header("sec-websocket-key") ?? "") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)
        var digest = [UInt8](repeating: 0, count: 20)
        text.withUnsafeBytes { sesame_sha1($0.baseAddress, $0.count, &digest) }
        return Data(digest).base64EncodedString()
    }

    /// The next frame; nil when the connection ended.
    ///
    /// A client that waits long asks for a sign of life, on a busy machine also where a test awaits something else: pings
    /// are answered and passed over (RFC 6455 §5.5.2).
    public func nextFrame(passingOverPings: Bool = true) -> ReceivedFrame? {
        while let frame = anyFrame() {
            guard passingOverPings, frame.first == 0x89 else { return frame }
            send([0x8A, UInt8(frame.payload.count)] + frame.payload)
        }
        return nil
    }

    private func anyFrame() -> ReceivedFrame? {
        guard let head = take(2) else { return nil }
        var length = Int(head[1] & 0x7F)
        if length > 125 {
            guard let more = take(length == 126 ? 2 : 8) else { return nil }
            length = more.reduce(0) { $0 << 8 | Int($1) }
        }
        let isMasked = head[1] & 0x80 != 0
        guard let mask = isMasked ? take(4) : [0, 0, 0, 0], let payload = take(length) else { return nil }
        return ReceivedFrame(
            first: head[0], isMasked: isMasked, payload: payload.enumerated().map { $0.element ^ mask[$0.offset % 4] })
    }

    private func take(_ count: Int) -> [UInt8]? {
        while pending.count < count {
            let more = receive()
            guard !more.isEmpty else { return nil }
            pending += more
        }
        defer { pending.removeFirst(count) }
        return Array(pending.prefix(count))
    }
}
