import Canvas
import Wire

/// The list of everything that a key does on the screen now, for those who do not know the key.
enum ActionsList {
    static func overlay(_ state: WizardState) -> ListOverlay {
        let bindings = table(state).filter { $0.isListed && $0.isOn && $0.place != .hidden && !$0.label.isEmpty }
        var rows = bindings.map { binding in
            // The key is looked up again when it is chosen: by then something may have begun or ended.
            let key = binding.keys[0]
            var letter: Character?
            if case .character(let character) = key, character != "?" { letter = character }
            return ListRow(binding.label.capitalizedFirst, note: binding.keyWords, key: letter) {
                $0.run(key, of: table($0))
            }
        }
        if !view(state, state.size).cuts.isEmpty {
            rows.append(ListRow("Show whole texts", note: "Ctrl-T") { $0.showWholeTexts() })
        }
        return ListOverlay(title: "Actions", rows: rows, hint: "A letter of the list does it at once.")
    }

    private static func table(_ state: WizardState) -> [Binding] { StandardBindings.table(state, isTyping: false) }
}
