import Canvas
import Foundation
import Terminal
import Testing

struct PasteTests {
    private static let begin = "\u{1B}[200~"
    private static let end = "\u{1B}[201~"

    @Test func `without its end a paste is over after a second of silence`() {
        var keyboard = Keyboard()
        #expect(keyboard.type(Self.begin + "abc").isEmpty)
        #expect(keyboard.wait(.milliseconds(900)).isEmpty)
        #expect(keyboard.type("d").isEmpty)
        #expect(keyboard.wait(.milliseconds(900)).isEmpty)
        #expect(keyboard.wait(.milliseconds(100)) == [.key(.paste("abcd"))])
        #expect(keyboard.type("x" + Self.end) == [.key(.character("x"))])
    }

    @Test func `an empty paste is nothing`() {
        var keyboard = Keyboard()
        #expect(keyboard.type(Self.begin + Self.end).isEmpty)
        #expect((keyboard.type(Self.begin) + keyboard.wait(.seconds(1))).isEmpty)
        #expect(keyboard.type("x") == [.key(.character("x"))])
    }

    @Test func `byte 3 in a text that is pasted is no Ctrl-C`() {
        var keyboard = Keyboard()
        var events = keyboard.type(Self.begin + "ab") + keyboard.type([0x03]) + keyboard.type("c\u{3}d")
        // The line pauses, but the byte does not stand alone.
        events += keyboard.wait(.milliseconds(500)) + keyboard.type("\u{3}e" + Self.end)
        #expect(events == [.key(.paste("abcde"))])
    }

    @Test func `up to a MiB is taken, and more is refused whole`() {
        let limit = 1 << 20
        for size in [limit - 1, limit, limit + 1, 3 * limit] {
            var keyboard = Keyboard()
            let bytes = Array(Self.begin.utf8) + [UInt8](repeating: 0x61, count: size) + Array((Self.end + "x").utf8)
            var events: [TerminalInput] = []
            for start in stride(from: 0, to: bytes.count, by: 4095) {
                events += keyboard.type(bytes[start..<min(start + 4095, bytes.count)])
            }
            let wanted: TerminalInput =
                size <= limit
                ? .key(.paste(String(repeating: "a", count: size))) : .oversizedPaste(bytes: size, limit: limit)
            #expect(events.count == 2 && events[0] == wanted, "\(size)")
            #expect(events.last == .key(.character("x")))
        }
    }

    /// Where each byte once cost a copy of all before it, this took hours.
    @Test func `five megabytes are a matter of a moment`() {
        var keyboard = Keyboard()
        var events = keyboard.type(Self.begin)
        let piece = Array(String(repeating: "arn:aws:iam::111122223333:role/x \u{1B}[31m\r\n", count: 100).utf8)
        let start = Self.processorTime
        for _ in 0..<(5_000_000 / piece.count + 1) { events += keyboard.type(piece) }
        events += keyboard.type(Self.end)
        #expect(events.count == 1)
        #expect(Self.processorTime - start < 1)
    }

    /// Seconds that this thread has had of the processor.
    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }

    @Test(arguments: [
        (Array("a\r\nb\rc\nd\r\r\ne".utf8), "a\nb\nc\nd\n\ne"), (Array("\n\r\n".utf8), "\n\n"),
        (Array("\u{1B}[201x\u{1B}\u{1B}[31mé\u{85}\u{7F}\u{0}".utf8), "[201x[31mé"),
        ([0xC2, 0x1B, 0x80], "\u{FFFD}\u{FFFD}"),
        ([0xFF, 0x61, 0xC2], "\u{FFFD}a\u{FFFD}"), (Array("\t中 ".utf8), "\t中 "),
    ]) func `what is pasted is text without control characters`(_ bytes: [UInt8], _ text: String) {
        var keyboard = Keyboard()
        #expect(keyboard.type(Array(Self.begin.utf8) + bytes + Array(Self.end.utf8)) == [.key(.paste(text))])
    }

    @Test func `an end that is cut, doubled or false is known for what it is`() {
        for text in ["\u{1B}", "\u{1B}[20", "\u{1B}\u{1B}[", "\u{1B}[201\u{1B}", "\u{1B}[2\u{1B}[20"] {
            let bytes = Array((Self.begin + "a" + text + Self.end + "x").utf8)
            for cut in 1..<bytes.count {
                var keyboard = Keyboard()
                let events = keyboard.type(bytes[..<cut]) + keyboard.type(bytes[cut...])
                #expect(events == [.key(.paste("a" + text.filter { $0 != "\u{1B}" })), .key(.character("x"))])
            }
        }
    }
}
