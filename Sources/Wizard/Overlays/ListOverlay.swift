import Canvas
import Wire

/// A list that one thing is chosen from, with a filter behind `/`.
struct ListOverlay: Overlay {
    var title: String
    var rows: [ListRow]
    var selected = 0
    var filter: LineEditor?
    var isFiltering = false
    /// The line above the footer where the rows say nothing of their own.
    var hint = ""
    /// Makes the list anew, where what it lists may come later.
    var remake: (@Sendable (WizardState) -> ListOverlay)?

    /// The list with what has come since it was opened, on the same row; nil for one that cannot change.
    func refreshed(_ state: WizardState) -> ListOverlay? {
        guard var list = remake?(state) else { return nil }
        list.filter = filter
        list.isFiltering = isFiltering
        let row = shown.indices.contains(selected) ? shown[selected].text : ""
        list.selected = list.shown.firstIndex { $0.text == row && $0.disabled == nil } ?? list.selected
        return list
    }

    init(title: String, rows: [ListRow], selected: Int = 0, hint: String = "") {
        self.title = title
        self.rows = rows
        self.selected = selected
        self.hint = hint
    }

    var capturesText: Bool { isFiltering }

    /// The rows that the filter leaves.
    var shown: [ListRow] {
        guard let text = filter?.text.lowercased(), !text.isEmpty else { return rows }
        return rows.filter { ($0.text + " " + $0.note).lowercased().contains(text) }
    }

    func bindings(_ state: WizardState) -> [Binding] {
        keys
            + rows.compactMap(\.key).map { key in
                .hidden([.character(key)]) { Self.choose(&$0, by: key) }
            }
    }

    private var keys: [Binding] {
        [
            Binding([.enter, .character(" ")], "Enter", "choose", place: .enter) { Self.choose(&$0) },
            Binding([.up, .backTab], "Up/Down", "move", run: Self.changing { list, _ in list.move(by: -1) }),
            .hidden([.down, .tab], run: Self.changing { list, _ in list.move(by: 1) }),
            Binding(
                [.character("/")], "/", "filter",
                run: Self.changing { list, _ in
                    list.filter = list.filter ?? LineEditor()
                    list.isFiltering = true
                }),
            Binding(
                [.pageUp, .control("u")], "PgUp/PgDn", "page", place: .help,
                run: Self.changing { list, _ in list.selected = max(0, list.selected - 10) }),
            .hidden(
                [.pageDown, .control("d")],
                run: Self.changing { list, _ in list.selected = max(0, min(list.shown.count - 1, list.selected + 10)) }),
            Binding([.home], "Home/End", "ends", place: .help, run: Self.changing { list, _ in list.selected = 0 }),
            .hidden([.end], run: Self.changing { list, _ in list.selected = max(0, list.shown.count - 1) }),
            filter == nil
                ? Self.close
                : Binding(
                    [.escape], "Esc", "whole list", place: .standard, weight: 2,
                    run: Self.changing { list, _ in
                        list.filter = nil
                        list.isFiltering = false
                        list.selected = 0
                    }),
        ]
    }

    private static func choose(_ state: inout WizardState) -> [WizardEffect] {
        guard let list = state.topmost(ListOverlay.self), list.shown.indices.contains(list.selected) else { return [] }
        let row = list.shown[list.selected]
        guard row.disabled == nil else { return [] }
        state.overlays.removeLast()
        return row.choose(&state)
    }

    /// Chooses the row of a letter, wherever the selection is.
    private static func choose(_ state: inout WizardState, by key: Character) -> [WizardEffect] {
        guard var list = state.topmost(ListOverlay.self), let index = list.rows.firstIndex(where: { $0.key == key })
        else { return [] }
        list.filter = nil
        list.selected = index
        state.overlays[state.overlays.count - 1] = list
        return choose(&state)
    }

    private mutating func move(by step: Int) {
        let count = shown.count
        selected = count == 0 ? 0 : (selected + step + count) % count
    }

    mutating func type(_ key: Key) -> Bool {
        if key == .character("?") { return false }
        guard filter?.handle(key) == true else { return false }
        selected = 0
        return true
    }

    func click(_ position: Position, _ state: WizardState) -> OverlayClick? {
        let area = Body.rows(state.size)
        let (first, room) = window(area.count)
        let row = position.row - area.lowerBound - 1 - (filter == nil ? 0 : 1)
        guard row >= 0, row < room, shown.indices.contains(first + row) else { return nil }
        return first + row == selected ? .take : .move(first + row - selected)
    }

    /// The first row that is shown, and how many there is room for.
    private func window(_ rows: Int) -> (first: Int, room: Int) {
        let head = filter == nil ? 0 : 1
        let height = min(rows, max(1, shown.count) + head + 2)
        let room = max(1, height - 2 - head)
        return (max(0, min(selected - room / 2, shown.count - room)), room)
    }

    func says(_ state: WizardState) -> Says {
        guard shown.indices.contains(selected) else { return Says("Nothing has that in its name.", "Esc shows all.") }
        let row = shown[selected]
        if let reason = row.disabled { return Says("\(row.text.capitalizedFirst): \(reason).") }
        return row.says?(state) ?? Says("\(row.words.capitalizedFirst).", hint)
    }

    func paint(_ state: WizardState, _ frame: inout Frame, rows area: Range<Int>) {
        let list = shown
        let needed = max(1, list.count) + (filter == nil ? 0 : 1)
        let height = min(area.count, needed + 2)
        let width = min(74, frame.size.columns - 6)
        frame.overlay(row: area.lowerBound, width: width, rows: height, title: title)
        var row = area.lowerBound + 1
        if let filter {
            frame.overlaySearch(filter, row: row, width: width, isTyping: isFiltering)
            row += 1
        }
        let (first, room) = window(area.count)
        for index in first..<min(list.count, first + room) {
            paint(list[index], isSelected: index == selected, &frame, row: row, width: width)
            row += 1
        }
        if list.isEmpty { frame.write("nothing found", row: row, column: 7, style: .faint) }
    }

    private func paint(_ item: ListRow, isSelected: Bool, _ frame: inout Frame, row: Int, width: Int) {
        let end = width + 1
        let isAlone = item.note.isEmpty && item.disabled == nil
        frame.write(
            item.text, row: row, column: 7, limit: isAlone ? end : 41, style: item.disabled == nil ? .plain : .faint,
            cut: .middle)
        var column = 42
        if let mark = item.mark {
            frame.write(String(mark.glyph), row: row, column: column, style: mark.style)
            column += 2
        }
        frame.write(item.disabled ?? item.note, row: row, column: column, limit: end, style: .faint)
        guard isSelected else { return }
        frame.write("▸", row: row, column: 5, style: .bold)
        frame.restyle(row: row, columns: 7..<(end)) { $0.adding(.reverse) }
        if !isFiltering { frame.cursor = Position(row: row, column: 7) }
    }
}
