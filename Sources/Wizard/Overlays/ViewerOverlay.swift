import Canvas

/// Shows documents: scrolled, searched, highlighted, copied, without borders.
struct ViewerOverlay: TextOverlay {
    var pages: [ViewerPage]
    var page: Int
    var text: ScrollText
    var saysLine: Says
    /// More letters than the viewer's own.
    var extra: [Binding]
    /// The columns that the text is broken for.
    private var columns = 80

    init(
        pages: [ViewerPage], page: Int = 0, says: Says = Says("Read only. c copies the whole text."),
        extra: [Binding] = []
    ) {
        self.pages = pages
        self.page = pages.indices.contains(page) ? page : 0
        saysLine = says
        self.extra = extra
        text = ScrollText([])
        layOut(columns)
    }

    /// The rows of the shown page.
    private func rows(_ columns: Int) -> [ViewerPage.Row] {
        pages.indices.contains(page) ? pages[page].rows(columns) : []
    }

    mutating func layOut(_ columns: Int) {
        let before = rows(self.columns)
        let top = before.indices.contains(text.offset) ? before[text.offset].line : 0
        self.columns = columns
        let rows = rows(columns)
        text.lines = rows.map(\.text)
        text.offset = rows.firstIndex { $0.line >= top } ?? 0
        text.match = nil
    }

    var hidesBody: Bool { true }

    func bindings(_ state: WizardState) -> [Binding] {
        let shown = pages.indices.contains(page) ? pages[page] : nil
        // What a letter means in this view alone comes first.
        let taken = Set(extra.flatMap(\.keys))
        let own = [
            Binding(
                [.left], "Left/Right", "other file", place: pages.count > 1 ? .footer : .hidden,
                run: Self.changing { viewer, _ in viewer.turn(by: -1) }),
            .hidden([.right], run: Self.changing { viewer, _ in viewer.turn(by: 1) }),
            .letter("c", "copy") { state in shown.map { state.copy($0.copyText, what: $0.title) } ?? [] },
            .letter("w", "write files", place: .help, run: Self.closing { $0.writeFiles() }),
            StandardBindings.masking(state),
            .letter("R", "raw", place: .help) { _ in shown.map { [.showRaw($0.copyText)] } ?? [] },
        ].filter { taken.isDisjoint(with: $0.keys) }
        return [Binding([.escape, .enter], "Esc", "back", place: .enter, run: Self.closing())] + extra + Self.scrolling
            + own
    }

    private mutating func turn(by step: Int) {
        guard !pages.isEmpty else { return }
        page = (page + step + pages.count) % pages.count
        let query = text.query
        text = ScrollText(rows(columns).map(\.text))
        text.query = query
    }

    func says(_ state: WizardState) -> Says {
        if text.isSearching {
            return Says("Find: \(text.query.text)", "Enter goes to it, n and N to the next and previous.")
        }
        if !text.query.text.isEmpty, text.match == nil { return Says("\"\(text.query.text)\" is not in this text.") }
        return saysLine
    }

    func paint(_ state: WizardState, _ frame: inout Frame, rows: Range<Int>) {
        guard pages.indices.contains(page) else { return }
        let shown = pages[page]
        let width = frame.size.columns
        let lines = width == columns ? self.rows(columns) : shown.rows(width)
        let room = max(1, rows.count - 2)
        let first = max(0, min(text.offset, lines.count - room))
        let last = min(lines.count, first + room)
        var counts = pages.count > 1 ? ["\(page + 1) of \(pages.count)"] : []
        if lines.count > room { counts.append("\(first + 1) to \(last) of \(lines.count)") }
        let count = counts.joined(separator: "   ")
        let edge = width - 2 - TextWidth.columns(count)
        frame.write(count, row: rows.lowerBound, column: edge, style: .faint)
        let title = shown.title
        let isRoomy = 3 + TextWidth.columns(title) + TextWidth.columns(shown.place) + 6 < edge
        frame.write(title, row: rows.lowerBound, column: 3, limit: edge - 2, style: .bold)
        if isRoomy {
            let column = edge - TextWidth.columns(shown.place) - (count.isEmpty ? 0 : 3)
            frame.write(shown.place, row: rows.lowerBound, column: column, style: .faint)
        } else {
            frame.write(shown.place, row: rows.lowerBound + 1, column: 3, limit: width - 2, style: .faint)
        }
        frame.cursor = Position(row: rows.lowerBound, column: 3)
        for (step, index) in (first..<max(first, last)).enumerated() {
            paint(lines[index], shown, &frame, row: rows.lowerBound + 2 + step)
        }
    }

    private func paint(_ row: ViewerPage.Row, _ page: ViewerPage, _ frame: inout Frame, row place: Int) {
        let column = page.column
        if page.kind == .document, let number = row.number {
            let digits = String(number)
            frame.write(digits, row: place, column: 6 - digits.count, style: .faint)
        }
        if let mark = row.mark { frame.write(String(mark.glyph), row: place, column: 3, style: mark.style) }
        frame.write(
            row.text, row: place, column: column, limit: frame.size.columns - 1, style: row.isBold ? .bold : .plain)
        switch page.kind {
        case .document where row.number != nil: Highlight.keys(in: row.text, &frame, row: place, column: column)
        case .prose: Paint.glyphs(&frame, row: place, columns: column..<frame.size.columns)
        default: break
        }
        for match in text.matches(in: row.text) {
            frame.restyle(row: place, columns: (match.lowerBound + column)..<(match.upperBound + column)) {
                $0.adding(.reverse)
            }
        }
    }
}
