/// The list of the nine screens, to go to one that was seen.
enum ScreensList {
    static func overlay(_ state: WizardState) -> ListOverlay {
        let rows = ScreenID.steps.map { step in
            let wasSeen = state.route.seen.contains(step)
            let standing = wasSeen ? (step.code.openItems(state).isEmpty ? "complete" : "open") : ""
            return ListRow(
                "\(step.rawValue) \(step.title)", note: step == state.screen ? "here" : standing,
                disabled: wasSeen ? nil : "not reached yet", key: Character(String(step.rawValue))
            ) { $0.go(to: step) }
        }
        return ListOverlay(
            title: "Go to a screen", rows: rows, selected: max(0, state.screen.rawValue - 1),
            hint: "A digit goes there at once.")
    }
}
