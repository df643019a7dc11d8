import Canvas
import Terminal
import Wire

/// How lines look: signs in colour where that is wanted, ASCII where nothing else can be shown, and no wider than the
/// terminal.
///
/// Only signs get colour; words keep the terminal's own, so that nothing depends on seeing colours.
struct Paint: Sendable {
    private let glyphs: GlyphSet
    private let colors: Bool
    /// The most columns of a line; nil where lines are for programs and files, which get one record a line.
    let columns: Int?
    /// Whether signs are said as words, for screen readers: `to add` instead of `+`.
    var speaks = false
    /// Whether the reader is asked line by line, and types no options.
    var isDialog = false

    /// Where lines go.
    enum Target: Int32, Sendable {
        case output = 1
        case error = 2
    }

    /// The columns that tables are made for: those of the narrowest common terminal.
    static let table = 80

    /// Lines as they are.
    static let none = Paint(glyphs: .unicode, colors: false, columns: nil)

    init(glyphs: GlyphSet, colors: Bool, columns: Int?) {
        self.glyphs = glyphs
        self.colors = colors
        self.columns = columns
    }

    /// What options, environment and the stream say.
    ///
    /// - Parameters:
    ///   - options: The options; nil for commands that have none of these.
    ///   - process: Variables and streams.
    ///   - target: Where the lines go.
    init(_ options: ScreenOptions?, _ process: ProcessContext, to target: Target = .output) {
        let color = options?.color ?? .auto
        let setting = TerminalSetting(
            environment: process.environment, inputIsTerminal: process.inputIsTerminal,
            outputIsTerminal: process.outputIsTerminal, color: color, ascii: options?.ascii ?? false)
        let isTerminal = target == .output ? process.outputIsTerminal : process.errorIsTerminal
        let isDumb = (process.environment["TERM"] ?? "dumb") == "dumb"
        self.init(
            glyphs: setting.glyphs, colors: color == .always || setting.wantsColor && isTerminal && !isDumb,
            columns: ProcessContext.columns(of: target))
        speaks = options?.plain ?? false
    }

    /// A line of text that may hold anything; control characters are taken out.
    func line(_ text: String) -> String { glyphs.apply(to: TerminalText.sanitized(text)) }

    /// A line with a sign in it: what stands before it, the sign, the rest.
    func line(_ indent: String = "", sign: String, _ rest: String) -> String {
        painted(indent, sign, line(rest))
    }

    /// A text in as many lines as it takes; all but the first begin below its first word, or further to the right.
    ///
    /// - Parameters:
    ///   - text: The text, with the blanks before it.
    ///   - hanging: The columns before every line but the first; nil takes those of the first.
    /// - Returns: At least one line.
    func lines(_ text: String, hanging: Int? = nil) -> [String] {
        LineWrap.lines(line(text), columns: columns, hanging: hanging ?? text.prefix { $0 == " " }.count)
    }

    /// A text behind a sign, in as many lines as it takes.
    ///
    /// - Parameters:
    ///   - indent: What stands before the sign.
    ///   - sign: The sign; spoken as a word where signs are.
    ///   - rest: The text, with the blank before it.
    ///   - hanging: The columns before every line but the first; nil puts them below the text.
    ///   - word: The word that is read aloud for the sign; nil takes the sign's own.
    /// - Returns: At least one line.
    func lines(
        _ indent: String = "", sign: String, _ rest: String, hanging: Int? = nil, aloud word: String? = nil
    ) -> [String] {
        if speaks, let word = word ?? Self.words[sign] {
            return lines("\(indent)\(word): \(Self.spoken(rest))", hanging: indent.count + 2)
        }
        let shown = glyphs.apply(to: sign)
        let wrapped = LineWrap.lines(
            "\(indent)\(shown)\(line(rest))", columns: columns, hanging: hanging ?? indent.count + shown.count + 1)
        let first = String(wrapped[0].dropFirst(indent.count + shown.count))
        return [painted(indent, sign, first)] + wrapped.dropFirst()
    }

    /// A command to be copied, behind what stands before it; broken between its words only, as a shell reads it.
    func command(_ lead: String, _ command: String, hanging: Int? = nil) -> [String] {
        let lead = line(lead)
        let inside = columns.map { max(20, $0 - TextWidth.columns(lead)) }
        let whole = glyphs.apply(to: TerminalText.sanitized(command, limit: .max))
        let lines = LineWrap.command(whole, columns: inside, hanging: 2)
        let margin = String(repeating: " ", count: TextWidth.columns(lead))
        return lines.enumerated().map { ($0 == 0 ? lead : margin) + $1 }
    }

    private func painted(_ indent: String, _ sign: String, _ rest: String) -> String {
        let shown = glyphs.apply(to: sign)
        guard colors, let code = Self.codes[sign] else { return indent + shown + rest }
        return "\(indent)\u{1B}[\(code)m\(shown)\u{1B}[m\(rest)"
    }

    /// A row of a table as a sentence: its columns become parts with commas between them.
    private static func spoken(_ row: String) -> String {
        var parts: [String] = []
        var rest = row[...]
        while let gap = rest.firstRange(of: "  ") {
            parts.append(String(rest[..<gap.lowerBound]))
            rest = rest[gap.upperBound...].drop { $0 == " " }
        }
        parts.append(String(rest))
        return parts.map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// What stands behind the escape character of the sequences that lines may hold.
    static let sequences = ["[m"] + Set(codes.values).map { "[\($0)m" }

    /// The 16 colours that every terminal has; the same ones as on the screens.
    ///
    /// Yellow is next to nothing on white, so that nothing is yellow.
    private static let codes = [
        "+": "32", "✓": "32", "~": "35", "!": "35", "x": "31", "✗": "31", "-": "31", "?": "35",
    ]

    /// The signs as they are read aloud, where the line does not say a better word.
    private static let words = [
        "+": "to add", "~": "to change", "=": "made by others", "·": "unchanged", "x": "in conflict with others",
        "!": "attention", "?": "cannot tell", "✓": "right", "✗": "wrong", "-": "not tried", "…": "waiting",
    ]
}
