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
    /// Whether an apply would change something, which is then the nearest repair.
    public var isRepairedByApply = false

    /// An outcome, before anything was read for it; a finding that is known already is kept.
    public init(_ report: SendReport, finding: Finding? = nil) {
        self.report = report
        self.finding = finding
    }

    /// Explains the link that broke.
    ///
    /// - Parameters:
    ///   - design: The setup.
    ///   - observations: What was read of it after the refusal; what could not be read in them is said too.
    ///   - reasons: Why more could not be read, as it follows "cannot tell: ".
    public mutating func explain(_ design: DelegateSending, _ observations: Observations, unread reasons: [String] = [])
    {
        guard let link = report.broken, let problem = link.problem else { return }
        cannotTell = reasons
        let unread = Self.unread(observations)
        for words in unread.map(\.value) where !cannotTell.contains(words) { cannotTell.append(words) }
        var failure = problem.failure ?? CallFailure(.doubtful)
        failure.code = problem.code
        failure.message = problem.message
        finding = FailureMeaning.of(
            failure,
            context: FailureContext(
                design: design, observations: observations, receiver: report.receiver,
                audience: DelegateSending.audience))
        finding?.evidence += unread
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
