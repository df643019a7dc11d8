public import Calls
public import Design
import IAMPolicy
import Identifiers

/// What is compared with best practice: the live trust policy, permissions policies and sending policies.
public enum BestPractices {
    /// The checks that look for what works and should be changed.
    static let checks: [Check] = [.trustRisks, .permissionsRisks, .roleRisks, .sendingRisks]

    /// What must be asked so that every check can be made, as far as earlier answers say what to ask.
    public static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        let context = CheckContext(design, observations)
        var known: Set<Call> = []
        return checks.flatMap { $0.reads(context) }.filter { known.insert($0).inserted }
    }

    /// One finding or more per check, in the order of the codes: what is right, what is not, and what nobody can tell.
    ///
    /// What the lints only remark (L08, L10, L18, L27) is no fault of a setup: it is told where it is so, as a note, and
    /// there is no finding where it is not. A document that does not exist yet gives
    /// `skipped`, one that may not be read gives `unknown` with the permission and the account.
    public static func findings(_ design: DelegateSending, _ observations: Observations) -> [Finding] {
        let refusal = Refusal(nil, FailureContext(design: design, observations: observations))
        return PracticeEntry.builtIn.flatMap { entry -> [Finding] in
            let documents = entry.documents(design, observations)
            if entry.code == "L13", let open = unknownSandbox(entry, refusal, observations) { return [open] }
            return findings(entry, documents, refusal)
        }
    }

    /// The same, for answers; empty while something that a design needs is missing.
    public static func findings(_ answers: Answers, _ observations: Observations) -> [Finding] {
        guard let design = try? DelegateSending(answers) else { return [] }
        return findings(design, observations)
    }

    private static func findings(
        _ entry: PracticeEntry, _ documents: [LintedDocument], _ refusal: Refusal
    ) -> [Finding] {
        let found = entry.findings(in: documents, refusal)
        if !found.isEmpty || entry.isNote { return found }
        for document in documents {
            switch document.problem {
            case .cannotTell(let reason):
                return [unknown(entry, "cannot tell: \(reason)", document, refusal, .unknown)]
            case .absent: return [unknown(entry, "not there yet", document, refusal, .skipped)]
            case nil: continue
            }
        }
        return [
            Finding(
                code: entry.code, link: entry.link, status: .pass, title: entry.right,
                expected: entry.expected.filled(refusal), docs: entry.docs)
        ]
    }

    private static func unknown(
        _ entry: PracticeEntry, _ found: String, _ document: LintedDocument?, _ refusal: Refusal,
        _ status: Finding.Status
    ) -> Finding {
        Finding(
            code: entry.code, link: entry.link, status: status, title: entry.right,
            expected: entry.expected.filled(refusal), found: found, place: document?.place ?? "",
            why: entry.why.filled(refusal), docs: entry.docs)
    }

    /// Whether the receiver is needed depends on the sandbox, which must be known.
    private static func unknownSandbox(
        _ entry: PracticeEntry, _ refusal: Refusal, _ observations: Observations
    ) -> Finding? {
        guard let design = refusal.design else { return nil }
        let account = observations.sendingAccount(.eks, in: design.sesRegion)
        guard let reason = (account ?? .unreachable("nobody asked")).cannotTell else {
            return nil
        }
        return unknown(entry, "cannot tell: \(reason)", nil, refusal, .unknown)
    }
}
