import Canvas

/// The chapters to jump to, and help.
extension ConsolePainter {
    mutating func paintChapters(_ report: StageReport, rows: Range<Int>, column: Int, width: Int) {
        let right = column + width - 1
        write("took", endingAt: right - 12, row: rows.lowerBound, style: .faint)
        write("planned", endingAt: right, row: rows.lowerBound, style: .faint)
        let list = (rows.lowerBound + 1)..<rows.upperBound
        let first = max(0, state.chapterFocus - list.count + 1)
        for (row, index) in zip(list, report.chapters.indices.dropFirst(first)) {
            let chapter = report.chapters[index]
            let isHere = index == state.chapterFocus
            if isHere {
                frame.write("▸", row: row, column: column + 1, style: .bold)
                frame.cursor = Position(row: row, column: column + 3)
            }
            frame.write(chapterMark(report, index), row: row, column: column + 3)
            write(String(index + 1), endingAt: column + 7, row: row)
            frame.write(chapter.title, row: row, column: column + 9, limit: right - 20)
            write(taken(report, index), endingAt: right - 12, row: row)
            write(StageTime.words(seconds: chapter.planned), endingAt: right, row: row)
            if isHere { frame.restyle(row: row, columns: (column + 3)..<right) { $0.adding(.reverse) } }
        }
    }

    /// Whether a chapter is done, goes on, or comes.
    func chapterMark(_ report: StageReport, _ index: Int) -> String {
        report.chapters[index].taken != nil ? "✓" : index == report.chapter - 1 ? "•" : "·"
    }

    /// How long a chapter took; of the one that goes on, until now.
    func taken(_ report: StageReport, _ index: Int) -> String {
        let chapter = report.chapters[index]
        if let taken = chapter.taken { return StageTime.words(milliseconds: taken) }
        guard index == report.chapter - 1 else { return "" }
        return StageTime.words(milliseconds: report.chapterElapsed + (report.runs ? state.since : 0))
    }

    func chapterSays(_ report: StageReport) -> ConsoleState.Note {
        let number = state.chapterFocus + 1
        let isAhead = number > report.chapter || report.isReal
        return ConsoleState.Note(
            first: isAhead
                ? "Chapter \(number): what lies before it is done by the script's keys, one by one."
                : "Chapter \(number) from its beginning: the world is put back to how it was there.",
            second: isAhead && report.isReal ? "On a real account what was done stays done." : "")
    }

    /// What every key does; each fits on one line of 80 columns.
    var helpLines: [(keys: String, does: String)] {
        [
            ("Enter", "presses the next key of the script on the stage"),
            ("Left", "takes the last key back, world too; not on real accounts"),
            ("Space", "plays the script by itself, until the next chapter; pauses"),
            ("b", "faults: Enter breaks or mends, Space on cue, / finds"),
            ("g", "chapters: Enter goes to the beginning of one"),
            ("o", "starts over: a fresh world, chapter 1, 0:00; asks once"),
            ("v", "the audience's whole screen; any key comes back"),
            ("x", "masks on the stage, on or off"),
            ("c", "copies the notes of this chapter"),
            ("q, Esc", "detach: the stage goes on, \"sesame stage\" attaches again"),
        ]
    }

    mutating func paintHelp() {
        for (index, line) in helpLines.enumerated() where index + 4 < body.upperBound {
            frame.write(line.keys, row: index + 4, column: 3, style: .bold)
            frame.write(line.does, row: index + 4, column: 11, limit: width - 1)
        }
        let more = [
            "The clock starts with the first key. Ahead and late compare it with the",
            "chapters that are done. The stage's own keyboard works as well.",
        ]
        for (index, line) in more.enumerated() where 15 + index < body.upperBound {
            frame.write(line, row: 15 + index, column: 3, limit: width - 1)
        }
    }
}
