import Canvas
import Terminal
import Wire

/// How lines look: signs in colour where that is wanted, ASCII where nothing else can be shown.
///
/// Only signs get colour; words keep the terminal's own, so that nothing depends on seeing colours.
struct Paint: Sendable {
    private let glyphs: GlyphSet
    private let colors: Bool

    /// Lines as they are.
    static let none = Paint(glyphs: .unicode, colors: false)

    private init(glyphs: GlyphSet, colors: Bool) {
        self.glyphs = glyphs
        self.colors = colors
    }

    /// What options, environment and standard output say.
    init(_ options: ScreenOptions, _ process: ProcessContext) {
        let setting = TerminalSetting(
            environment: process.environment, inputIsTerminal: process.inputIsTerminal,
            outputIsTerminal: process.outputIsTerminal, color: options.color, ascii: options.ascii)
        let isDumb = (process.environment["TERM"] ?? "dumb") == "dumb"
        glyphs = setting.glyphs
        colors = options.color == .always || setting.wantsColor && process.outputIsTerminal && !isDumb
    }

    /// A line of text that may hold anything; control characters are taken out.
    func line(_ text: String) -> String { glyphs.apply(to: TerminalText.sanitized(text)) }

    /// A line with a sign in it: what stands before it, the sign, the rest.
    func line(_ indent: String = "", sign: String, _ rest: String) -> String {
        let shown = glyphs.apply(to: sign)
        guard colors, let code = Self.codes[sign] else { return indent + shown + line(rest) }
        return "\(indent)\u{1B}[\(code)m\(shown)\u{1B}[m\(line(rest))"
    }

    /// What stands behind the escape character of the sequences that lines may hold.
    static let sequences = ["[m"] + Set(codes.values).map { "[\($0)m" }

    /// The 16 colours that every terminal has; the same ones as on the screens.
    private static let codes = [
        "+": "32", "✓": "32", "~": "33", "!": "33", "x": "31", "✗": "31", "-": "31", "?": "35",
    ]
}
