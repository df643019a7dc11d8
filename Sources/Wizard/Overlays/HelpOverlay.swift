import Canvas
import Design

/// Help about the focused thing: always the same headings, then words and keys.
struct HelpOverlay: TextOverlay {
    /// A line of help; a divider has a title and goes across the box.
    struct Line: Hashable, Sendable {
        var text: String
        var isDivider = false
    }

    var title: String
    var lines: [Line]
    var command: String
    var text: ScrollText

    init(title: String, lines: [Line], command: String) {
        self.title = title
        self.lines = lines
        self.command = command
        text = ScrollText(lines.map(\.text))
    }

    func bindings(_ state: WizardState) -> [Binding] {
        let command = command
        return [
            Binding(
                [.escape, .character("?"), .function(1), .enter], "Esc", "close", place: .enter, run: Self.closing())
        ] + Self.scrolling + [
            .letter("c", "copy the command", place: command.isEmpty ? .hidden : .footer) {
                command.isEmpty ? [] : $0.copy(command, what: "the command")
            }
        ]
    }

    func says(_ state: WizardState) -> Says {
        if text.isSearching { return Says("Find: \(text.query.text)", "Enter goes to it.") }
        return Says("Up/Down scrolls. Your text in the field is untouched.")
    }

    func paint(_ state: WizardState, _ frame: inout Frame, rows: Range<Int>) {
        let width = 74
        let height = min(rows.count, lines.count + 2)
        frame.overlay(row: rows.lowerBound, width: width, rows: height, title: title)
        frame.cursor = Position(row: rows.lowerBound + 1, column: 5)
        let last = min(lines.count, text.offset + max(0, height - 2))
        guard text.offset < last else { return }
        for (step, index) in (text.offset..<last).enumerated() {
            let row = rows.lowerBound + 1 + step
            let line = lines[index]
            if line.isDivider {
                frame.divider(row: row, column: 3, width: width, title: line.text)
                continue
            }
            frame.write(line.text, row: row, column: 5, limit: 3 + width - 1)
            for match in text.matches(in: line.text) {
                frame.restyle(row: row, columns: (match.lowerBound + 5)..<(match.upperBound + 5)) {
                    $0.adding(.reverse)
                }
            }
        }
        if last < lines.count { frame.write(" more ", row: rows.lowerBound + height - 1, column: 68) }
    }
}
