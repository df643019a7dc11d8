import Canvas

/// Shows documents: scrolled, searched, highlighted, copied, without borders.
struct ViewerOverlay: TextOverlay {
    var pages: [ViewerPage]
    var page: Int
    var text: ScrollText
    var saysLine: Says
    /// More letters than the viewer's own.
    var extra: [Binding]

    init(
        pages: [ViewerPage], page: Int = 0, says: Says = Says("Read only. c copies the whole text."),
        extra: [Binding] = []
    ) {
        self.pages = pages
        self.page = pages.indices.contains(page) ? page : 0
        saysLine = says
        self.extra = extra
        text = ScrollText(pages.indices.contains(self.page) ? pages[self.page].lines.map(\.text) : [])
    }

    var hidesBody: Bool { true }

    func bindings(_ state: WizardState) -> [Binding] {
        let shown = pages.indices.contains(page) ? pages[page] : nil
        return [
            Binding([.escape, .enter], "Esc", "back", place: .enter, run: Self.closing())
        ] + extra + Self.scrolling + [
            Binding(
                [.left], "Left/Right", "other file", place: pages.count > 1 ? .footer : .hidden,
                run: Self.changing { viewer, _ in viewer.turn(by: -1) }),
            .hidden([.right], run: Self.changing { viewer, _ in viewer.turn(by: 1) }),
            .letter("c", "copy") { state in shown.map { state.copy($0.copyText, what: $0.title) } ?? [] },
            .letter("w", "write files", place: .help, run: Self.closing { $0.writeFiles() }),
            .letter("R", "raw", place: .help) { _ in shown.map { [.showRaw($0.copyText)] } ?? [] },
        ]
    }

    private mutating func turn(by step: Int) {
        guard !pages.isEmpty else { return }
        page = (page + step + pages.count) % pages.count
        let query = text.query
        text = ScrollText(pages[page].lines.map(\.text))
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
        let end = frame.write(TextCut.end(shown.title, width - 12), row: rows.lowerBound, column: 3, style: .bold)
        let count = pages.count > 1 ? "\(page + 1) of \(pages.count)" : ""
        frame.write(count, row: rows.lowerBound, column: width - 2 - TextWidth.columns(count), style: .faint)
        let place = TextWidth.columns(shown.place)
        if end + place + TextWidth.columns(count) + 6 < width {
            let column = width - 2 - place - (count.isEmpty ? 0 : TextWidth.columns(count) + 3)
            frame.write(shown.place, row: rows.lowerBound, column: column, style: .faint)
        } else {
            frame.write(TextCut.end(shown.place, width - 5), row: rows.lowerBound + 1, column: 3, style: .faint)
        }
        frame.cursor = Position(row: rows.lowerBound, column: 3)
        let room = rows.count - 2
        guard room > 0 else { return }
        let last = min(shown.lines.count, text.offset + room)
        for (step, index) in (text.offset..<max(text.offset, last)).enumerated() {
            paint(shown.lines[index], number: index + 1, shown.isDocument, &frame, row: rows.lowerBound + 2 + step)
        }
        if last < shown.lines.count {
            frame.write("…", row: rows.upperBound - 1, column: width - 3, style: .faint)
        }
    }

    private func paint(_ line: ViewerPage.Line, number: Int, _ isDocument: Bool, _ frame: inout Frame, row: Int) {
        var column = 3
        if isDocument {
            let digits = String(number)
            frame.write(digits, row: row, column: 6 - digits.count, style: .faint)
            column = 8
        } else {
            column = 5
        }
        if let mark = line.mark { frame.write(String(mark.glyph), row: row, column: 3, style: mark.style) }
        frame.write(
            TextCut.middle(line.text, frame.size.columns - 1 - column), row: row, column: column,
            limit: frame.size.columns - 1, style: line.isBold ? .bold : .plain)
        if isDocument {
            Highlight.keys(in: line.text, &frame, row: row, column: column)
        } else {
            Paint.glyphs(&frame, row: row, columns: column..<frame.size.columns)
        }
        for match in text.matches(in: line.text) {
            frame.restyle(row: row, columns: (match.lowerBound + column)..<(match.upperBound + column)) {
                $0.adding(.reverse)
            }
        }
    }
}
