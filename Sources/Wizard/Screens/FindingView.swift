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
        let lines = text.split(separator: "\n").flatMap { TextWrap.lines(String($0), 72) }
        return ViewerOverlay(pages: [ViewerPage(title: card.code, lines: lines.map { .init($0) }, copyText: text)])
    }

    static func paint(_ card: Finding, _ pen: inout Pen, column: Int = 3) {
        pen.mark(card.status.mark, column)
        pen.put(TextCut.end(TerminalText.sanitized(card.title), 58), column + 2, .bold)
        let width = pen.layout.width - 1
        pen.put(card.code, max(column + 62, width - TextWidth.columns(card.code) - 1), .faint)
        pen.advance()
        let indent = max(16, column + 3 + (card.headings.map { TextWidth.columns($0.heading) }.max() ?? 0))
        for (heading, text) in card.headings {
            let lines = TextWrap.lines(text, min(width, 100) - indent)
            for (index, line) in lines.prefix(3).enumerated() {
                if index == 0 { pen.put(heading, column + 2, .faint) }
                pen.put(line, indent)
                pen.advance()
            }
        }
    }
}
