import Testing

@testable import HTTPClient

/// Frames of RFC 6455, both ways, as tables.
@Suite struct FrameTests {
    private static let limits = WebSocketLimits(frame: 1000, message: 1500)

    /// What is read of bytes, in pieces of a size; then what stopped it.
    private func read(_ bytes: [UInt8], by size: Int) -> ([WebSocketReader.Event], WebSocketProblem?) {
        var reader = WebSocketReader(Self.limits)
        var events: [WebSocketReader.Event] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            let piece = Array(bytes[start..<min(start + size, bytes.count)])
            let problem = piece.withUnsafeBytes { piece -> WebSocketProblem? in
                do throws(WebSocketProblem) { try reader.read(piece) { events.append($0) } } catch { return error }
                return nil
            }
            if let problem { return (events, problem) }
        }
        return (events, nil)
    }

    private static let hello = Array("Hello".utf8)
    private static func long(_ count: Int, _ head: [UInt8]) -> [UInt8] { head + [UInt8](repeating: 0x78, count: count) }
    private static func xs(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x78, count: count) }

    /// The examples of §5.7 as a server sends them, and what else may come.
    @Test(
        arguments: [
            ("a text", [0x81, 0x05] + hello, [.message(WebSocketMessage(hello, isText: true))]),
            (
                "a text in two fragments", [0x01, 0x03, 0x48, 0x65, 0x6C, 0x80, 0x02, 0x6C, 0x6F],
                [.message(WebSocketMessage(hello, isText: true))]
            ),
            ("a ping and a pong", [0x89, 0x05] + hello + [0x8A, 0x05] + hello, [.ping(hello), .pong(hello)]),
            (
                "a ping between fragments", [0x02, 0x01, 0x61, 0x89, 0x00, 0x80, 0x01, 0x62],
                [.ping([]), .message(WebSocketMessage([0x61, 0x62]))]
            ),
            ("256 bytes", long(256, [0x82, 0x7E, 0x01, 0x00]), [.message(WebSocketMessage(xs(256)))]),
            ("126 bytes", long(126, [0x82, 0x7E, 0x00, 0x7E]), [.message(WebSocketMessage(xs(126)))]),
            ("125 bytes", long(125, [0x82, 0x7D]), [.message(WebSocketMessage(xs(125)))]),
            ("nothing", [0x82, 0x00], [.message(WebSocketMessage([]))]),
            ("an empty last fragment", [0x02, 0x01, 0x61, 0x80, 0x00], [.message(WebSocketMessage([0x61]))]),
            (
                "a goodbye with words", [0x88, 0x04, 0x03, 0xE8, 0x6F, 0x6B],
                [.close(WebSocketClose(code: 1000, reason: "ok"))]
            ),
            ("a goodbye without anything, and noise behind it", [0x88, 0x00, 0xFF, 0xFF], [.close(WebSocketClose())]),
            ("half a frame", [0x82, 0x05, 0x48], []),
            ("half a head", [0x82], []),
        ] as [(String, [UInt8], [WebSocketReader.Event])])
    func `what a server may send`(what: String, bytes: [UInt8], events: [WebSocketReader.Event]) {
        for size in [1, 2, 3, 7, 4096] {
            let (seen, problem) = read(bytes, by: size)
            #expect(seen == events, "\(what) by \(size)")
            #expect(problem == nil, "\(what) by \(size)")
        }
    }

    @Test(
        arguments: [
            ("masked", [0x82, 0x85, 1, 2, 3, 4, 5, 6, 7, 8, 9], .maskedFrame, 1002),
            ("RSV1", [0xC2, 0x00], .reservedBits, 1002),
            ("RSV3", [0x92, 0x00], .reservedBits, 1002),
            ("opcode 3", [0x83, 0x00], .unknownOpcode(3), 1002),
            ("opcode 11", [0x8B, 0x00], .unknownOpcode(11), 1002),
            ("a fragmented ping", [0x09, 0x00], .badControlFrame, 1002),
            ("a long ping", [0x89, 0x7E, 0x00, 0x7E], .badControlFrame, 1002),
            ("a long goodbye", [0x88, 0x7F], .badControlFrame, 1002),
            ("a continuation of nothing", [0x80, 0x00], .badFragment, 1002),
            ("a message within a message", [0x02, 0x00, 0x82, 0x00], .badFragment, 1002),
            ("a continuation after the end", [0x82, 0x00, 0x80, 0x00], .badFragment, 1002),
            ("two bytes for 125", [0x82, 0x7E, 0x00, 0x7D], .badLength, 1002),
            ("eight bytes for 65535", [0x82, 0x7F, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], .badLength, 1002),
            ("the first bit of a length", [0x82, 0x7F, 0x80, 0, 0, 0, 0, 0, 0, 0], .badLength, 1002),
            (
                "nearly all there is", [0x82, 0x7F, 0x7F] + [UInt8](repeating: 0xFF, count: 7), .longFrame(limit: 1000),
                1009
            ),
            ("1001 bytes", [0x82, 0x7E, 0x03, 0xE9], .longFrame(limit: 1000), 1009),
            (
                "a message of 1501 bytes", long(1000, [0x02, 0x7E, 0x03, 0xE8]) + [0x80, 0x7E, 0x01, 0xF5],
                .longMessage(limit: 1500), 1009
            ),
            ("half a goodbye", [0x88, 0x01, 0x03], .badClose, 1002),
            ("a code that is never sent", [0x88, 0x02, 0x03, 0xEE], .badClose, 1002),
            ("a code of nobody", [0x88, 0x02, 0x00, 0x01], .badClose, 1002),
            ("words that are none", [0x88, 0x03, 0x03, 0xE8, 0xFF], .badClose, 1002),
            ("a text that is none", [0x81, 0x01, 0xC3], .badText, 1007),
        ] as [(String, [UInt8], WebSocketProblem, UInt16)])
    func `what a server may not send`(what: String, bytes: [UInt8], problem: WebSocketProblem, code: UInt16) {
        for size in [1, 2, 4096] { #expect(read(bytes, by: size).1 == problem, "\(what) by \(size)") }
        #expect(problem.code == code)
    }

    @Test(
        arguments: [
            // §5.7: a single-frame masked text message, with its own mask.
            (
                .text, hello, [0x37, 0xFA, 0x21, 0x3D],
                [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]
            ),
            (
                .pong, hello, [0x37, 0xFA, 0x21, 0x3D],
                [0x8A, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]
            ),
            (.binary, [], [1, 2, 3, 4], [0x82, 0x80, 1, 2, 3, 4]),
            (.binary, xs(126), [0, 0, 0, 0], long(126, [0x82, 0xFE, 0, 126, 0, 0, 0, 0])),
            (.binary, xs(65536), [0, 0, 0, 0], long(65536, [0x82, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])),
        ] as [(WebSocketFrame.Opcode, [UInt8], [UInt8], [UInt8])])
    func `what is sent`(opcode: WebSocketFrame.Opcode, payload: [UInt8], mask: [UInt8], bytes: [UInt8]) {
        var buffer: [UInt8] = []
        WebSocketFrame.append(opcode, payload, mask: mask, to: &buffer)
        let isSame = buffer == bytes
        #expect(isSame, "\(buffer.prefix(20))")
    }

    @Test func `no two masks are alike`() {
        let masks = (0..<100).map { _ in
            var buffer: [UInt8] = []
            WebSocketFrame.append(.binary, [0], to: &buffer)
            return Array(buffer[2..<6])
        }
        #expect(Set(masks).count > 95)
    }

    @Test func `the proof of the RFC's own key`() {
        #expect(WebSocketUpgrade.proof(of: "dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }
}
