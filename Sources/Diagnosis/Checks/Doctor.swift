public import Calls
public import Design
public import Wire

/// Finds what is wrong with a subject: which calls show it, and what their answers say.
///
/// Both are pure. Whoever asks goes on in rounds until ``reads(_:_:at:checks:)`` wants nothing new; a bundle, pasted
/// answers and what a plan has read are judged alike.
public enum Doctor {
    /// What has to be asked, as far as earlier answers say what to ask; each call once.
    ///
    /// - Parameters:
    ///   - subject: What is diagnosed.
    ///   - seen: What was read so far.
    ///   - now: When it is judged.
    ///   - checks: The checks that count.
    /// - Returns: The calls, also those that were made already.
    public static func reads(
        _ subject: Subject, _ seen: Observations, at now: Timestamp, checks: [Check] = Checks.all
    ) -> [Call] {
        let context = CheckContext(subject, seen, at: now)
        var known: Set<Call> = []
        return checks.filter { $0.applies(subject) }
            .flatMap { $0.reads(context) + $0.hints(context) }
            .filter { known.insert($0).inserted }
    }

    /// What the answers say.
    ///
    /// A check whose calls were not all made yields what it finds in those that were, and is otherwise not looked at.
    ///
    /// - Parameters:
    ///   - subject: What is diagnosed.
    ///   - seen: What was read.
    ///   - now: When it is judged.
    ///   - checks: The checks that count.
    /// - Returns: The diagnosis.
    public static func diagnose(
        _ subject: Subject, _ seen: Observations, at now: Timestamp, checks: [Check] = Checks.all
    ) -> Diagnosis {
        let context = CheckContext(subject, seen, at: now)
        var results: [String: [Finding]] = [:]
        for check in checks { results[check.name] = findings(of: check, context) }
        for check in checks {
            let causes = causes(of: check, results).map(\.id)
            guard !causes.isEmpty else { continue }
            results[check.name] = results[check.name]?.map { finding in
                guard finding.status == .fail, finding.consequenceOf.isEmpty else { return finding }
                var finding = finding
                finding.consequenceOf = causes.filter { $0 != finding.id }
                return finding
            }
        }
        return Diagnosis(
            subject: subject, findings: Diagnosis.sorted(checks.flatMap { results[$0.name] ?? [] }),
            calls: seen.calls.count, at: now)
    }

    private static func findings(of check: Check, _ context: CheckContext) -> [Finding] {
        guard check.applies(context.subject) else {
            return [state(of: check, .skipped, "not looked at", "")]
        }
        let found = check.findings(context)
        if found.contains(where: { $0.status != .note && $0.status != .warn }) { return found }
        let reads = check.reads(context)
        if let failure = context.unread(reads) {
            return found + [state(of: check, .unknown, "cannot tell", "cannot tell: \(failure.words)")]
        }
        guard reads.allSatisfy({ context.seen[$0] != nil }) else {
            return found + [state(of: check, .skipped, "not read", "not read")]
        }
        return found + [state(of: check, .pass, check.right(context), "")]
    }

    /// What is said of a check as a whole.
    private static func state(
        of check: Check, _ status: Finding.Status, _ title: String, _ found: String
    ) -> Finding {
        Finding(code: check.codes[0], about: check.name, link: check.link, status: status, title: title, found: found)
    }

    /// The faults that a check's own follow from: those of the nearest checks before it that are broken, traced back to
    /// what is wrong by itself.
    private static func causes(of check: Check, _ results: [String: [Finding]]) -> [Finding] {
        var causes: [Finding] = []
        for name in check.after {
            guard let before = Checks.named(name) else { continue }
            let further = self.causes(of: before, results)
            let own = (results[name] ?? []).filter { $0.status == .fail }
            for cause in further.isEmpty ? own : further where !causes.contains(where: { $0.id == cause.id }) {
                causes.append(cause)
            }
        }
        return causes
    }
}
