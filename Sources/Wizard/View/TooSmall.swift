import Canvas

/// What a terminal below 80 by 24 shows; nothing is typed blindly there.
enum TooSmall {
    static func paint(_ state: WizardState, _ frame: inout Frame) {
        let size = frame.size
        guard !size.isEmpty else { return }
        var lines = [
            "sesame needs 80 columns and 24 rows.", "This window has \(size.columns) and \(size.rows).", "",
            "Your answers are kept; nothing is lost.", "Make the window larger and it goes on by itself,",
            "or make the letters smaller (Ctrl - or Cmd -).", "",
        ]
        if state.planning.isApplying { lines.append("Still running: apply, \(state.applyCount)") }
        lines.append("Or without full screen:  sesame \(state.mode == .demo ? "demo" : "setup") --plain")
        let room = max(1, size.rows - 1)
        if size.rows < 8 || size.columns < 40 { lines = [lines[0]] }
        for (row, line) in lines.prefix(room).enumerated() {
            frame.write(TextCut.end(line, max(1, size.columns - 1)), row: row, column: min(1, size.columns - 1))
        }
        if size.rows > 1 { frame.write("Ctrl-C leave", row: size.rows - 1, column: min(1, size.columns - 1)) }
        frame.cursor = Position(row: 0, column: 0)
    }
}
