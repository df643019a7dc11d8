import Calls
import Design

extension WizardState {
    /// What the runner does first: read names from files.
    public mutating func start() -> [WizardEffect] {
        [.listCallers(work.begin(.local, "reading files", at: now))]
    }

    /// Starts at the first screen that has something to answer, for `sesame setup`; at 6 where all is answered.
    public mutating func startSetup() -> [WizardEffect] {
        var effects = start()
        let target = firstUnanswered
        guard target > .introduction else { return effects + go(to: target) }
        route.resume(at: target, seen: [])
        effects += proposeCallers()
        return effects + go(to: target)
    }

    /// The first screen that asks for something that nobody named: credentials count as named by their profiles.
    private var firstUnanswered: ScreenID {
        guard Callers.sides.allSatisfy({ callers.named[$0] != nil }) else { return .introduction }
        // Credentials tell their account, and a profile its region.
        let told: Set<FieldID> = [.eksAccount, .sesAccount, .eksRegion, .sesRegion, .namespace, .serviceAccount]
        let missing = answers.missingFields.filter { !told.contains($0) } + answers.contradictions.map(\.field)
        return missing.map(\.screen).min() ?? .apply
    }
}
