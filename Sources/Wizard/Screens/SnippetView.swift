import Canvas
import Design

/// The snippets of screen 9: the row of languages, the lines that matter, the list of all, and the viewer.
enum SnippetView {
    /// The design that snippets are made of; values that nobody gave yet are examples.
    private static func design(_ state: WizardState) -> DelegateSending? { state.form.preview.example }

    /// The snippet that is shown; nil where there is nothing to make it of.
    static func snippet(_ state: WizardState) -> Snippet? {
        design(state).flatMap { Snippets.make(state.done.snippet, $0) }
    }

    /// The snippet beside the screen, from 110 columns on.
    static func preview(_ state: WizardState) -> Preview? {
        guard let snippet = snippet(state) else { return nil }
        let siblings = Snippets.siblings(of: snippet.name)
        let number = siblings.firstIndex(of: snippet.name).map { "\($0 + 1) of \(siblings.count)" } ?? ""
        let marked = snippet.lines.indices.filter { snippet.lines[$0].isMarked }
        return Preview(
            title: snippet.title, count: siblings.count > 1 ? number : "", lines: snippet.lines.map(\.text),
            marked: Set(marked), note: snippet.hasComments ? "" : snippet.notes[0])
    }

    /// Draws the row of languages and, where nothing stands beside the screen, the lines that matter in a box.
    static func paint(_ state: WizardState, _ pen: inout Pen) {
        paintLanguages(state, &pen)
        guard !pen.layout.hasPreview, let snippet = snippet(state) else { return }
        let width = pen.layout.width - 6
        pen.box(column: 3, width: width, rows: snippet.essence.count + 2, title: snippet.title)
        pen.row += 1
        for line in outdented(snippet.essence) {
            pen.put(line, 5, limit: width + 1)
            pen.advance()
        }
        pen.row += 1
    }

    private static func paintLanguages(_ state: WizardState, _ pen: inout Pen) {
        let chosen = Snippets.language(of: state.done.snippet)
        var column = 3
        for name in Snippets.languages {
            let label = Snippets.language(of: name) ?? name
            if column > 3, column + TextWidth.columns(label) > pen.layout.width - 2 {
                pen.advance()
                column = 3
            }
            let isChosen = label == chosen
            let end = pen.put(label, column, isChosen ? .bold.adding(.underline) : .plain)
            if isChosen { pen.item(.choice(.language), column..<end, arrow: column - 2) }
            column = end + 2
        }
        pen.advance()
    }

    /// Lines moved to the left as far as all of them allow.
    private static func outdented(_ lines: [String]) -> [String] {
        let indent = lines.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return lines.map { String($0.dropFirst(indent)) }
    }

    /// What is said of a snippet first: where the source ARN goes, and what reads the pod's role, or that nothing does.
    static func words(_ snippet: Snippet) -> String {
        let first = snippet.needsSMTP ? snippet.notes.filter { !$0.hasPrefix("Source ARN: ") } : snippet.notes
        return first.prefix(2).joined(separator: " ")
    }

    /// The two lines above the footer.
    static func says(_ state: WizardState) -> Says {
        snippet(state).map { Says(words($0)) } ?? Says("There is nothing to make it of yet.")
    }

    /// All languages and frameworks, with what each of them sends by.
    static func list(_ state: WizardState, isFinding: Bool = false) -> ListOverlay {
        let all = design(state).map { Snippets.make($0) } ?? []
        let rows = all.map { snippet in
            ListRow(
                snippet.name, note: snippet.title,
                says: { _ in Says(words(snippet)) }
            ) { state in
                state.done.snippet = snippet.name
                return []
            }
        }
        var list = ListOverlay(
            title: "In your application", rows: rows,
            selected: all.firstIndex { $0.name == state.done.snippet } ?? 0)
        if isFinding {
            list.filter = LineEditor()
            list.isFiltering = true
        }
        return list
    }

    /// The viewer of the snippets of one language, at the one that is shown.
    static func viewer(_ state: WizardState) -> ViewerOverlay {
        let siblings = Snippets.siblings(of: state.done.snippet)
        let snippets = design(state).map { design in siblings.compactMap { Snippets.make($0, design) } } ?? []
        let pages = snippets.map { snippet in
            // Where a language has no comments, what there is to know stands under the lines and is not copied.
            let notes = snippet.hasComments ? [] : [ViewerPage.Line("")] + snippet.notes.map { ViewerPage.Line($0) }
            let lines = snippet.lines.map {
                ViewerPage.Line($0.text, isBold: $0.isMarked, isCode: true)
            }
            return ViewerPage(
                title: snippet.title, place: snippet.name, lines: lines + notes, copyText: snippet.content)
        }
        return ViewerOverlay(
            pages: pages, page: siblings.firstIndex(of: state.done.snippet) ?? 0,
            says: Says("The bold lines say whose address it is.", "c copies the lines. Left and Right show other ways.")
        )
    }
}
