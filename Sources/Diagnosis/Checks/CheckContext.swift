import Calls
public import Design
import Identifiers
public import Wire

/// What a check looks at: the subject, what was read so far, and when.
public struct CheckContext: Sendable {
    /// What is diagnosed.
    public let subject: Subject
    /// What was read.
    public let seen: Observations
    /// When it is judged, from which ages count: for a bundle the time at which it was written.
    public let now: Timestamp

    /// The context of a diagnosis.
    ///
    /// - Parameters:
    ///   - subject: What is diagnosed.
    ///   - seen: What was read; what it says of other accounts and clusters than the subject's counts for nothing.
    ///   - now: When it is judged.
    public init(_ subject: Subject, _ seen: Observations, at now: Timestamp) {
        let seen = seen.meant(by: subject)
        self.subject = subject
        self.seen = seen
        self.now = now
        design = subject.design
        role = subject.role.flatMap { seen.role($0.name) }
    }

    /// The context of a design whose answers nobody has at hand.
    init(_ design: DelegateSending, _ seen: Observations) {
        self.init(Subject(Answers(design)), seen, at: seen.latest)
    }

    /// The whole design; nil for a partial subject.
    public let design: DelegateSending?
    /// The role as it was read; nil while nobody asked.
    public let role: Observed<RoleState>?

    /// What the catalogue's sentences are filled from.
    var failureContext: FailureContext {
        FailureContext(design: design, observations: seen, answers: subject.answers)
    }

    /// The catalogue's finding of a code, its sentences filled from the subject and from what was read.
    ///
    /// - Parameters:
    ///   - code: A code that has an entry in `Resources/data/failures.json`.
    ///   - about: What of several alike it is about.
    ///   - change: What the check knows better than the entry: what was found, evidence, the fix.
    /// - Returns: The finding.
    func finding(_ code: String, about: String = "", _ change: (inout Finding) -> Void = { _ in }) -> Finding {
        finding(code, in: failureContext, about: about, change)
    }

    /// The same, with more known than the subject and the answers.
    func finding(
        _ code: String, in context: FailureContext, about: String, _ change: (inout Finding) -> Void
    ) -> Finding {
        guard var finding = FailureMeaning.finding(code, context: context) else {
            preconditionFailure("the catalogue has no entry \(code)")
        }
        finding.about = about
        change(&finding)
        return finding
    }

    /// The account whose credentials a side is asked with; nil for a cluster that takes others than EKS's.
    func signsIn(_ side: Side) -> Side? {
        guard side == .kubernetes else { return side }
        return seen[.kubeconfig]?.value?.eksCluster == nil ? nil : .eks
    }

    /// Those of these calls that somebody or something kept from being answered.
    func unread(_ calls: [Call]) -> [Call] {
        calls.filter { call in
            if case .failure(let failure)? = seen[call]?.outcome { failure.kind != .absent } else { false }
        }
    }
}
