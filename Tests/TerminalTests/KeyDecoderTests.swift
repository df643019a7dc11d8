import Canvas
import Terminal
import Testing

struct KeyDecoderTests {
    private func keys(_ text: String) -> [Key] {
        var keyboard = Keyboard()
        return keyboard.type(text).compactMap { if case .key(let key) = $0 { key } else { nil } }
    }

    @Test(arguments: [
        ("a", Key.character("a")), ("é", .character("é")), ("中", .character("中")), ("\r", .enter), ("\n", .enter),
        ("\t", .tab), ("\u{7F}", .backspace), ("\u{08}", .backspace), ("\u{03}", .control("c")),
        ("\u{1A}", .control("z")), ("\u{1B}[A", .up), ("\u{1B}OA", .up), ("\u{1B}[B", .down), ("\u{1B}OC", .right),
        ("\u{1B}[D", .left), ("\u{1B}[H", .home), ("\u{1B}[1~", .home), ("\u{1B}OF", .end), ("\u{1B}[4~", .end),
        ("\u{1B}[3~", .delete), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[Z", .backTab),
        ("\u{1B}OP", .function(1)), ("\u{1B}[11~", .function(1)), ("\u{1B}[24~", .function(12)),
        ("\u{1B}[1;5C", .right), ("\u{1B}[27u", .escape), ("\u{1B}[99;5u", .control("c")),
        ("\u{1B}[27;5;99~", .control("c")), ("\u{1B}[<0;10;5M", .mouse(.press, Position(row: 4, column: 9))),
        ("\u{1B}[<64;1;1M", .mouse(.wheelUp, Position(row: 0, column: 0))),
    ])
    func `bytes become one key`(bytes: String, key: Key) {
        #expect(keys(bytes) == [key])
    }

    @Test func `a bare Esc waits for its deadline`() {
        var keyboard = Keyboard()
        #expect(keyboard.type([0x1B]).isEmpty)
        #expect(keyboard.wait(.milliseconds(24)).isEmpty)
        #expect(keyboard.isWaiting)
        #expect(keyboard.wait(.milliseconds(1)) == [.key(.escape)])
        #expect(!keyboard.isWaiting)
    }

    @Test func `the late rest of an arrow key is never typed text`() {
        for rest in ["[A", "OA"] {
            var keyboard = Keyboard()
            #expect(keyboard.type([0x1B]) + keyboard.wait(.milliseconds(100)) == [.key(.escape)])
            #expect(keyboard.type(rest).isEmpty)
            #expect(keyboard.type("x") == [.key(.character("x"))])
        }
    }

    @Test func `after Esc has settled a bracket is a bracket`() {
        var keyboard = Keyboard()
        _ = keyboard.type([0x1B])
        _ = keyboard.wait(.milliseconds(200))
        #expect(keyboard.type("[") == [.key(.character("["))])
    }

    @Test func `a paste arrives whole, without control characters, whatever it is cut into`() {
        let bytes = Array("\u{1B}[200~arn:aws\u{1B}[31m:iam\r\nnext\u{07}\u{1B}[201~x".utf8)
        for cut in 1..<bytes.count {
            var keyboard = Keyboard()
            let events = keyboard.type(bytes[..<cut]) + keyboard.type(bytes[cut...])
            #expect(events == [.key(.paste("arn:aws[31m:iam\nnext")), .key(.character("x"))])
        }
    }

    @Test(arguments: [
        "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}[?62;22c", "\u{1B}[?2026;2$y", "\u{1B}P1$r0m\u{07}",
    ])
    func `an answer of the terminal is no key`(reply: String) {
        #expect(keys(reply + "k") == [.character("k")])
    }

    @Test func `characters of several bytes survive any cut`() {
        let bytes = Array("é中👍".utf8)
        for cut in 1..<bytes.count {
            var keyboard = Keyboard()
            let events = keyboard.type(bytes[..<cut]) + keyboard.type(bytes[cut...])
            #expect(events == [.key(.character("é")), .key(.character("中")), .key(.character("👍"))])
        }
    }

    @Test func `random bytes never stop the decoder`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            var keyboard = Keyboard()
            let bytes = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = keyboard.type(bytes)
            _ = keyboard.wait(.seconds(1))
            #expect(keyboard.type("q") == [.key(.character("q"))], "\(bytes)")
        }
    }
}
