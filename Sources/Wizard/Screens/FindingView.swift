import Diagnosis
import Canvas
import Wire

/// A finding with the headings that are the same everywhere.
enum FindingView {
    /// The finding with all its words, which a screen has to cut.
    ///
    /// - Parameters:
    ///   - card: The finding.
    ///   - unread: What could not be read about it, as it follows "cannot tell: ".
    /// - Returns: A viewer.
    static func viewer(_ card: Finding, unread: [String] = []) -> ViewerOverlay {
        let doubts = unread.map { "cannot tell: \(TerminalText.sanitized($0, limit: .max))\n" }.joined()
        let text = card.report + doubts
        let lines = text.split(separator: "\n").map { ViewerPage.Line(String($0)) }
        return ViewerOverlay(pages: [ViewerPage(title: card.code, lines: lines, copyText: text)])
    }

    static func paint(_ card: Finding, _ pen: inout Pen, column: Int = 3) {
        let width = pen.layout.width - 1
        let codeColumn = width - TextWidth.columns(card.code) - 1
        pen.mark(card.status.mark, column)
        let title = TextWrap.lines(TerminalText.sanitized(card.title), codeColumn - column - 4)
        for (index, line) in title.enumerated() {
            pen.put(line, column + 2, .bold)
            if index == 0 { pen.put(card.code, codeColumn, .faint) }
            pen.advance()
        }
        let indent = max(16, column + 3 + (card.headings.map { TextWidth.columns($0.heading) }.max() ?? 0))
        for (heading, text) in card.headings {
            let room = min(width, 100) - indent
            var lines = TextWrap.lines(text, room)
            // What AWS or a cluster says may be a whole document; the viewer has all of it.
            if heading == card.speaker, lines.count > 4 {
                lines = Array(lines.prefix(3)) + [TextCut.end(lines[3] + " " + lines[4], room)]
                pen.note(cut: text)
            }
            for (index, line) in lines.enumerated() {
                if index == 0 { pen.put(heading, column + 2, .faint) }
                pen.put(line, indent)
                pen.advance()
            }
        }
    }
}
