import Canvas

/// The notes at 80 columns: what to say, what comes, what is broken, and what the audience sees.
extension ConsolePainter {
    private static let textColumn = 10

    mutating func paintNotes(_ report: StageReport) {
        let last = body.upperBound - 1
        let column = Self.textColumn
        let room = width - 1 - column
        let deeds = report.faults.filter { $0.state != .right }
        // The three rows of keys with a blank before them always stand; the rest gives way from below.
        var row = body.lowerBound
        row = paint(label: "Say", report.say, row: row, most: 6, room: room)
        row = paint(label: "Watch", report.watch, row: row, most: 2, room: room) + 1
        frame.write("Now", row: row, column: 3)
        let now = [report.place, report.now].filter { !$0.isEmpty }.joined(separator: ": ")
        frame.write(now, row: row, column: column, limit: width - 1)
        row += 1
        paintNext(report, row: row)
        row += 1
        paintThen(report, row: row)
        row += 1
        if !deeds.isEmpty {
            row += 1
            row = paintDeeds(deeds, row: row, most: max(1, min(4, last - row - 4)))
        }
        row += 1
        paintAudience(report, rows: row..<last)
    }

    private mutating func paint(label: String, _ text: String, row: Int, most: Int, room: Int) -> Int {
        guard !text.isEmpty else { return row }
        frame.write(label, row: row, column: 3)
        let lines = cut(spoken(text, room), to: most, room)
        for (index, line) in lines.enumerated() {
            frame.write(line, row: row + index, column: Self.textColumn, style: label == "Say" ? .bold : .plain)
        }
        return row + lines.count
    }

    /// The lines of a text; what is quoted over several hangs behind its first quote.
    func spoken(_ text: String, _ room: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
            let lines = TextWrap.lines(String(paragraph), room)
            guard lines.count > 1, paragraph.hasPrefix("\"") else { return lines }
            return TextWrap.lines(String(paragraph), room - 1).enumerated().map {
                $0.offset == 0 ? $0.element : " " + $0.element
            }
        }
    }

    /// The first lines; where there are more, the last of them says so.
    func cut(_ lines: [String], to most: Int, _ room: Int) -> [String] {
        guard lines.count > most, most > 0 else { return Array(lines.prefix(max(0, most))) }
        var kept = Array(lines.prefix(most))
        kept[most - 1] = TextCut.end(kept[most - 1] + " " + lines[most], room)
        if !kept[most - 1].hasSuffix("…") { kept[most - 1] += "…" }
        return kept
    }

    private mutating func paintNext(_ report: StageReport, row: Int) {
        frame.write("▸ Next", row: row, column: 1, style: .bold)
        frame.cursor = Position(row: row, column: Self.textColumn)
        guard let step = report.steps.first else {
            let reason = report.chapters.isEmpty ? "there is no script" : "the script is over"
            frame.write("nothing: \(reason)", row: row, column: Self.textColumn)
            return
        }
        let end = frame.write(
            step.keys.isEmpty ? "(say)" : step.keys, row: row, column: Self.textColumn, limit: 40, style: .bold)
        let does = step.keys.isEmpty && step.does.isEmpty ? "nothing is pressed" : step.does
        frame.write(does, row: row, column: max(21, end + 2), limit: width - 1, style: .bold)
    }

    private mutating func paintThen(_ report: StageReport, row: Int) {
        let steps = report.steps.dropFirst().prefix(3)
        guard !steps.isEmpty else { return }
        frame.write("Then", row: row, column: 3)
        let places: [(keys: Int, does: Int)] = [(10, 21), (40, 50), (65, 68)]
        var free = 0
        for (index, step) in steps.enumerated() {
            let words = step.keys.isEmpty ? "(say)" : step.keys
            let keys = max(places[index].keys, free)
            let does = max(places[index].does, keys + TextWidth.columns(words) + 2)
            // What does not fit whole is left out, but for the first.
            guard index == 0 || does + TextWidth.columns(step.does) < width else { break }
            frame.write(words, row: row, column: keys, limit: width - 1, style: .bold)
            free = frame.write(step.does, row: row, column: does, limit: width - 1) + 3
        }
    }

    private mutating func paintDeeds(_ deeds: [StageReport.Fault], row: Int, most: Int) -> Int {
        // What is broken first, what waits after it.
        let sorted =
            deeds.filter { if case .broken = $0.state { true } else { false } }
            + deeds.filter { if case .armed = $0.state { true } else { false } }
        let shown = sorted.count > most ? sorted.prefix(most - 1) : sorted.prefix(most)
        var row = row
        for fault in shown {
            var time = ""
            switch fault.state {
            case .right: continue
            case .broken(let milliseconds):
                frame.write("Broken", row: row, column: 3, style: .wrong)
                time = "for \(age(milliseconds))"
            case .armed(let cue):
                frame.write("On cue", row: row, column: 3, style: .attention)
                time = "with next \(StageTime.words(cue))"
            }
            write(number(fault), endingAt: 16, row: row)
            frame.write(TextCut.middle(fault.title, 31), row: row, column: 18, limit: 49)
            frame.write(fault.code, row: row, column: 50, limit: 66)
            frame.write(time, row: row, column: 67, limit: width - 1)
            row += 1
        }
        if shown.count < sorted.count {
            frame.write("and \(sorted.count - shown.count) more: b lists them", row: row, column: 18)
            row += 1
        }
        return row
    }

    private mutating func paintAudience(_ report: StageReport, rows: Range<Int>) {
        guard rows.count >= 3 else { return }
        let boxWidth = width - 6
        frame.box(
            row: rows.lowerBound, column: 3, size: Size(columns: boxWidth, rows: rows.count), title: "The audience sees"
        )
        let audience = report.screen.frame
        for (index, row) in telling(audience, most: rows.count - 2).enumerated() {
            copy(audience, row: row, to: rows.lowerBound + 1 + index, column: 4, width: boxWidth - 2)
        }
    }

    /// The rows of the audience's screen that tell most: the focus, what is wrong, what row 22 says; then their
    /// neighbours.
    private func telling(_ audience: Frame, most: Int) -> [Int] {
        let size = audience.size
        guard size.rows >= 6 else { return Array((0..<size.rows).prefix(most)) }
        let texts = (0..<size.rows).map { audience.text(ofRow: $0) }
        let inner = (3..<(size.rows - 4)).filter { !texts[$0].isEmpty }
        let focus = inner.filter { texts[$0].contains("▸") }
        let wrong = inner.filter { texts[$0].contains("✗") }
        let anchor = focus.last ?? wrong.last ?? inner.last ?? 3
        let near = inner.sorted { (abs($0 - anchor), $0) < (abs($1 - anchor), $1) }
        var chosen: [Int] = []
        for row in focus.suffix(1) + [size.rows - 3] + wrong.suffix(1) + near
        where !chosen.contains(row) && !texts[row].isEmpty && chosen.count < most {
            chosen.append(row)
        }
        return chosen.sorted()
    }
}
