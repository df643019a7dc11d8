import Canvas
import Design
import Wire

/// What screen 6 says about the focused row.
enum ApplySays {
    static func says(_ address: ResourceAddress, _ state: WizardState) -> Says {
        guard let plan = state.planning.plan, let resource = PlanRow.counting(address, plan) else { return Says("") }
        if let progress = state.planning.progress[address] { return says(progress, resource, state) }
        let mark = PlanRow.mark(resource.action)
        let shown = mark == .nothing ? nil : mark
        if let risk = resource.risks.first { return .warning(resource.reason, risk, mark: shown) }
        let hint = ConflictMenu.isOffered(address, state) ? "Enter shows what you can do." : "Enter shows all of it."
        return Says(resource.reason, hint: hint, mark: shown, state.size.columns)
    }

    private static func says(_ progress: ResourceProgress, _ resource: PlannedResource, _ state: WizardState) -> Says {
        switch progress {
        case .running:
            return Says(
                "\(name(resource, state)) is being made.",
                "Esc stops after the call in flight.")
        case .waiting(let reason, _, _):
            return Says(reason.capitalizedFirst + ".", "Nothing to do; Esc keeps what is made and goes on later.")
        case .waitingForPerson(let task, _):
            return waiting(task, state)
        case .done(_, let note):
            return Says("\(name(resource, state)) is as wanted.", note, mark: .right)
        case .unchanged: return Says("It was right before; nothing was written.", mark: .right)
        case .failed where state.hidesCauses:
            return Says("\(resource.address.word.capitalizedFirst) did not work. Enter shows why.", mark: .wrong)
        case .failed(let trouble):
            return Says(trouble.sentence, trouble.advice.orElse("Enter offers to try again."), mark: .wrong)
        case .unknown(let trouble): return Says(trouble.sentence, "r reads again and shows it.", mark: .unknown)
        case .notTried(let reason) where resource.action == .unknown:
            return Says(reason + ".", "Nothing was changed here.", mark: .unknown)
        case .notTried(let reason): return Says("Not tried: \(reason).", "Nothing was changed here.")
        }
    }

    /// What it is and is called; in front of an audience its name stands in its row.
    private static func name(_ resource: PlannedResource, _ state: WizardState) -> String {
        resource.address.word.capitalizedFirst + (state.stage == nil ? " \(resource.name)" : "")
    }

    private static func waiting(_ task: PersonTask, _ state: WizardState) -> Says {
        Says(
            task.sentence,
            hint: state.planning.isApplying
                ? "sesame looks every 5 s and goes on by itself. You may leave; good for 24 h."
                : "The link is good for 24 hours. r reads again whether it was clicked.",
            mark: nil, state.size.columns)
    }
}
