import Canvas

/// What can be broken: the list at 80 columns, the two columns beside the audience's screen, and what the focus says.
extension ConsolePainter {
    mutating func paintFaults(_ report: StageReport) {
        frame.write(faultsTitle(), row: 3, column: 3, limit: width - 1)
        frame.write(together(report), row: 4, column: 3, limit: width - 1, style: .bold)
        frame.write("what", row: 5, column: 8, style: .faint)
        frame.write("found as", row: 5, column: 52, style: .faint)
        let faults = state.listedFaults
        let rows = 6..<body.upperBound
        let first = max(0, min(state.faultFocus - rows.count + 1, faults.count - rows.count))
        for (row, fault) in zip(rows, faults.dropFirst(first)) {
            let isHere = fault.name == state.focusedFault?.name
            if isHere {
                frame.write("▸", row: row, column: 1, style: .bold)
                frame.cursor = Position(row: row, column: 6)
            }
            frame.write(mark(fault.state), row: row, column: 3)
            write(number(fault), endingAt: 7, row: row)
            frame.write(fault.title, row: row, column: 8, limit: 51)
            paintCode(fault, row: row)
            if isHere { frame.restyle(row: row, columns: 3..<(width - 1)) { $0.adding(.reverse) } }
        }
        if faults.isEmpty { frame.write("Nothing fits.", row: 6, column: 8) }
    }

    /// The code, and how the fault stands: in fewer words where a long code needs the room.
    private mutating func paintCode(_ fault: StageReport.Fault, row: Int) {
        let words: (long: String, short: String)
        switch fault.state {
        case .right: words = fault.hiddenBy == nil ? ("", "") : ("hidden", "hidden")
        case .broken(let time): words = ("since \(age(time))", age(time))
        case .armed(let cue): words = ("at next \(StageTime.words(cue))", "next \(StageTime.words(cue))")
        }
        let (start, standing, end) = (52, 69, width - 1)
        let fits = words.long.isEmpty || start + TextWidth.columns(fault.code) < standing
        let column = fits ? standing : end - TextWidth.columns(words.short)
        frame.write(fault.code, row: row, column: start, limit: words.long.isEmpty ? end : column - 1)
        frame.write(fits ? words.long : words.short, row: row, column: column, limit: end)
    }

    private func faultsTitle() -> String {
        if let search = state.search { return "Find  \(search)_" }
        return "The stage shows only \"Something is broken now.\" What it is, you know."
    }

    /// What several faults make of each other.
    private func together(_ report: StageReport) -> String {
        let broken = report.faults.filter { if case .broken = $0.state { true } else { false } }
        let hidden = broken.filter { $0.hiddenBy != nil }
        var parts: [String] = []
        if broken.count > 1 { parts.append("\(broken.count) root causes at once") }
        if let first = hidden.first, let by = first.hiddenBy {
            parts.append("\(first.number.map(String.init) ?? first.title) cannot be seen while \(by) is broken")
        }
        return parts.joined(separator: "; ")
    }

    func faultSays() -> ConsoleState.Note {
        guard let fault = state.focusedFault else {
            return ConsoleState.Note(first: "Backspace takes a letter back, Esc shows all again.")
        }
        var note: ConsoleState.Note
        switch fault.state {
        case .right where fault.outlook?.obstacle != nil:
            return ConsoleState.Note(first: fault.outlook?.obstacle ?? "", second: fault.about)
        case .right:
            note = ConsoleState.Note(first: "Enter breaks it now; the stage says only \"Something is broken now.\"")
        case .armed(let cue):
            let next = StageScript.Cue.allCases.drop { $0 != cue }.dropFirst().first
            let space = next.map { ": \(StageTime.sentence($0))" } ?? " takes it off"
            note = ConsoleState.Note(first: "Breaks \(StageTime.sentence(cue)). Space\(space).")
        case .broken:
            note = ConsoleState.Note(first: "Enter mends it now; the stage says nothing until something is sent again.")
        }
        note.second = fault.hiddenBy.map { "It cannot be seen while \($0) is broken. " } ?? ""
        note.second += fault.outlook?.words(width - 4 - TextWidth.columns(note.second)) ?? fault.about
        return note
    }

    /// The faults in two columns of rows, those around the focus.
    mutating func paintFaultColumns(rows: Range<Int>, column: Int, width: Int) {
        let faults = state.listedFaults
        let most = 2 * rows.count
        let isHere = state.page == .faults
        let first = isHere && most > 0 ? state.faultFocus / most * most : 0
        let half = (width - 1) / 2
        for (index, fault) in faults.dropFirst(first).prefix(most).enumerated() {
            let row = rows.lowerBound + index % rows.count
            let start = column + (index < rows.count ? 1 : half - 2)
            let end = column + (index < rows.count ? half - 3 : width - 1)
            frame.write(mark(fault.state), row: row, column: start)
            write(number(fault), endingAt: start + 4, row: row)
            frame.write(
                TextCut.middle(fault.title, end - start - 5), row: row, column: start + 5, limit: end)
            if isHere, fault.name == state.focusedFault?.name {
                frame.restyle(row: row, columns: start..<end) { $0.adding(.reverse) }
                frame.cursor = Position(row: row, column: start)
            }
        }
    }
}
