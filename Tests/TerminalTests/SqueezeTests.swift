import CTerminal
import Testing

/// What is taken out of a frame's bytes, and what is not.
struct SqueezeTests {
    private static let esc = "\u{1B}"

    private func squeezed(_ text: String, _ state: inout sesame_squeeze) -> String {
        var bytes = Array(text.replacing("^", with: Self.esc).utf8)
        let count = sesame_squeeze_frame(&state, &bytes, bytes.count)
        return String(decoding: bytes[0..<count], as: UTF8.self).replacing(Self.esc, with: "^")
    }

    @Test func `the first frame keeps its character set and its reset`() {
        var state = sesame_squeeze()
        #expect(squeezed("^(B^[m^[H^[2J^(B^[0;1m sesame^(B^[m", &state) == "^(B^[m^[H^[2J^[1m sesame^[m")
    }

    @Test func `a typed character costs eight bytes`() {
        var state = sesame_squeeze(charset_is_set: 1, is_plain: 1)
        #expect(squeezed("^(B^[0;4mb^(B^[m", &state) == "^[4mb^[m")
    }

    @Test(arguments: [
        ("^[38;5;243mtyped^[39m^(B^[m^[K", "^[38;5;243mtyped^[m^[K"),
        ("^[38;5;29mgreen^[39mplain", "^[38;5;29mgreen^[39mplain"),
        ("^[0;1mbold^[0;4munderlined^[m", "^[1mbold^[0;4munderlined^[m"),
        ("^[0;7mreverse^[0m^[m^[2;3Hplain", "^[7mreverse^[0m^[2;3Hplain"),
        ("^[12;3Hé✓界^[?25l^[4P^[1K", "^[12;3Hé✓界^[?25l^[4P^[1K"), ("^[", "^["), ("^(", "^("), ("^[0;", "^[0;"),
        ("", ""),
    ]) func `only what changes nothing goes`(_ frame: String, _ expected: String) {
        var state = sesame_squeeze(charset_is_set: 1, is_plain: 1)
        #expect(squeezed(frame, &state) == expected)
    }

    @Test func `what is on is remembered from frame to frame`() {
        var state = sesame_squeeze(charset_is_set: 1, is_plain: 1)
        #expect(squeezed("^[0;1mbold", &state) == "^[1mbold")
        #expect(squeezed("^[0;4munderlined^[m", &state) == "^[0;4munderlined^[m")
        #expect(squeezed("^[m^(Bplain", &state) == "plain")
    }
}
