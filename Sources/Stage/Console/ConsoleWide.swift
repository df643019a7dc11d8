import Canvas

/// The console from 120 columns and 40 rows on: notes at the left, the audience's screen at full size at the right.
extension ConsolePainter {
    private static let divider = 38

    mutating func paintWide(_ report: StageReport) {
        let divider = Self.divider
        for row in body { frame.write("│", row: row, column: divider) }
        frame.write("┬", row: 2, column: divider)
        frame.write("┴", row: body.upperBound, column: divider)
        paintLeft(report)
        let audience = report.screen.frame
        let below = 9
        let rows = min(max(audience.size.rows, 1), body.count - below)
        let room = width - divider - 1
        for row in 0..<rows {
            copy(audience, row: row, to: body.lowerBound + row, column: divider + 1, width: room)
        }
        let edge = body.lowerBound + rows
        frame.fill("─", row: edge, columns: (divider + 1)..<width)
        let rest = (edge + 2)..<body.upperBound
        if state.page == .chapters {
            paintChapters(report, rows: (edge + 1)..<body.upperBound, column: divider + 1, width: room)
        } else if !report.faults.isEmpty {
            let search = state.search.map { "Find  \($0)_" }
            frame.write(
                search ?? "Break one thing: b, its number, Enter now or Space on cue", row: edge + 1,
                column: divider + 2, limit: width - 1, style: state.page == .faults ? .bold : .plain)
            paintFaultColumns(rows: rest, column: divider + 1, width: room)
        }
    }

    private mutating func paintLeft(_ report: StageReport) {
        let room = Self.divider - 3
        let below = heightBelow(report)
        var row = body.lowerBound
        let watch = TextWrap.lines(report.watch, room)
        let watchRows = report.watch.isEmpty ? 0 : min(3, watch.count) + 2
        // Now, next and at least two of what follows.
        let keys = 2 + max(2, min(5, report.steps.count - 1))
        let most = max(2, body.count - below - watchRows - keys - 3)
        if !report.say.isEmpty {
            frame.write("Say", row: row, column: 3)
            for line in cut(spoken(report.say, room), to: most, room) {
                row += 1
                frame.write(line, row: row, column: 3, style: .bold)
            }
            row += 2
        }
        if !report.watch.isEmpty {
            frame.write("Watch", row: row, column: 3)
            for line in cut(watch, to: 3, room) {
                row += 1
                frame.write(line, row: row, column: 3)
            }
            row += 2
        }
        row = paintSteps(report, row: row, last: body.upperBound - below - 1) + 1
        row = paintChapterTimes(report, row: row)
        row = paintBroken(report, row: row)
        paintWorld(report, row: row)
    }

    private func deeds(_ report: StageReport) -> [StageReport.Fault] { report.faults.filter { $0.state != .right } }

    /// The rows that chapters, faults and world take.
    private func heightBelow(_ report: StageReport) -> Int {
        let chapters = report.chapters.isEmpty ? 0 : min(report.chapters.count, 9) + 2
        let broken = deeds(report).isEmpty ? 0 : min(deeds(report).count, 4) + 2
        return chapters + broken + 3
    }

    private mutating func paintSteps(_ report: StageReport, row: Int, last: Int) -> Int {
        var row = row
        let end = Self.divider
        frame.write("Now", row: row, column: 3)
        frame.write(report.now, row: row, column: 12, limit: end)
        for (index, step) in report.steps.prefix(6).enumerated() where row + 1 < last {
            row += 1
            if index == 0 {
                frame.write("▸ Next", row: row, column: 1, style: .bold)
                frame.cursor = Position(row: row, column: 12)
            }
            if index == 1 { frame.write("Then", row: row, column: 3) }
            let style: Style = index == 0 ? .bold : .plain
            let after = frame.write(
                step.keys.isEmpty ? "(say)" : step.keys, row: row, column: 12, limit: end, style: .bold)
            if after + 1 < end {
                frame.write(step.does, row: row, column: max(20, after + 1), limit: end, style: style)
            }
        }
        return row + 1
    }

    private mutating func paintChapterTimes(_ report: StageReport, row: Int) -> Int {
        guard !report.chapters.isEmpty else { return row }
        var row = row
        frame.write("Chapters", row: row, column: 3)
        frame.write("took", row: row, column: 24)
        frame.write("planned", row: row, column: 31)
        let first = max(0, min(report.chapter - 5, report.chapters.count - 9))
        for index in report.chapters.indices.dropFirst(first).prefix(9) {
            row += 1
            let chapter = report.chapters[index]
            let isHere = index == report.chapter - 1
            let glyph = chapter.taken != nil ? "✓" : isHere ? "▸" : "·"
            frame.write(glyph, row: row, column: 3, style: isHere ? .bold : .plain)
            write(String(index + 1), endingAt: 6, row: row)
            frame.write(chapter.title, row: row, column: 8, limit: 23, style: isHere ? .bold : .plain)
            write(taken(report, index), endingAt: 28, row: row)
            write(StageTime.words(seconds: chapter.planned), endingAt: Self.divider, row: row)
        }
        return row + 2
    }

    private mutating func paintBroken(_ report: StageReport, row: Int) -> Int {
        let deeds = deeds(report)
        guard !deeds.isEmpty else { return row }
        var row = row
        frame.write("Broken", row: row, column: 3)
        for fault in deeds.prefix(4) {
            row += 1
            frame.write(mark(fault.state), row: row, column: 3)
            write(number(fault), endingAt: 7, row: row)
            frame.write(TextCut.middle(fault.title, 21), row: row, column: 9, limit: 30)
            switch fault.state {
            case .right: break
            case .broken(let time): write(age(time), endingAt: Self.divider - 1, row: row)
            case .armed(let cue): write("next \(StageTime.words(cue))", endingAt: Self.divider - 1, row: row)
            }
        }
        return row + 2
    }

    private mutating func paintWorld(_ report: StageReport, row: Int) {
        guard row < body.upperBound else { return }
        frame.write("World", row: row, column: 3)
        guard !report.isReal else {
            frame.write("real accounts: no way back", row: row, column: 12, limit: Self.divider)
            return
        }
        frame.write(
            "\(count(report.changes, "change")) since \(report.began)", row: row, column: 12, limit: Self.divider)
        guard row + 1 < body.upperBound else { return }
        frame.write(
            "\(count(report.canTakeBack, "key")) can be taken back", row: row + 1, column: 12, limit: Self.divider)
    }
}
