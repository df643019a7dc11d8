import Calls
import Design
import Identifiers
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
        var lines = WrappedLines.make(resource?.reason ?? "", 64).prefix(4).map { DialogOverlay.Line($0) }
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
        if let role = otherRole(resource, state) {
            choices.append(
                .init(
                    label: "Use the role that it names", note: role.name,
                    says: Says("Takes \(role.name) as the role of this setup and reads the plan again."),
                    run: { use(role, &$0) }))
        }
        if let field = field(of: address) {
            choices.append(
                .init(
                    label: "Take another name", note: "on screen \(field.screen.rawValue)",
                    says: Says("Goes to \(Field[field].label) on screen \(field.screen.rawValue). Nothing is changed."),
                    run: { $0.go(toField: field) }))
        }
        choices.append(
            isTakenOver
                ? .init(
                    label: "Leave it to its maker", note: "not taken over",
                    says: Says("Plans it again as somebody else's, which apply leaves alone."),
                    run: { plan(address, takenOver: false, &$0) })
                : .init(
                    label: "Take it over", note: "planned, not written yet",
                    says: Says(
                        "Plans to change it; what is there now is kept in the journal. Apply asks once more.",
                        "The command does the same with --take-over \(address.rawValue)."),
                    run: { plan(address, takenOver: true, &$0) }))
        choices.append(
            isTakenOver
                ? .init(label: "Close", says: Says("Closes this. It stays taken over in the plan."))
                : .init(label: "Leave it as it is", says: Says("Closes this. Apply does the rest.")))
        return DialogOverlay(
            title: "\(address.word.capitalizedFirst) \(resource?.name ?? "") is not sesame's",
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

    /// The role of this account that a service account names already.
    private static func otherRole(_ resource: PlannedResource?, _ state: WizardState) -> (name: String, path: String)? {
        guard resource?.address == .serviceAccount,
            let text = resource?.differences.first(where: { $0.path.hasSuffix("role-arn") })?.from,
            let arn = try? ARN(text), arn.resourceType == "role", arn.account == state.answers.eksAccount?.text
        else { return nil }
        let parts = arn.resourceName.split(separator: "/")
        guard let name = parts.last else { return nil }
        let path = parts.dropLast().map { "/\($0)" }.joined() + "/"
        return (String(name), path)
    }

    private static func use(_ role: (name: String, path: String), _ state: inout WizardState) -> [WizardEffect] {
        var effects = state.enter(role.name, into: .role) + state.leave(.role)
        if role.path != "/" || state.answers[.rolePath] != nil {
            effects += state.enter(role.path, into: .rolePath) + state.leave(.rolePath)
        }
        return effects + state.readPlan()
    }
}
