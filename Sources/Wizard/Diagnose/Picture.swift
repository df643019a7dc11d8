import Canvas

/// A drawing that answers one question, as rows of text.
struct Picture: Sendable {
    /// A row, and what it says whole where it has no room for all of it.
    struct Line: Hashable, Sendable {
        var text: String
        var whole: String?

        init(_ text: String = "", whole: String? = nil) {
            self.text = text
            self.whole = whole
        }
    }

    /// The question: `Does the token open role ses-sender-role?`.
    var question: String
    /// The answer, with its mark: `✗ no, by one word`.
    var answer: String
    /// The rows.
    var lines: [Line]
    /// What always holds, below the drawing; empty for nothing.
    var sentence: String
    /// What the drawing rests on, each with its heading: `Compared`.
    var facts: [(heading: String, text: String)] = []
    /// What stands in the line above the footer where it is dangerous; empty for nothing.
    var warning = ""

    /// How wide the drawing is.
    var columns: Int { lines.map { TextWidth.columns($0.text) }.max() ?? 0 }

    /// The picture in the pane at the side.
    var preview: Preview {
        var whole: [Int: String] = [:]
        for (index, line) in lines.enumerated() { whole[index] = line.whole }
        return Preview(
            title: question, count: answer, lines: lines.map(\.text) + (sentence.isEmpty ? [] : ["", sentence]),
            marked: [], isDocument: false,
            more: "more: v", whole: whole)
    }

    /// Draws it from the current row on.
    func paint(_ pen: inout Pen) {
        let edge = pen.layout.width - 1 - TextWidth.columns(answer)
        let end = pen.put(question, 3, .bold)
        if end + 2 > edge { pen.advance() }
        pen.put(answer, max(5, edge))
        pen.advance()
        pen.blank()
        for line in lines {
            pen.put(line.text, 3)
            if let whole = line.whole { pen.note(cut: whole) }
            pen.advance()
        }
        if !sentence.isEmpty {
            pen.blank()
            pen.prose(sentence)
        }
        guard !facts.isEmpty else { return }
        pen.blank()
        for fact in facts {
            for (index, line) in TextWrap.lines(fact.text, min(pen.layout.width - 1, 100) - 16).enumerated() {
                if index == 0 { pen.put(fact.heading, 5, .faint) }
                pen.put(line, 16)
                pen.advance()
            }
        }
    }

    /// A text in a number of columns; what has no room for all loses its middle.
    static func fitted(_ text: String, _ columns: Int) -> String { TextCut.middle(text, columns) }

    /// `┌ title ───┐`.
    static func top(_ title: String, _ width: Int) -> String {
        let shown = TextCut.end(title, width - 5)
        return "┌ \(shown) " + String(repeating: "─", count: max(0, width - 4 - TextWidth.columns(shown))) + "┐"
    }

    /// `└──────────┘`.
    static func bottom(_ width: Int) -> String { "└" + String(repeating: "─", count: max(0, width - 2)) + "┘" }
}
