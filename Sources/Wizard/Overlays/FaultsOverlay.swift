import Canvas
import Stage
import Wire

/// What can be broken in the demo's world: Enter breaks, and mends what is broken; it stays open for more.
struct FaultsOverlay: Overlay {
    /// What is looked for; nil while nothing is, and the menu is shown.
    private(set) var query: LineEditor?
    private(set) var isSearching = false
    private(set) var selected = 0

    var capturesText: Bool { isSearching }

    /// The menu with whatever else is broken or armed; where something is looked for all that has it.
    func shown(_ state: WizardState) -> [DemoFault] {
        guard let text = query?.text.lowercased(), !text.isEmpty else {
            return state.faults.filter { $0.number != nil || $0.standing != .off }
        }
        return state.faults.filter { fault in
            fault.number.map(String.init) == text
                || [fault.called, fault.title, fault.code, fault.name].contains { $0.lowercased().contains(text) }
        }
    }

    private func chosen(_ state: WizardState) -> DemoFault? {
        let shown = shown(state)
        // What only searching finds leaves the menu when it is mended.
        return shown.isEmpty ? nil : shown[min(selected, shown.count - 1)]
    }

    func bindings(_ state: WizardState) -> [Binding] {
        let chosen = chosen(state)
        let deed = chosen?.standing == .off ? "break it" : chosen?.isOn == true ? "mend it" : "leave it whole"
        return [
            Binding(
                [.enter], "Enter", deed, place: .enter,
                unless: chosen == nil ? state.faults.isEmpty ? "the list is not there yet" : "nothing is found" : nil
            ) { Self.take(&$0) },
            Binding(
                [.character(" ")], "Space", "at the next send", unless: chosen?.isOn == true ? "it is broken" : nil,
                run: Self.arm),
            Binding([.up, .backTab], "Up/Down", "choose", run: Self.changing { $0.move(by: -1, $1) }),
            .hidden([.down, .tab], run: Self.changing { $0.move(by: 1, $1) }),
            Binding(
                [.character("/")], "/", "find",
                run: Self.changing { list, _ in
                    list.query = list.query ?? LineEditor()
                    list.isSearching = true
                }),
            Binding(
                [.pageUp], "PgUp/PgDn", "page", place: .help, run: Self.changing { $0.select($0.selected - 10, $1) }),
            .hidden([.pageDown], run: Self.changing { $0.select($0.selected + 10, $1) }),
            .hidden([.home], run: Self.changing { $0.select(0, $1) }),
            .hidden([.end], run: Self.changing { $0.select(.max, $1) }),
            query == nil
                ? Self.close
                : Binding(
                    [.escape], "Esc", "whole list", place: .standard, weight: 2,
                    run: Self.changing { list, _ in list = FaultsOverlay() }),
        ]
    }

    private static func take(_ state: inout WizardState) -> [WizardEffect] {
        guard var list = state.topmost(FaultsOverlay.self), let fault = list.chosen(state) else { return [] }
        list.isSearching = false
        state.overlays[state.overlays.count - 1] = list
        return [.demo(fault.standing == .off ? .breakFault(fault.name) : .mend(fault.name))]
    }

    private static func arm(_ state: inout WizardState) -> [WizardEffect] {
        guard let fault = state.topmost(FaultsOverlay.self)?.chosen(state), !fault.isOn else { return [] }
        return [.demo(fault.standing == .off ? .arm(fault.name, .send) : .mend(fault.name))]
    }

    private mutating func move(by step: Int, _ state: WizardState) {
        let count = shown(state).count
        selected = count == 0 ? 0 : (min(selected, count - 1) + step + count) % count
    }

    private mutating func select(_ index: Int, _ state: WizardState) {
        selected = max(0, min(index, shown(state).count - 1))
    }

    mutating func type(_ key: Key) -> Bool {
        if key == .character("?") { return false }
        guard query?.handle(key) == true else { return false }
        selected = 0
        return true
    }

    /// The first row that is shown, and how many there is room for.
    private func window(_ count: Int, _ rows: Int) -> (first: Int, room: Int) {
        let room = max(1, min(rows, max(1, count) + (query == nil ? 2 : 3)) - (query == nil ? 2 : 3))
        return (max(0, min(selected - room / 2, count - room)), room)
    }

    func click(_ position: Position, _ state: WizardState) -> OverlayClick? {
        let area = Body.rows(state.size)
        let count = shown(state).count
        let (first, room) = window(count, area.count)
        let row = position.row - area.lowerBound - (query == nil ? 1 : 2)
        guard row >= 0, row < room, first + row < count else { return nil }
        return first + row == selected ? .take : .move(first + row - selected)
    }

    func says(_ state: WizardState) -> Says {
        guard let fault = chosen(state) else {
            return state.faults.isEmpty
                ? Says("Asks the demo's world what can be broken in it.")
                : Says("Nothing is called so.", "Esc shows all.")
        }
        let hidden = hiding(fault, state)
        switch fault.standing {
        case .off:
            return Says(fault.title, hidden ?? "Enter breaks it now, Space just before the next message is sent.")
        case .armed(let cue):
            return Says(fault.title, "It breaks just before the next \(cue.rawValue). Enter takes that back.")
        case .on(let seconds):
            let since = "Broken for \(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)."
            return Says(fault.title, hidden.map { "\(since) \($0)" } ?? "\(since) Enter mends it.")
        }
    }

    /// What keeps a fault from being seen, as a sentence.
    private func hiding(_ fault: DemoFault, _ state: WizardState) -> String? {
        let names = fault.hiddenBy.compactMap { name in state.faults.first { $0.name == name } }
            .map { fault in fault.number.map(String.init) ?? "\"\(fault.called)\"" }
        guard !names.isEmpty else { return nil }
        let all = names.listed
        let itself = fault.number.map(String.init) ?? "It"
        return "\(itself) cannot be seen while \(all) \(names.count == 1 ? "is" : "are") broken."
    }

    func paint(_ state: WizardState, _ frame: inout Frame, rows area: Range<Int>) {
        let list = shown(state)
        let (first, room) = window(list.count, area.count)
        let width = min(74, frame.size.columns - 6)
        let end = width + 2
        frame.overlay(row: area.lowerBound, width: width, rows: room + (query == nil ? 2 : 3), title: title(state))
        var row = area.lowerBound + 1
        if let query {
            frame.overlaySearch(query, row: row, width: width, isTyping: isSearching)
            row += 1
        }
        if list.isEmpty {
            frame.write(state.faults.isEmpty ? "…" : "nothing found", row: row, column: 7, style: .faint)
        }
        for index in first..<min(list.count, first + room) {
            let fault = list[index]
            let mark: Mark = fault.isOn ? .wrong : fault.standing == .off ? .nothing : .running
            frame.write(String(mark.glyph), row: row, column: 7, style: mark.style)
            let number = fault.number.map(String.init) ?? ""
            frame.write(number, row: row, column: 11 - number.count)
            frame.write(fault.called, row: row, column: 12, limit: 51, cut: .end)
            frame.write(fault.code, row: row, column: 52, limit: end)
            if index == min(selected, list.count - 1) {
                frame.write("▸", row: row, column: 5, style: .bold)
                frame.restyle(row: row, columns: 9..<end) { $0.adding(.reverse) }
                if !isSearching { frame.cursor = Position(row: row, column: 9) }
            }
            row += 1
        }
    }

    private func title(_ state: WizardState) -> String {
        let broken = state.faults.count(where: \.isOn)
        return broken == 0 ? "Break something" : "Break something: \(broken) broken now"
    }
}
