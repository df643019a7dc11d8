import Canvas
import Terminal
import Testing

struct TerminalSettingTests {
    private func setting(
        _ environment: [String: String], color: ColorChoice = .auto, ascii: Bool = false, tty: Bool = true
    ) -> TerminalSetting {
        TerminalSetting(
            environment: environment, inputIsTerminal: tty, outputIsTerminal: tty, color: color, ascii: ascii)
    }

    @Test func `a full screen needs two terminals and a TERM that can move`() {
        #expect(setting(["TERM": "xterm"]).isInteractive)
        #expect(!setting(["TERM": "dumb"]).isInteractive)
        #expect(!setting([:]).isInteractive)
        #expect(!setting(["TERM": "xterm"], tty: false).isInteractive)
    }

    @Test(arguments: [
        (["LANG": "en_US.UTF-8"], GlyphSet.unicode), (["LANG": "de_DE.utf8"], .unicode), ([:], .unicode),
        (["LANG": "en_US.ISO-8859-1"], .ascii), (["LC_ALL": "C", "LANG": "en_US.UTF-8"], .ascii),
        (["LC_ALL": "", "LANG": "en_US.UTF-8"], .unicode),
    ])
    func `the locale decides about glyphs`(environment: [String: String], glyphs: GlyphSet) {
        #expect(setting(environment).glyphs == glyphs)
    }

    @Test func `ASCII can be asked for`() {
        #expect(setting(["LANG": "en_US.UTF-8"], ascii: true).glyphs == .ascii)
    }

    @Test func `NO_COLOR counts when it is not empty`() {
        #expect(setting(["NO_COLOR": "1"]).depth(colours: 256) == .mono)
        #expect(setting(["NO_COLOR": ""]).depth(colours: 256) == .cube)
        #expect(setting(["CLICOLOR": "0"]).depth(colours: 256) == .mono)
    }

    @Test func `the flag wins over the environment, terminfo over both`() {
        #expect(setting(["NO_COLOR": "1"], color: .always).depth(colours: 256) == .cube)
        #expect(setting([:], color: .never).depth(colours: 256) == .mono)
        #expect(setting([:], color: .always).depth(colours: 8) == .sixteen)
        #expect(setting([:], color: .always).depth(colours: 0) == .mono)
    }
}
