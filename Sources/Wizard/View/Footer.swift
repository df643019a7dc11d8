import Canvas

/// The last row: the keys that work now, from the binding table.
enum Footer {
    static func paint(_ state: WizardState, _ frame: inout Frame) {
        // Labels are words of the program's own, whatever is called alike.
        ShownText.own {
            var column = 3
            for entry in entries(state.activeBindings, width: frame.size.columns - 4) {
                let end = frame.write(entry.keys, row: frame.size.rows - 1, column: column, style: .bold)
                column = frame.write(" " + entry.label, row: frame.size.rows - 1, column: end) + 3
            }
        }
    }

    struct Entry: Hashable {
        var keys: String
        var label: String
        var columns: Int { TextWidth.columns(keys) + 1 + TextWidth.columns(label) }
    }

    /// What fits: Enter first, help always; standard keys give way before the screen's own letters.
    static func entries(_ bindings: [Binding], width: Int) -> [Entry] {
        var chosen: [(entry: Entry, weight: Int)] = []
        for place in [Binding.Place.enter, .footer, .standard] {
            for binding in bindings where binding.place == place && binding.isOn && !binding.label.isEmpty {
                chosen.append((Entry(keys: binding.keyWords, label: binding.label), binding.weight))
            }
        }
        while total(chosen.map(\.entry)) > width, let worst = chosen.map(\.weight).max(),
            let index = chosen.lastIndex(where: { $0.weight == worst })
        {
            chosen.remove(at: index)
        }
        return chosen.map(\.entry)
    }

    private static func total(_ entries: [Entry]) -> Int {
        entries.reduce(0) { $0 + $1.columns + 3 } - 3
    }
}
