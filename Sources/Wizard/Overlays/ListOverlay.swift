import Canvas

/// A list that one thing is chosen from, with a filter behind `/`.
struct ListOverlay: Overlay {
    var title: String
    var rows: [ListRow]
    var purpose: ListPurpose
    var selected = 0
    var filter: LineEditor?
    var isFiltering = false

    init(title: String, rows: [ListRow], purpose: ListPurpose, selected: Int = 0) {
        self.title = title
        self.rows = rows
        self.purpose = purpose
        self.selected = selected
    }

    var capturesText: Bool { isFiltering }

    /// The rows that the filter leaves.
    var shown: [ListRow] {
        guard let text = filter?.text.lowercased(), !text.isEmpty else { return rows }
        return rows.filter { ($0.text + " " + $0.note).lowercased().contains(text) }
    }

    func bindings(_ state: WizardState) -> [Binding] {
        [
            Binding([.enter, .character(" ")], "Enter", "choose", .activate, place: .enter),
            Binding([.up, .backTab], "Up/Down", "move", .up),
            Binding([.down, .tab], "Up/Down", "move", .down, place: .hidden),
            Binding([.character("/")], "/", "filter", .find),
            Binding([.pageUp, .control("u")], "PgUp/PgDn", "page", .pageUp, place: .help),
            Binding([.pageDown, .control("d")], "PgUp/PgDn", "page", .pageDown, place: .hidden),
            Binding([.home], "Home/End", "ends", .home, place: .help),
            Binding([.end], "Home/End", "ends", .end, place: .hidden),
            Binding([.escape], "Esc", filter == nil ? "close" : "whole list", .back, place: .standard),
        ]
    }

    mutating func type(_ key: Key) -> Bool {
        if key == .character("?") { return false }
        guard filter?.handle(key) == true else { return false }
        selected = 0
        return true
    }

    mutating func perform(_ action: Action, _ state: WizardState) -> OverlayOutcome {
        let count = shown.count
        switch action {
        case .activate:
            guard shown.indices.contains(selected) else { return .stay }
            let row = shown[selected]
            return row.disabled == nil ? .closeThen(.choose(purpose, row.id)) : .stay
        case .up, .previous: selected = count == 0 ? 0 : (selected + count - 1) % count
        case .down, .next: selected = count == 0 ? 0 : (selected + 1) % count
        case .pageUp: selected = max(0, selected - 10)
        case .pageDown: selected = max(0, min(count - 1, selected + 10))
        case .home: selected = 0
        case .end: selected = max(0, count - 1)
        case .find:
            filter = filter ?? LineEditor()
            isFiltering = true
        case .back:
            guard filter != nil else { return .close }
            filter = nil
            isFiltering = false
            selected = 0
        default: break
        }
        return .stay
    }

    func says(_ state: WizardState) -> Says {
        guard shown.indices.contains(selected) else { return Says("Nothing has that in its name.", "Esc shows all.") }
        let row = shown[selected]
        if let reason = row.disabled { return Says("\(row.text.capitalizedFirst): \(reason).") }
        if case .caller = purpose, row.id != "hand-over" {
            let room = state.size.columns - 4
            let outlook = state.outlook(IntroductionScreen.choice(ofRow: row.id))
            return Says(wrapped: "Enter \(outlook.words(2 * room - 24)).", room)
        }
        let words = "\(row.text)\(row.note.isEmpty ? "" : ", \(row.note)")"
        return Says(isValue ? "Enter takes \(words)." : "\(words.capitalizedFirst).", explanation(row))
    }

    private var isValue: Bool {
        if case .field = purpose { return shown[selected].id != "" }
        return false
    }

    private func explanation(_ row: ListRow) -> String {
        switch (purpose, row.id) {
        case (.caller, "hand-over"): "No credentials for this account: sesame writes what its owner has to do."
        case (.faults, _): "Enter changes the simulated world now."
        case (.field, ""): "Enter closes the list and lets you type."
        default: ""
        }
    }

    func paint(_ state: WizardState, _ frame: inout Frame, rows area: Range<Int>) {
        let list = shown
        let needed = max(1, list.count) + (filter == nil ? 0 : 1)
        let height = min(area.count, needed + 2)
        let width = min(74, frame.size.columns - 6)
        frame.overlay(row: area.lowerBound, width: width, rows: height, title: title)
        var row = area.lowerBound + 1
        if let filter {
            let end = frame.write("/ ", row: row, column: 5)
            let window = filter.window(width - 8)
            frame.write(window.text, row: row, column: end, style: .edited)
            if isFiltering {
                frame.cursor = Position(row: row, column: end + window.cursor)
                frame.cursorVisible = true
            }
            row += 1
        }
        let room = max(1, height - 2 - (filter == nil ? 0 : 1))
        let first = max(0, min(selected - room / 2, list.count - room))
        for index in first..<min(list.count, first + room) {
            paint(list[index], isSelected: index == selected, &frame, row: row, width: width)
            row += 1
        }
        if list.isEmpty { frame.write("nothing found", row: row, column: 7, style: .faint) }
    }

    private func paint(_ item: ListRow, isSelected: Bool, _ frame: inout Frame, row: Int, width: Int) {
        let end = width + 1
        frame.write(
            TextCut.end(item.text, item.note.isEmpty && item.disabled == nil ? 66 : 33), row: row, column: 7,
            limit: end, style: item.disabled == nil ? .plain : .faint)
        var column = 42
        if let mark = item.mark {
            frame.write(String(mark.glyph), row: row, column: column, style: mark.style)
            column += 2
        }
        frame.write(
            TextCut.end(item.disabled ?? item.note, end - column), row: row, column: column, limit: end, style: .faint)
        guard isSelected else { return }
        frame.write("▸", row: row, column: 5, style: .bold)
        frame.restyle(row: row, columns: 7..<(end)) { $0.adding(.reverse) }
        if !isFiltering { frame.cursor = Position(row: row, column: 7) }
    }
}
