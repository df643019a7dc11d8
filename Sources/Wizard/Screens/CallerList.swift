import Calls
import Canvas
import Identifiers
import Design

/// The list of credentials for a side; only what is chosen is asked who it is.
enum CallerList {
    static func overlay(_ state: WizardState, _ side: Side) -> ListOverlay {
        let local = state.local ?? LocalFindings()
        let hasKeys = local.hasEnvironmentKeys
        var rows = local.profiles.map { name in
            (CallerChoice.profile(name), standing(.profile(name), state) ?? (local.profilesFile, nil), String?.none)
        }
        rows.append((.environment, (hasKeys ? "AWS_ACCESS_KEY_ID" : "", nil), hasKeys ? nil : "not set"))
        rows.append((.handOver, ("its owner does that part", nil), nil))
        let current = state.callers[side].choice ?? state.callers[side].proposal?.choice
        let selected = rows.firstIndex { $0.0 == current } ?? rows.firstIndex { $0.2 == nil } ?? 0
        var list = ListOverlay(
            title: "Credentials for the \(side.words)",
            rows: rows.map { choice, standing, disabled in
                ListRow(
                    choice.words, note: standing.note, mark: standing.mark, disabled: disabled,
                    says: { says(choice, $0) },
                    choose: { state in
                        state.freeFocus()
                        return state.choose(choice, for: side)
                    })
            }, selected: selected)
        // Names of profiles come from files, which may take longer than opening the list.
        list.remake = { overlay($0, side) }
        return list
    }

    /// What AWS said about credentials that a side has already.
    private static func standing(_ choice: CallerChoice, _ state: WizardState) -> (note: String, mark: Mark?)? {
        for side in [Side.eks, .ses] where state.callers[side].choice == choice {
            if let answer = state.callers[side].answer { return (answer.account.text, .right) }
            if let trouble = state.callers[side].trouble { return (trouble.short, .wrong) }
        }
        return nil
    }

    private static func says(_ choice: CallerChoice, _ state: WizardState) -> Says {
        guard choice != .handOver else {
            return Says(
                "Hand-over, its owner does that part.",
                "No credentials for this account: sesame writes what its owner has to do.")
        }
        let room = state.size.columns - 4
        return Says(wrapped: "Enter \(state.outlook(choice).words(2 * room - 24)).", room)
    }
}
