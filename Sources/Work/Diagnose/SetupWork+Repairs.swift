import Calls
public import Design
import Diagnosis
import Setup

extension SetupWork {
    /// The resources whose planned change repairs what is broken, where an apply of them alone would really write.
    ///
    /// What a plan reads besides the checks is read for it; a conflict is left to the plan, which says what to agree to.
    ///
    /// - Parameter look: A look at these answers.
    /// - Returns: The resource by the finding's id.
    public func repairs(_ look: Examination) async -> [String: ResourceAddress] {
        let roots = look.diagnosis.rootCauses.filter { $0.fix?.address != nil || $0.fix?.remedy?.isAutomatic == true }
        guard !roots.isEmpty, let design = look.diagnosis.subject.design else { return [:] }
        let subject = look.diagnosis.subject
        var rounds = Rounds(context, seen: look.seen) { _ in }
        while await rounds.ask(
            design.reads(rounds.seen.meant(by: subject), sides: Set(Side.allCases)), for: subject.answers)
        {}
        let plan = Plan.make(design, rounds.seen.meant(by: subject), options: PlanOptions())
        var repairs: [String: ResourceAddress] = [:]
        for root in roots {
            let near = root.fix?.address.map { [$0] } ?? root.link.resources
            repairs[root.id] = plan.resources.first { near.contains($0.address) && $0.action.writes }?.address
        }
        return repairs
    }
}
