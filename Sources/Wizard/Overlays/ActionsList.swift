import Wire

/// The list of everything that a key does on the screen now, for those who do not know the key.
enum ActionsList {
    static func overlay(_ state: WizardState) -> ListOverlay {
        let bindings = table(state).filter { $0.isListed && $0.place != .hidden && !$0.label.isEmpty }
        let rows = bindings.map { binding in
            var reason: String?
            if case .off(let why) = binding.availability { reason = "not now: \(why)" }
            // The key is looked up again when it is chosen: by then something may have begun or ended.
            let key = binding.keys[0]
            return ListRow(binding.label.capitalizedFirst, note: binding.keyWords, disabled: reason) {
                $0.run(key, of: table($0))
            }
        }
        return ListOverlay(title: "Actions", rows: rows)
    }

    private static func table(_ state: WizardState) -> [Binding] { StandardBindings.table(state, isTyping: false) }
}
