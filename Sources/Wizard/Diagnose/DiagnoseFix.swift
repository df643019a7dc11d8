import Calls
import Design
import Diagnosis

/// The repair of one cause: the plan of one resource, shown before anything is written.
struct DiagnoseFix: Sendable {
    /// What it repairs.
    let finding: Finding
    /// The answers that say what is wanted.
    let answers: Answers
    /// Whether it is a note for its owner: nothing can be read or changed from here.
    let isNote: Bool
    /// The plan of the resource that repairs it, or why there is none; nil while it is being read.
    private(set) var planned: Result<Plan, Problem>?
    /// The resource whose fields are taken from other managers; they are shown before anybody says yes.
    private(set) var takeOver: Set<ResourceAddress> = []
    /// How the write goes.
    private(set) var progress: ResourceProgress?
    /// Why nothing was written.
    private(set) var trouble: Problem?
    /// What was changed.
    private(set) var change: DiagnoseChange?
    /// Until when the link is looked at again, where it still reads as before.
    private(set) var looksUntil: Moment?

    init(_ finding: Finding, _ answers: Answers, isNote: Bool = false) {
        self.isNote = isNote
        self.finding = finding
        self.answers = answers
    }

    /// The resource whose change repairs it: the one that the finding names, else what the plan would write of its link.
    var address: ResourceAddress? {
        if isNote { return nil }
        if let address = finding.fix?.address { return address }
        guard finding.fix?.remedy == .apply || finding.fix?.remedy == .verifyReceiver else { return nil }
        let candidates = finding.fix?.remedy == .verifyReceiver ? [.eksReceiverIdentity] : finding.link.resources
        guard case .success(let plan)? = planned else { return candidates.first }
        return candidates.first { PlanRow.counting($0, plan)?.action.writes == true }
            ?? candidates.first { plan[$0] != nil }
    }

    /// The resource of the plan: where the role itself is right, what is attached to it.
    var resource: PlannedResource? {
        guard let address, case .success(let plan)? = planned else { return nil }
        return PlanRow.counting(address, plan)
    }

    /// Takes the plan, of which only this resource counts.
    ///
    /// - Returns: Whether it has to be planned once more: its own fields are in the hands of others, and taking them back
    ///   is the repair.
    mutating func take(_ result: Result<Plan, Problem>) -> Bool {
        planned = result
        guard let resource, resource.action == .conflict, resource.canTakeOver, !resource.fieldsOfOthers.isEmpty,
            takeOver.insert(resource.address).inserted
        else { return false }
        planned = nil
        return true
    }

    /// The workloads that a restart makes right; empty where something is written instead, or only for its owner to do.
    var restarts: [RestartTarget] { isNote || address != nil ? [] : finding.fix?.restarts ?? [] }

    /// Workloads were restarted.
    ///
    /// - Parameters:
    ///   - names: Which.
    ///   - caller: Whose credentials did it.
    ///   - now: When.
    mutating func restarted(_ names: String, by caller: String, at now: Moment) {
        change = DiagnoseChange(finding: finding, what: "\(names), restarted", caller: caller, at: now)
        looksUntil = now.adding(milliseconds: 120_000)
    }

    /// The write begins.
    mutating func begin(at now: Moment) {
        progress = .running(since: now)
        trouble = nil
    }

    /// Takes news of the write.
    mutating func hear(_ event: ApplyEvent, at now: Moment) {
        guard case .ended(let result) = event, result.address == resource?.address else { return }
        progress = ResourceProgress(result, after: progress, now)
    }

    /// Takes the end of the write.
    ///
    /// - Parameters:
    ///   - end: How it ended.
    ///   - caller: Whose credentials wrote it.
    ///   - now: When.
    mutating func finish(_ end: ApplyEnd, by caller: String, at now: Moment) {
        if case .refused(let problem) = end { trouble = problem }
        switch progress {
        case .done?, .waitingForPerson?:
            guard let resource else { return }
            let part = resource.documentName.map { ", \($0.rawValue)" } ?? ""
            change = DiagnoseChange(
                finding: finding, what: "\(resource.address.word) \(resource.name)\(part)", caller: caller, at: now)
            looksUntil = now.adding(milliseconds: 120_000)
        case .failed(let problem)?, .unknown(let problem)?: trouble = trouble ?? problem
        default: progress = nil
        }
    }
}
