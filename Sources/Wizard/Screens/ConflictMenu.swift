import Calls
import Design
import Wire

/// What a person can do about a resource that others made and that differs.
enum ConflictMenu {
    /// Whether a row has such a choice: it is a conflict, or one that was taken over in this plan.
    static func isOffered(_ address: ResourceAddress, _ state: WizardState) -> Bool {
        guard !state.planning.isApplying, let resource = state.planning.plan?[address] else { return false }
        return resource.action == .conflict
            || state.planning.takeOver.contains(address) && state.planning.progress[address] == nil
    }

    static func dialog(_ address: ResourceAddress, _ state: WizardState) -> DialogOverlay {
        let resource = state.planning.plan?[address]
        let isTakenOver = state.planning.takeOver.contains(address)
        var reason = resource?.reason ?? ""
        if let resource, !resource.fieldsOfOthers.isEmpty, !isTakenOver {
            reason = FieldConflicts(fields: resource.fieldsOfOthers).sentence
        }
        var lines = WrappedLines.make(reason, 64).prefix(4).map { DialogOverlay.Line($0) }
        for risk in resource?.risks ?? [] {
            for (index, line) in WrappedLines.make(risk, 62).enumerated() {
                lines.append(index == 0 ? .init(line, mark: .attention) : .init("  " + line))
            }
        }
        var choices: [DialogOverlay.Choice] = [
            .init(
                label: "See what differs", note: "read only",
                says: Says("Shows what is there and what is wanted, line by line."),
                run: { state in ResourceDetails.viewer(address, state).map { state.show($0) } ?? [] })
        ]
        let proposed = resource?.proposals.filter { $0.value != nil } ?? []
        if address == .serviceAccount, let role = proposed.first(where: { $0.field == .role })?.value {
            choices.append(
                .init(
                    label: "Use the role that it names", note: role,
                    says: Says("Takes \(role) as the role of this setup and reads the plan again."),
                    run: { use(proposed, &$0) }))
        }
        if let field = field(of: address) {
            choices.append(
                .init(
                    label: "Take another name", note: "on screen \(field.screen.rawValue)",
                    says: Says("Goes to \(Field[field].label) on screen \(field.screen.rawValue). Nothing is changed."),
                    run: { $0.go(toField: field) }))
        }
        if isTakenOver {
            choices.append(
                .init(
                    label: "Leave it to its maker", note: "not taken over",
                    says: Says("Plans it again as somebody else's, which apply leaves alone."),
                    run: { plan(address, takenOver: false, &$0) }))
        } else if resource?.canTakeOver == true {
            choices.append(
                .init(
                    label: "Take it over", note: "planned, not written yet",
                    says: Says(
                        resource?.fieldsOfOthers.isEmpty == false
                            ? "Plans to take exactly these fields; what is there is kept in the journal."
                            : "Plans to add what is missing; what is there stays and is kept in the journal.",
                        "The command does the same with --take-over \(address.rawValue)."),
                    run: { plan(address, takenOver: true, &$0) }))
        }
        choices.append(
            isTakenOver
                ? .init(label: "Close", says: Says("Closes this. It stays taken over in the plan."))
                : .init(label: "Leave it as it is", says: Says("Closes this. Apply does the rest.")))
        return DialogOverlay(
            title: "\(address.word.capitalizedFirst) \(resource?.name ?? "") "
                + (resource?.fieldsOfOthers.isEmpty == false ? "has fields of others" : "is not sesame's"),
            titleMark: isTakenOver ? .change : .conflict, lines: lines, choices: choices, isMenu: true)
    }

    /// Reads the plan again with or without a take-over.
    private static func plan(
        _ address: ResourceAddress, takenOver: Bool, _ state: inout WizardState
    ) -> [WizardEffect] {
        if takenOver { state.planning.takeOver.insert(address) } else { state.planning.takeOver.remove(address) }
        state.message = Says(
            takenOver ? "Planned as a change; nothing is written before you apply." : "It is left to its maker.",
            mark: takenOver ? .change : .right)
        return state.readPlan()
    }

    /// The answer that names a resource; nil for what has no name of its own here.
    private static func field(of address: ResourceAddress) -> FieldID? {
        switch address {
        case .role: .role
        case .permissionsPolicy: .permissionsPolicy
        case .sendingPolicy: .sendingPolicy
        case .serviceAccount: .serviceAccount
        case .namespace: .namespace
        default: nil
        }
    }

    /// Answers what was proposed, and reads the plan again.
    private static func use(_ proposals: [AnswerProposal], _ state: inout WizardState) -> [WizardEffect] {
        var effects: [WizardEffect] = []
        for proposal in proposals {
            effects += state.enter(proposal.value ?? "", into: proposal.field) + state.leave(proposal.field)
        }
        return effects + state.readPlan()
    }
}
