import Design
import Diagnosis
import Wire

/// The test message: how it is sent, and what came of it.
struct TestState: Hashable, Sendable {
    private(set) var request = SendOptions()
    private(set) var links: [SendLink] = []
    /// How far the workload is that sends, by way of a pod.
    private(set) var workload: WorkloadStatus?
    /// What was run in the pod, and what it wrote.
    private(set) var lines: [PodLine] = []
    /// What came of the last message of each way, since something was read or changed last; of what went out from here,
    /// also before that.
    private(set) var earlier: [SendWay: Earlier] = [:]

    /// What came of a message, and when.
    struct Earlier: Hashable, Sendable {
        var report: SendReport
        var at: Moment
        /// What it went by; nil where nobody knows.
        var subject: SendSubject?
        /// Whether something was changed since that it went by.
        var isBeforeChange = false
    }
    var outcome: SendOutcome?
    /// Why nothing was sent, where not even the first link was tried.
    private(set) var problem: Problem?
    /// Whether the person stopped it; what became of a call in flight nobody tells then.
    private(set) var isStopped = false
    /// What the shown results are of.
    private(set) var sent: SendOptions?
    var showsRequestIDs = false
    /// Whether somebody asked for the cause, where a stage hides it.
    private(set) var isRevealed = false
    /// Whether something was changed or read since, so that the results may be of another world.
    var isOld = false {
        // What went out from here stays worth telling beside a message from a pod, with its time.
        didSet { if isOld { earlier = earlier.filter { $0.key == .chain && $0.value.report.isOK } } }
    }
    /// When the message was taken or refused.
    private(set) var endedAt: Moment?

    /// What the message that is sent goes by.
    private var subject: SendSubject?

    /// Begins to send what is asked for now.
    ///
    /// - Parameter design: What it goes by; nil where that is found out first.
    mutating func begin(_ design: DelegateSending? = nil) {
        forgetResults()
        isOld = false
        sent = request
        subject = design.map { SendSubject($0, request) }
    }

    /// Something was changed that a message from here goes by.
    mutating func noteChange() { earlier[.chain]?.isBeforeChange = true }

    /// Takes news of a link.
    mutating func hear(_ link: SendLink) { links.append(link) }

    /// Takes news of the pod.
    mutating func hear(_ news: PodNews) {
        switch news {
        case .workload(let status): workload = status
        case .line(let line):
            lines.append(line)
            // Whoever writes without end is not kept without end.
            if lines.count > 10_000 { lines.removeFirst(1000) }
        }
    }

    /// Takes the next way; results of the first are of no use then.
    ///
    /// - Parameter step: How many ways further.
    mutating func changeWay(by step: Int = 1) {
        let ways: [(way: SendWay, byJob: Bool)] = [(.chain, false), (.pod, false), (.pod, true), (.owner, false)]
        let index = ways.firstIndex { $0 == (request.via, request.byJob) } ?? 0
        let next = ways[(index + step + ways.count) % ways.count]
        take(next.way, byJob: next.byJob)
    }

    /// Takes a way.
    ///
    /// - Parameters:
    ///   - way: The way.
    ///   - byJob: Whether Jobs that are made for it send, by way of a pod.
    mutating func take(_ way: SendWay, byJob: Bool = false) {
        guard way != request.via || byJob != request.byJob else { return }
        request.via = way
        request.byJob = byJob
        forgetResults()
    }

    /// What both ways together say, where they ended differently.
    ///
    /// - Parameter now: The time, from which earlier days are named.
    /// - Returns: What is left to blame; nil where there is nothing to compare.
    func comparison(at now: Moment) -> SendComparison? {
        guard request.via == .pod, hasEnded, !isOld, let pod = outcome?.report else { return nil }
        guard let chain = chain else { return nil }
        return SendComparison(
            chain: chain.report, pod: pod, at: chain.at.time(seenFrom: now), isBeforeChange: chain.isBeforeChange)
    }

    /// What came of the last message from here: in this run, else in an earlier one.
    private var chain: Earlier? {
        if let chain = earlier[.chain] {
            // A message to somebody else, or by another role, tried something else.
            return chain.subject == nil || subject == nil || chain.subject == subject ? chain : nil
        }
        return outcome?.earlier.map { send in
            Earlier(
                report: send.report, at: Moment(milliseconds: send.at.secondsSinceEpoch * 1000), subject: send.subject,
                isBeforeChange: send.isBeforeChange)
        }
    }

    /// Takes the other receiver.
    mutating func changeTarget() {
        request.receiver = request.receiver == nil ? SendOptions.testMailbox : nil
        forgetResults()
    }

    /// Sends to Amazon's own mailbox from now on.
    mutating func useTestMailbox() { request.receiver = SendOptions.testMailbox }

    /// Shows the cause.
    mutating func reveal() { isRevealed = true }

    /// The world is another one: what came of earlier messages says nothing of it.
    mutating func forgetEarlier() { earlier = [:] }

    private mutating func forgetResults() {
        isRevealed = false
        endedAt = nil
        links = []
        workload = nil
        lines = []
        outcome = nil
        problem = nil
        isStopped = false
    }

    /// The person stopped it.
    mutating func stop() { isStopped = true }

    /// Takes what came of the message.
    mutating func take(_ result: Result<SendOutcome, Problem>, at now: Moment) {
        isOld = false
        endedAt = now
        switch result {
        case .success(let outcome):
            self.outcome = outcome
            earlier[outcome.report.via] = Earlier(report: outcome.report, at: now, subject: subject)
            if let status = outcome.report.workload { workload = status }
            if !outcome.report.output.isEmpty { lines = outcome.report.output }
            // Links that were told while nobody listened any more.
            links = outcome.report.links
        case .failure(let problem): self.problem = problem
        }
    }

    /// Whether a message was tried, whatever came of it.
    var hasEnded: Bool { outcome != nil || problem != nil || isStopped }

    var isAccepted: Bool { outcome?.report.isOK ?? false }

    /// Whether the message may have gone out, and nobody knows.
    var mayBeOut: Bool {
        let isInFlight = links.count == SendLinkName.chain(request.via).count - 1
        return outcome?.report.outcome == .unknown || isStopped && isInFlight
    }

    var card: Finding? { outcome?.card }

    /// Whether the finding names the one change that repairs it.
    var hasFix: Bool { card?.fix.map { $0.address != nil || $0.remedy == .apply } ?? false }

    /// What would mend what was refused; nothing where that was before the last change.
    var remedy: Finding.Remedy? {
        guard !isOld, let card else { return nil }
        // A link that the catalogue does not know is mended by what the plan would write, where it would.
        return card.fix?.remedy ?? (outcome?.isRepairedByApply == true ? .apply : nil)
    }
}
