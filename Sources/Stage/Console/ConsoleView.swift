public import Canvas

extension ConsoleState {
    /// Draws the whole console; a pure function of the state.
    public var frame: Frame {
        var painter = ConsolePainter(self)
        painter.paint()
        return painter.frame
    }
}

/// Draws a console: what is the same on every page, and which page it is.
struct ConsolePainter {
    let state: ConsoleState
    var frame: Frame

    init(_ state: ConsoleState) {
        self.state = state
        frame = Frame(size: state.size)
        frame.cursor = Position(row: 0, column: 0)
    }

    var width: Int { frame.size.columns }
    var height: Int { frame.size.rows }
    /// The rows between the two rules.
    var body: Range<Int> { 3..<max(3, height - 4) }

    mutating func paint() {
        guard !frame.size.isEmpty else { return }
        guard let report = state.report, state.link == .attached || isLost else { return paintWaiting() }
        if state.page == .view, state.link == .attached { return paintView(report) }
        if state.isSmall { return paintSmall(report) }
        paintHeader(report)
        frame.fill("─", row: 2, columns: 0..<width)
        frame.fill("─", row: height - 3 - 1, columns: 0..<width)
        switch state.page {
        case .help: paintHelp()
        case .notes where state.isWide, .faults where state.isWide, .chapters where state.isWide: paintWide(report)
        case .faults: paintFaults(report)
        case .chapters: paintChapters(report, rows: body, column: 0, width: width)
        case .notes, .view: paintNotes(report)
        }
        paintSays(says(report))
        paintFooter(footer(report))
        glyphs()
    }

    private var isLost: Bool { if case .lost = state.link { true } else { false } }

    // MARK: Rows 1 and 2

    private mutating func paintHeader(_ report: StageReport) {
        let right = state.isWide ? width - 2 : width - 1
        let left = state.isWide ? width - 26 : width - 25
        frame.write("sesame stage", row: 0, column: 1, style: .bold)
        let what = report.isReal ? "real accounts, since \(report.began)" : "the demo that began at \(report.began)"
        var column = frame.write(what, row: 0, column: 15, limit: left - 1) + 1
        if report.isMasked { column = frame.write("masked", row: 0, column: column, limit: left - 1, style: .bold) }
        frame.write(
            isLost ? "ended" : report.recorded != nil ? "RECORDED" : report.plays ? "playing" : "paused", row: 0,
            column: left, style: .bold)
        write(total(report), endingAt: right, row: 0, style: .bold)
        guard report.chapters.indices.contains(report.chapter - 1) else {
            if !report.chapters.isEmpty { frame.write("Before chapter 1", row: 1, column: 1) }
            return
        }
        let here = report.chapters[report.chapter - 1]
        frame.write("Chapter \(report.chapter) of \(report.chapters.count)", row: 1, column: 1)
        let timeColumn = state.isWide ? width - 26 : width - 30
        frame.write(here.title, row: 1, column: 17, limit: timeColumn - 1, style: .bold)
        let taken = report.chapterElapsed + (report.runs ? state.since : 0)
        frame.write(
            "\(StageTime.words(milliseconds: taken)) of \(StageTime.words(seconds: here.planned))", row: 1,
            column: timeColumn)
        let ahead = report.ahead(after: report.runs ? state.since : 0)
        if state.elapsed > 0 {
            write(
                StageTime.ahead(ahead), endingAt: right, row: 1,
                style: ahead < 0 ? Style(.bold, ink: .attention) : .plain)
        }
    }

    /// How long the talk has taken, and how long it may take where that is planned.
    func total(_ report: StageReport) -> String {
        let elapsed = StageTime.words(milliseconds: state.elapsed)
        return report.planned > 0 ? "\(elapsed) of \(StageTime.words(seconds: report.planned))" : elapsed
    }

    // MARK: The lines above the footer, and the footer

    func says(_ report: StageReport) -> ConsoleState.Note {
        if case .lost(let why) = state.link {
            return ConsoleState.Note(
                first: why, second: "This console goes on as soon as a stage is there again. q leaves.", isWarning: true
            )
        }
        if state.asksToStartOver {
            return ConsoleState.Note(
                first: "Start over: a fresh world, chapter 1, the clock at 0:00?",
                second: "Enter starts over, for the audience as well. Any other key does not.", isWarning: true)
        }
        if let note = state.note { return note }
        if let answer = report.answer { return ConsoleState.Note(first: answer) }
        switch state.page {
        case .faults: return faultSays()
        case .chapters: return chapterSays(report)
        case .help: return ConsoleState.Note(first: "Any key goes back.")
        case .notes, .view: return notesSays(report)
        }
    }

    private func notesSays(_ report: StageReport) -> ConsoleState.Note {
        var note = ConsoleState.Note(first: "")
        if let recorded = report.recorded {
            note.first = "The recording of \(recorded) is shown. Enter goes back to the stage as it is."
        } else if let off = report.offScript {
            (note.first, note.isWarning) = ("\(off.prefix(1).uppercased())\(off.dropFirst()).", true)
        } else if let waits = report.waits {
            note.first = waits
        } else if !report.steps.isEmpty {
            let more =
                state.isWide
                ? "The stage's own keyboard works as well."
                : report.isReal ? "" : "Left takes the last key back, world too."
            // What is known by heart gives way.
            let both = "\(report.enter) \(more)"
            note.first = TextWidth.columns(both) <= width - 4 ? both : report.enter
        } else {
            note.first =
                report.chapters.isEmpty
                ? "There is no script. What the stage's own keyboard does is shown here."
                : "The script is over. The stage goes on with its own keyboard."
        }
        if let warning = report.warning {
            note.second = "! \(warning)"
        } else if report.isReal {
            let keys = report.pressed == 1 ? "1 key" : "\(report.pressed) keys"
            note.second = "\(keys) pressed; a real account cannot go back."
        } else if state.isWide {
            note.second = "Left takes the last key back: the screen and the simulated world are as before it."
        } else {
            note.second = "\(count(report.pressed, "key")) pressed, \(report.canTakeBack) can be taken back."
        }
        return note
    }

    private mutating func paintSays(_ said: ConsoleState.Note) {
        let row = height - 3
        var note = said
        let lines = TextWrap.lines(note.first, width - (note.isWarning ? 6 : 4))
        if note.second.isEmpty, lines.count > 1 {
            (note.first, note.second) = (lines[0], lines.dropFirst().joined(separator: " "))
        }
        var column = 3
        if note.isWarning {
            frame.write("!", row: row, column: 3, style: .attention)
            column = 5
        }
        frame.write(note.first, row: row, column: column, limit: width - 1, style: note.isWarning ? .bold : .plain)
        let isWarning = note.second.hasPrefix("! ")
        frame.write(note.second, row: row + 1, column: 3, limit: width - 1, style: isWarning ? .bold : .plain)
        if isWarning { frame.restyle(row: row + 1, columns: 3..<4) { _ in .attention } }
    }

    func footer(_ report: StageReport) -> [(String, String)] {
        if isLost { return [("q", "leave")] }
        if state.asksToStartOver { return [("Enter", "start over"), ("any other key", "go on as it is")] }
        let back = report.isReal ? [] : [("Left", "back")]
        switch state.page {
        case .faults:
            if state.search != nil {
                return [("letters", "find"), ("Up/Down", "choose"), ("Enter", "break or mend"), ("Esc", "all again")]
            }
            var mend = "break"
            if case .broken = state.focusedFault?.state { mend = "mend" }
            return [("Enter", mend), ("Space", "on cue"), ("Up/Down", "choose")]
                + (state.isWide ? [("/", "find"), ("o", "start over")] : [("o", "start over")])
                + [("Esc", ""), ("?", "help")]
        case .chapters:
            return [("Enter", "go there"), ("Up/Down", "choose")] + back + [("Esc", ""), ("?", "help")]
        case .help: return [("any key", "back")]
        case .notes, .view:
            let enter = report.offersRecording ? "show the recording" : "next"
            let play = ("Space", report.plays ? "pause" : "play")
            let faults = report.isReal ? [] : [("b", "break")]
            guard state.isWide else {
                return [("Enter", enter)] + back + faults + [("g", "chapters"), play, ("v", "view"), ("?", "help")]
            }
            return [("Enter", enter)] + back + faults + [("g", "chapters")]
                + (report.isReal ? [] : [("o", "start over")]) + [play, ("x", "mask"), ("?", "help"), ("q", "detach")]
        }
    }

    mutating func paintFooter(_ keys: [(String, String)]) {
        var column = 3
        for (key, label) in keys {
            let words = label.isEmpty ? key : "\(key) \(label)"
            guard column + words.count < width else { break }
            let end = frame.write(key, row: height - 1, column: column, style: .bold)
            if !label.isEmpty { frame.write(" " + label, row: height - 1, column: end) }
            column += words.count + 3
        }
    }

    // MARK: Without a stage, and without room

    private mutating func paintWaiting() {
        var lines: [String] = []
        var focus: Int?
        switch state.link {
        case .choosing(let stages, let chosen):
            lines = ["Several stages run on this computer. Which one?", ""]
            focus = lines.count + chosen
            lines += stages.map(\.words)
        case .lost(let why):
            lines = [why, "", "This console goes on as soon as a stage is there. q leaves."]
        case .looking, .attached: lines = ["Waiting for the stage. q leaves."]
        }
        frame.write("sesame stage", row: 0, column: min(1, width - 1), limit: width - 1, style: .bold)
        for (index, line) in lines.enumerated() where index + 2 < height {
            if index == focus { frame.write("▸", row: index + 2, column: 1, style: .bold) }
            frame.write(
                line, row: index + 2, column: 3, limit: width - 1, style: index == focus ? .focus : .plain)
            if index == focus { frame.cursor = Position(row: index + 2, column: 3) }
        }
        if focus != nil, height > 4 { paintFooter([("Enter", "attach"), ("Up/Down", "choose"), ("q", "leave")]) }
    }

    private mutating func paintView(_ report: StageReport) {
        let audience = report.screen.frame
        for row in 0..<height { copy(audience, row: row, to: row, column: 0, width: width) }
    }

    // MARK: Helpers

    mutating func write(_ text: String, endingAt end: Int, row: Int, style: Style = .plain) {
        frame.write(text, row: row, column: max(0, end - TextWidth.columns(text)), style: style)
    }

    /// Copies a part of another frame's row, from its beginning; what there is no room for ends in `…`.
    mutating func copy(_ other: Frame, row: Int, to target: Int, column: Int, width: Int) {
        for offset in 0..<max(0, width) {
            let cell = other[row, offset]
            guard cell.width > 0, offset + Int(cell.width) <= width else { continue }
            frame.put(
                cell.character, width: Int(cell.width), row: target, column: column + offset, style: cell.style)
        }
        let isCut = other.row(row).dropFirst(width).contains { $0.character != " " }
        if isCut, width > 0 { frame.put("…", width: 1, row: target, column: column + width - 1, style: .plain) }
    }

    func mark(_ state: StageReport.Fault.State) -> String {
        switch state {
        case .right: "·"
        case .broken: "✗"
        case .armed: "…"
        }
    }

    func number(_ fault: StageReport.Fault) -> String { fault.number.map(String.init) ?? "" }

    /// How long a broken fault has been so, by the console's clock.
    func age(_ milliseconds: Int64) -> String { StageTime.words(milliseconds: milliseconds + state.since) }

    func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

    private mutating func glyphs() {
        for row in body {
            for column in 0..<width where frame[row, column].style.ink == .default {
                let ink: Ink
                switch frame[row, column].character {
                case "✓": ink = .right
                case "✗": ink = .wrong
                default: continue
                }
                frame.restyle(row: row, columns: column..<(column + 1)) { Style($0.attributes, ink: ink) }
            }
        }
    }
}
