import Canvas
import Wire

/// A list that letters find in at once.
///
/// What cannot be done now stands last, with its reason, and is found like the others.
struct FindingList: Overlay {
    /// A row.
    struct Row: Sendable {
        /// What it is called: `Check again`.
        var name: String
        /// The key that does the same, in words; empty for none.
        var key = ""
        /// What else finds it: a code, a number.
        var words = ""
        /// Why it cannot be done now; nil where it can.
        var reason: String?
        /// What it does and costs, in a sentence; empty names it.
        var about = ""
        /// What choosing it does, after the list was closed.
        var run: Handler
    }

    let title: String
    /// All rows; those that cannot be done now are the last.
    let rows: [Row]
    private(set) var query = LineEditor()
    /// The rows that are found, by their numbers: what can be done, then what cannot.
    private(set) var found: [Int]
    private(set) var selected = 0

    /// How many rows of what cannot be done now are always in sight, where there are more of others than fit.
    private static let deadRows = 3

    init(title: String, rows: [Row], selected: Int = 0) {
        self.title = title
        self.rows = rows.filter { $0.reason == nil } + rows.filter { $0.reason != nil }
        found = Array(self.rows.indices)
        self.selected = self.rows.indices.contains(selected) ? selected : 0
    }

    private var chosen: Row? { found.indices.contains(selected) ? rows[found[selected]] : nil }
    /// How many of the found rows can be done now.
    private var live: Int { found.count { rows[$0].reason == nil } }

    var capturesText: Bool { true }

    func bindings(_ state: WizardState) -> [Binding] {
        let chosen = chosen
        return [
            Binding(
                [.enter], "Enter", "do it", place: .enter,
                unless: chosen.map(\.reason) ?? "nothing has these letters",
                run: Self.closing { chosen?.run(&$0) ?? [] }),
            Binding([.up, .backTab], "Up/Down", "choose", run: Self.changing { list, _ in list.move(by: -1) }),
            .hidden([.down, .tab], run: Self.changing { list, _ in list.move(by: 1) }),
            Binding(
                "abcdefghijklmnopqrstuvwxyz".map(Key.character), "letters", "find",
                run: Self.changing { list, _ in _ = list.type(.character("e")) }),
            .hidden([.pageUp], run: Self.changing { list, _ in list.select(list.selected - 10) }),
            .hidden([.home], run: Self.changing { list, _ in list.select(0) }),
            .hidden([.end], run: Self.changing { list, _ in list.select(list.found.count - 1) }),
            .hidden([.pageDown], run: Self.changing { list, _ in list.select(list.selected + 10) }),
            query.text.isEmpty
                ? Self.close
                : Binding(
                    [.escape], "Esc", "clear", place: .standard, weight: 2,
                    run: Self.changing { list, _ in
                        list.query = LineEditor()
                        list.find()
                    }),
        ]
    }

    mutating func type(_ key: Key) -> Bool {
        if key == .character("?") || query.text.isEmpty && [.character(" "), .home, .end].contains(key) {
            return false
        }
        let before = query.text
        guard query.handle(key) else { return false }
        if query.text != before { find() }
        return true
    }

    private mutating func find() {
        selected = 0
        guard !query.text.isEmpty else {
            found = Array(rows.indices)
            return
        }
        let ranks = rows.map { LetterSearch.rank(query.text, name: $0.name, key: $0.key, words: $0.words) }
        let all = LetterSearch.found(ranks)
        found = all.filter { rows[$0].reason == nil } + all.filter { rows[$0].reason != nil }
    }

    private mutating func move(by step: Int) {
        guard !found.isEmpty else { return }
        selected = (selected + step + found.count) % found.count
    }

    private mutating func select(_ index: Int) { selected = max(0, min(found.count - 1, index)) }

    // MARK: Layout

    /// What stands on a row of the box.
    private enum Line {
        case row(Int)
        case more(Int)
        case heading
        case nothing
    }

    /// The rows below the line of letters, as they fit.
    private func lines(_ room: Int) -> [Line] {
        guard !found.isEmpty else { return [.nothing] }
        let live = live
        let dead = found.count - live
        let heading = dead > 0 ? 1 : 0
        var shownDead = dead
        if found.count + heading > room { shownDead = min(dead, max(Self.deadRows, room - heading - live)) }
        let forLive = max(0, room - heading - shownDead)
        var lines: [Line] = []
        if live <= forLive {
            lines = (0..<live).map(Line.row)
        } else {
            let count = max(1, forLive - 1)
            let first = max(0, min(min(selected, live - 1) - count + 1, live - count))
            lines = (first..<(first + count)).map(Line.row) + [.more(live - count)]
        }
        guard dead > 0 else { return lines }
        let place = max(0, selected - live - shownDead + 1)
        return lines + [.heading] + (0..<shownDead).map { .row(live + place + $0) }
    }

    /// The rows that the box has for what is found.
    private func room(_ area: Int) -> Int { max(1, area - 4) }

    func click(_ position: Position, _ state: WizardState) -> OverlayClick? {
        let area = Body.rows(state.size)
        let lines = lines(room(area.count))
        let line = position.row - area.lowerBound - 2
        guard lines.indices.contains(line), case .row(let index) = lines[line] else { return nil }
        return index == selected ? .take : .move(index - selected)
    }

    func says(_ state: WizardState) -> Says {
        guard let row = chosen else { return Says("Nothing has these letters in its name.", "Esc clears them.") }
        if let reason = row.reason { return Says(wrapped: "\(row.name): not now, \(reason).", state.size.columns - 8) }
        let hint = "Letters find: beginnings of words first. Esc \(query.text.isEmpty ? "closes" : "clears") it."
        return Says(row.about.isEmpty ? "\(row.name)." : row.about, hint)
    }

    func paint(_ state: WizardState, _ frame: inout Frame, rows area: Range<Int>) {
        let lines = lines(room(area.count))
        let width = min(74, frame.size.columns - 6)
        let end = width + 1
        frame.overlay(row: area.lowerBound, width: width, rows: min(area.count, lines.count + 3), title: title)
        var row = area.lowerBound + 1
        let count = String(found.count)
        frame.write("find", row: row, column: 5, style: .faint)
        frame.write(count, row: row, column: end - 1 - count.count, style: .faint)
        let window = query.window(end - 16 - count.count)
        frame.write(window.text, row: row, column: 11, style: .edited)
        frame.cursor = Position(row: row, column: 11 + window.cursor)
        frame.cursorVisible = true
        for line in lines {
            row += 1
            switch line {
            case .row(let index):
                paint(rows[found[index]], &frame, row: row, end: end)
                guard index == selected else { continue }
                frame.write("▸", row: row, column: 5, style: .bold)
                frame.restyle(row: row, columns: 7..<end) { $0.adding(.reverse) }
            case .more(let count): frame.write("\(count) more", row: row, column: 7, style: .faint)
            case .heading: frame.write("Not now", row: row, column: 5, style: .bold)
            case .nothing: frame.write("nothing found", row: row, column: 7, style: .faint)
            }
        }
    }

    private func paint(_ item: Row, _ frame: inout Frame, row: Int, end: Int) {
        guard let reason = item.reason else {
            frame.write(item.name, row: row, column: 7, limit: item.key.isEmpty ? end : 41, cut: .middle)
            frame.write(item.key, row: row, column: 42, limit: end)
            return
        }
        // A name has the columns that its key leaves.
        let key = min(34, 35 - TextWidth.columns(item.key))
        frame.write(
            item.name, row: row, column: 7, limit: item.key.isEmpty ? 35 : min(31, key - 1), style: .faint, cut: .end)
        frame.write(item.key, row: row, column: min(32, key), limit: 35, style: .faint)
        frame.write(reason, row: row, column: 36, limit: end, style: .faint)
    }
}
