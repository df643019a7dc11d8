import Calls
public import Design
public import Wire

/// What came of a test message, and what explains the link that broke.
public struct SendOutcome: Hashable, Sendable {
    /// The links, up to the one that broke.
    public var report: SendReport
    /// What the broken link means in this setup; nil where none broke, or where nobody knows it.
    public private(set) var finding: Finding?
    /// What could not be read for the explanation, as it follows "cannot tell: ".
    public private(set) var cannotTell: [String] = []
    /// Whether an apply would change what the link broke at, which is then the nearest repair.
    public var isRepairedByApply = false
    /// What others made, and an apply would change only where it is told to take it over; nil where nothing is.
    public private(set) var takenOver: ResourceAddress?
    /// What is not as wanted either, as rows of the plan say it: `receiver ops@example.com: 1 mail with a link`.
    public private(set) var alsoNotRight: [String] = []

    /// An outcome, before anything was read for it; a finding that is known already is kept.
    public init(_ report: SendReport, finding: Finding? = nil) {
        self.report = report
        self.finding = finding
    }

    /// Whether what explains the link that broke has to be read in the accounts; what only a pod can feel shows in it.
    public var hangsOnAccounts: Bool {
        guard let broken = report.broken else { return false }
        return report.via != .pod || PodFinding.hangsOnAccounts(broken)
    }

    /// Explains the link that broke.
    ///
    /// - Parameters:
    ///   - design: The setup.
    ///   - observations: What was read of it after the refusal; what could not be read in them is said too.
    ///   - more: What the checks wanted besides, of which nobody misses what was refused.
    ///   - reasons: Why more could not be read, as it follows "cannot tell: ".
    public mutating func explain(
        _ design: DelegateSending, _ observations: Observations, more: Observations? = nil,
        unread reasons: [String] = []
    ) {
        guard let link = report.broken, let problem = link.problem, let failure else { return }
        cannotTell = reasons + (report.workload?.unread ?? [])
        let unread = Self.unread(observations)
        for words in unread.map(\.value) where !cannotTell.contains(words) { cannotTell.append(words) }
        // What broke the link need not be told once more.
        let told = problem.sentence.withoutFullStop
        cannotTell.removeAll { $0.withoutFullStop == told }
        let context = context(design, more ?? observations)
        finding =
            switch (link.name, problem.code) {
            case _ where report.via == .pod: PodFinding(report: report, context: context).finding(link, problem)
            case (.annotation, "OtherRole"): FailureMeaning.judged("K8S-ANNOTATION", context: context)
            case (.annotation, "NotFound"): FailureMeaning.judged("K8S-SERVICE-ACCOUNT-MISSING", context: context)
            default: FailureMeaning.of(failure, context: context)
            }
        // Whose credentials the cluster does not know, and where they come from, is what a person can mend.
        if failure.status == 401, let reason = problem.sentence.firstRange(of: "(401): ")?.upperBound {
            finding?.found = String(problem.sentence[reason...]).withoutFullStop
        }
        let side = context.sending
        if side == .ses, finding?.fix?.remedy == .verifyReceiver { finding?.fix?.remedy = .apply }
        finding?.evidence += unread
    }

    /// The checks whose answers tell what the broken link means; none where nothing broke.
    public func checks(_ design: DelegateSending) -> [Check] {
        guard let link = report.broken, let failure else { return [] }
        guard hangsOnAccounts else { return [] }
        if report.via == .pod, case let checks = PodFinding.checks(link), !checks.isEmpty { return checks }
        if link.name == .annotation { return [.annotation, .serviceAccount] }
        return FailureMeaning.checks(failure, context: context(design, Observations()))
    }

    /// The call that was refused, with the code and the words that the link tells.
    private var failure: CallFailure? {
        guard let problem = report.broken?.problem else { return nil }
        var failure = problem.failure ?? CallFailure(.doubtful)
        failure.code = problem.code
        failure.message = problem.message
        return failure
    }

    private func context(_ design: DelegateSending, _ observations: Observations) -> FailureContext {
        // The sandbox that counts is that of the account that sends.
        let side: Side = report.via == .owner ? .ses : .eks
        return FailureContext(
            design: design, observations: observations, receiver: report.receiver,
            profile: side == .ses ? sesProfile : eksProfile, answers: answers, sending: side)
    }

    /// The last message that went out from here, where this one is from a pod; nil where none is known.
    public var earlier: EarlierSend?
    /// Where else the sender is verified, as sentences; nil where that is not what is wrong.
    public var elsewhere: String?
    /// Whether what broke may be that the sender is verified in another region only.
    public var isAboutSender: Bool {
        finding.map { $0.code.hasPrefix("SES-SENDER") || $0.code == "SES-DOOR-2" } ?? false
    }
    /// The profiles of the callers, for commands that somebody is told to run.
    public var eksProfile: String?
    /// The answers that the design was made from; nil where nobody has them.
    public var answers: Answers?
    /// The profile of the SES account's caller.
    public var sesProfile: String?

    /// Looks up in a plan whether an apply repairs what broke, and what else is not as wanted.
    ///
    /// Call it after ``explain(_:_:unread:)``.
    ///
    /// - Parameter plan: The plan for what was read after the refusal.
    public mutating func compare(_ plan: Plan) {
        let near = Set(finding?.link.resources ?? [])
        let receivers: [ResourceAddress] = [.eksReceiverIdentity, .sesReceiverIdentity]
        let rows = plan.resources.filter { row in
            // A message for somebody else than the answers' receiver is not helped by verifying that one.
            near.contains(row.address) && (!receivers.contains(row.address) || row.name == report.receiver)
        }
        let isApplied = finding?.fix?.remedy?.isAutomatic ?? false
        isRepairedByApply = isApplied && rows.contains { $0.action.writes || !$0.mails.isEmpty }
        takenOver = isApplied && !isRepairedByApply ? rows.first { $0.action == .conflict }?.address : nil
        alsoNotRight = plan.resources.filter { row in
            // What nobody could look at is told by the reason alone.
            !row.action.isRight && row.action != .unknown && !rows.contains { $0.address == row.address }
        }.map { "\($0.address.word) \($0.name) (\($0.side.words)): \($0.gain)" }
    }

    /// The document of `send -o json`: schema `sesame/send/v1`.
    public var document: JSONValue {
        var document = report.document
        document["finding"] = finding?.json ?? .null
        return .object(document)
    }

    /// The calls that gave no answer, each reason once, in the order of the calls.
    private static func unread(_ observations: Observations) -> [Finding.Evidence] {
        var seen: Set<String> = []
        return observations.calls.sorted { $0.key < $1.key }.compactMap { call in
            guard case .failure(let failure)? = observations[call]?.outcome, failure.kind != .absent,
                seen.insert(failure.words).inserted
            else { return nil }
            return Finding.Evidence(
                account: failure.account, call: call.words, field: failure.code ?? failure.kind.rawValue,
                value: failure.words)
        }
    }
}
