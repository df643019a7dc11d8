import Calls
import Design
import Diagnosis

extension WizardState {
    /// Shows the service accounts and pods of the cluster; whose credentials they are is asked first, of the side that
    /// the cluster is on alone.
    mutating func chooseOne() -> [WizardEffect] {
        guard let known = knownCluster else { return [] }
        var effects: [WizardEffect] = []
        if mode == .live {
            effects += callers.proposed.filter { $0.side == .eks }.flatMap { choose($0.proposal.choice, for: $0.side) }
        }
        diagnosing.listing = DiagnoseListing(known)
        effects += show(ChooseOverlay())
        guard !work.isRunning(.identify) else {
            diagnosing.waiting = .list
            return effects
        }
        return effects + beginListing()
    }

    mutating func beginListing() -> [WizardEffect] {
        guard let listing = diagnosing.listing else { return [] }
        diagnosing.waiting = nil
        let abandoned = work.abandon(.list).map { WizardEffect.cancel($0) }
        return abandoned + [.listSubjects(work.begin(.list, "reading names", at: now), listing.answers)]
    }

    mutating func listed(_ id: EffectID, _ result: Result<Observations, Problem>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        diagnosing.listing?.take(result)
        return []
    }

    /// Nobody chooses any more.
    mutating func stopListing() -> [WizardEffect] {
        if diagnosing.waiting == .list { diagnosing.waiting = nil }
        return work.abandon(.list).map { WizardEffect.cancel($0) }
    }
}
