import Canvas

/// What a presenter needs most, on a terminal that is smaller than the frames.
extension ConsolePainter {
    mutating func paintSmall(_ report: StageReport) {
        let standing = report.recorded != nil ? "RECORDED" : report.plays ? "playing" : "paused"
        write([Line("\(total(report))  \(standing)", .bold)], rows: 0..<min(1, height))
        let hasFooter = height > 2
        let rows = 1..<max(1, hasFooter ? height - 1 : height)
        let note = says(report)
        var notes = wrapped(note.first, note.isWarning ? .bold : .plain, most: 3)
        notes += wrapped(note.second, .plain, most: 3)
        if state.asksToStartOver {
            write(notes, rows: rows)
        } else {
            // Below a list stands what its focus says, as far as there is room for both.
            let list = self.list(report)
            let below = list == nil ? 0 : min(notes.count, rows.count / 2)
            if let list {
                write(list.around(rows.count - below), rows: rows)
                write(Array(notes.prefix(below)), rows: max(rows.lowerBound, rows.upperBound - below)..<rows.upperBound)
            } else {
                write(talk(report, note, notes), rows: rows)
            }
        }
        if hasFooter { paintFooter(footer(report)) }
    }

    /// A line and how it looks.
    private struct Line {
        var text: String
        var style: Style

        init(_ text: String, _ style: Style = .plain) {
            self.text = text
            self.style = style
        }
    }

    /// Lines of which one has the focus.
    private struct List {
        var lines: [Line]
        var focus: Int

        /// As many as there is room for, the focus among them.
        func around(_ count: Int) -> [Line] {
            let first = max(0, min(focus - count / 2, lines.count - count))
            return Array(lines.dropFirst(first).prefix(max(0, count)))
        }
    }

    /// What the page lists; nil for the notes.
    private func list(_ report: StageReport) -> List? {
        let room = width - 2
        switch state.page {
        case .notes, .view: return nil
        case .help:
            return List(lines: helpLines.map { Line(TextCut.end("\($0.keys)  \($0.does)", room)) }, focus: 0)
        case .faults:
            let focus = state.listedFaults.firstIndex { $0.name == state.focusedFault?.name } ?? 0
            let lines = state.listedFaults.enumerated().map { index, fault in
                let start = "\(index == focus ? "▸" : " ") \(mark(fault.state)) \(number(fault)) "
                return Line(
                    start + TextCut.middle(fault.title, max(1, room - TextWidth.columns(start))),
                    index == focus ? .bold : .plain)
            }
            return List(lines: lines.isEmpty ? [Line("Nothing fits.")] : lines, focus: focus)
        case .chapters:
            let lines = report.chapters.enumerated().map { index, chapter in
                let isHere = index == state.chapterFocus
                let start = "\(isHere ? "▸" : " ") \(chapterMark(report, index)) \(index + 1)"
                return Line("\(start) \(chapter.title)", isHere ? .bold : .plain)
            }
            return List(lines: lines, focus: state.chapterFocus)
        }
    }

    /// The notes: what has to be known, what comes, what to say.
    private func talk(_ report: StageReport, _ note: ConsoleState.Note, _ notes: [Line]) -> [Line] {
        var lines: [Line] = []
        if report.chapters.indices.contains(report.chapter - 1) {
            lines.append(Line("\(report.chapter)  \(report.chapters[report.chapter - 1].title)"))
        }
        if note.isWarning || note.second.hasPrefix("! ") || state.note != nil || report.answer != nil { lines += notes }
        if let step = report.steps.first {
            lines.append(Line("▸ \(step.keys.isEmpty ? "(say)" : step.keys)  \(step.does)", .bold))
        }
        return lines + TextWrap.lines(report.say, max(1, width - 2)).map { Line($0) }
    }

    private func wrapped(_ text: String, _ style: Style, most: Int) -> [Line] {
        guard !text.isEmpty else { return [] }
        let room = max(1, width - 2)
        return cut(TextWrap.lines(text, room), to: most, room).map { Line($0, style) }
    }

    private mutating func write(_ lines: [Line], rows: Range<Int>) {
        for (row, line) in zip(rows, lines) {
            frame.write(line.text, row: row, column: min(1, width - 1), limit: width, style: line.style)
            if line.text.hasPrefix("▸") { frame.cursor = Position(row: row, column: min(1, width - 1)) }
        }
    }
}
