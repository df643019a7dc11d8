import Canvas

/// The nine screens, to go to one that was seen.
enum ScreensList {
    static func overlay(_ state: WizardState) -> FindingList {
        let rows = rows(state)
        let here = rows.filter { $0.reason == nil }.firstIndex { $0.key == "here" } ?? 0
        return FindingList(title: "Go to a screen", rows: rows, selected: here)
    }

    /// The screens with how they stand.
    static func rows(_ state: WizardState) -> [FindingList.Row] {
        ScreenID.steps.map { step in
            let wasSeen = state.route.seen.contains(step)
            let standing = wasSeen ? (step.code.openItems(state).isEmpty ? "complete" : "open") : ""
            return FindingList.Row(
                name: "\(step.rawValue) \(step.title)", key: step == state.screen ? "here" : standing,
                words: step.name, reason: wasSeen ? nil : "not reached yet"
            ) { $0.go(to: step) }
        }
    }
}
