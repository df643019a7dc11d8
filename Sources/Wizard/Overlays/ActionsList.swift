import Canvas
import Wire

/// Everything that can be done now, by name: the screen's own, then what goes everywhere, then the demo's; what cannot be
/// done now is told with its reason.
enum ActionsList {
    static func overlay(_ state: WizardState) -> FindingList {
        let parts = StandardBindings.parts(state, isTyping: false)
        var rows = parts.own.compactMap(row)
        let everywhere = parts.everywhere.compactMap(row)
        // A button whose key is listed needs no row of its own.
        let named = Set((rows + everywhere).map(\.name))
        rows += buttons(state).filter { !named.contains($0.name) }
        rows += everywhere
        rows.append(
            FindingList.Row(
                name: "Show whole texts", key: "Ctrl-T",
                reason: view(state, state.size).cuts.isEmpty ? "everything is shown whole here" : nil
            ) { $0.showWholeTexts() })
        if state.screen != .home { rows += ScreensList.rows(state).map(goingThere) }
        rows += parts.demo.compactMap(row)
        return FindingList(title: "Actions", rows: rows)
    }

    private static func row(_ binding: Binding) -> FindingList.Row? {
        guard binding.isListed, binding.place != .hidden, !binding.label.isEmpty else { return nil }
        // The key is looked up again when it is chosen: by then something may have begun or ended.
        let key = binding.keys[0]
        var reason: String?
        if case .off(let why) = binding.availability { reason = why }
        let name = name(of: binding)
        return FindingList.Row(
            name: name, key: binding.keyWords, words: binding.name.isEmpty ? "" : binding.label, reason: reason,
            about: binding.about
        ) { state in
            let table = StandardBindings.table(state, isTyping: false)
            // A key that does something else by now was not chosen.
            guard table.first(where: { $0.keys.contains(key) }).map(Self.name(of:)) == name else {
                state.message = .notNow("it is over")
                return []
            }
            return state.run(key, of: table)
        }
    }

    private static func name(of binding: Binding) -> String {
        binding.name.isEmpty ? binding.label.capitalizedFirst : binding.name
    }

    /// What has a button and no key.
    private static func buttons(_ state: WizardState) -> [FindingList.Row] {
        state.code.items(state).compactMap { item in
            guard item.kind == .button, ![.button(.back), .button(.seeActions)].contains(item.id) else { return nil }
            let id = item.id
            return FindingList.Row(name: item.label, reason: item.disabled) { state in
                guard let item = state.code.items(state).first(where: { $0.id == id }), item.disabled == nil else {
                    return []
                }
                return item.activate(&state)
            }
        }
    }

    private static func goingThere(_ row: FindingList.Row) -> FindingList.Row {
        var row = row
        row.name = "Go to \(row.name)"
        row.key = ""
        return row
    }
}
