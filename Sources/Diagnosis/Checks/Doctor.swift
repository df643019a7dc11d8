public import Calls
public import Design
public import Wire

/// Finds what is wrong with a subject: which calls show it, and what their answers say.
///
/// Both are pure. Whoever asks goes on in rounds until ``reads(_:_:at:checks:hints:)`` wants nothing new; a bundle, pasted
/// answers and what a plan has read are judged alike.
public enum Doctor {
    /// What has to be asked, as far as earlier answers say what to ask; each call once.
    ///
    /// - Parameters:
    ///   - subject: What is diagnosed.
    ///   - seen: What was read so far.
    ///   - now: When it is judged.
    ///   - checks: The checks that count.
    ///   - hints: Whether that is asked as well which nobody misses.
    /// - Returns: The calls, also those that were made already.
    public static func reads(
        _ subject: Subject, _ seen: Observations, at now: Timestamp, checks: [Check] = Checks.all, hints: Bool = true
    ) -> [Call] {
        let context = CheckContext(subject, seen, at: now)
        var known: Set<Call> = []
        return checks.filter { $0.applies(subject) }
            .flatMap { $0.reads(context) + (hints ? $0.hints(context) : []) }
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
    ///   - isStopped: Whether somebody stopped the reading: what was not read then could not be looked at.
    /// - Returns: The diagnosis.
    public static func diagnose(
        _ subject: Subject, _ seen: Observations, at now: Timestamp, checks: [Check] = Checks.all,
        isStopped: Bool = false
    ) -> Diagnosis {
        let context = CheckContext(subject, seen, at: now)
        var results: [String: [Finding]] = [:]
        for check in checks { results[check.name] = findings(of: check, context, isStopped) }
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
        hideBehindCallers(&results, context)
        return Diagnosis(
            subject: subject, findings: Diagnosis.sorted(once(checks.flatMap { results[$0.name] ?? [] })),
            calls: seen.count, at: now
        ).markingPasted(seen)
    }

    private static func findings(of check: Check, _ context: CheckContext, _ isStopped: Bool) -> [Finding] {
        guard check.applies(context.subject) else { return [state(of: check, .skipped, "not looked at")] }
        let found = check.findings(context)
        if found.contains(where: { $0.status != .note && $0.status != .warn }) { return found }
        let reads = check.reads(context)
        if let call = context.unread(reads).first {
            return found + [check.isAside ? state(of: check, .skipped, "not read") : untold(check, call, context)]
        }
        guard reads.allSatisfy({ context.seen[$0] != nil }) else {
            guard isStopped else { return found + [state(of: check, .skipped, "not read")] }
            var stopped = state(of: check, .unknown, "not read")
            stopped.found = "not read: stopped"
            return found + [stopped]
        }
        return found + [state(of: check, .pass, check.right(context))]
    }

    /// What nobody could see follows from credentials that are over, missing or of another account, where the calls of
    /// their side were kept from an answer by that, and not by a right that a known caller lacks.
    private static func hideBehindCallers(_ results: inout [String: [Finding]], _ context: CheckContext) {
        let faults = (results[Check.callers.name] ?? []).filter { $0.status == .fail }
        guard !faults.isEmpty else { return }
        for (name, findings) in results where name != Check.callers.name {
            let calls = context.unread(Checks.named(name)?.reads(context) ?? []).filter { call in
                if case .failure(let failure)? = context.seen[call]?.outcome { failure.kind != .denied } else { false }
            }
            let sides = Set(calls.map { context.signsIn($0.side) })
            let causes = faults.filter { fault in sides.contains { $0?.rawValue == fault.about } }.map(\.id)
            guard !causes.isEmpty else { continue }
            results[name] = findings.map { finding in
                guard finding.status == .unknown, finding.consequenceOf.isEmpty,
                    !finding.found.hasPrefix("cannot tell: needs ")
                else { return finding }
                var finding = finding
                finding.consequenceOf = causes
                return finding
            }
        }
    }

    /// What is said of a check as a whole.
    private static func state(of check: Check, _ status: Finding.Status, _ title: String) -> Finding {
        Finding(code: check.codes[0], about: check.name, link: check.link, status: status, title: title)
    }

    /// What is said where a call that a check needs gave no answer: which right or which way is missing, and which
    /// command of somebody else would show it.
    private static func untold(_ check: Check, _ call: Call, _ context: CheckContext) -> Finding {
        guard case .failure(let failure)? = context.seen[call]?.outcome else {
            return state(of: check, .skipped, "not read")
        }
        let isDenied = failure.kind == .denied
        var finding = state(of: check, .unknown, "Cannot tell: nobody could look at \(check.subject).")
        finding.brief = failure.words
        finding.expected = "an answer to \(call.words)"
        finding.found = "cannot tell: \(failure.words)"
        // A sentence of sesame's own, as of a server that nobody reaches, is nobody else's words too.
        let words = failure.message ?? ""
        finding.awsSays = failure.words.contains(words.withoutFullStop) ? "" : words
        finding.evidence = [
            Finding.Evidence(
                account: failure.account, call: call.words, field: failure.code ?? failure.kind.rawValue,
                value: failure.words)
        ]
        if isDenied, let right = failure.right(of: call) {
            let user = RefusalDetails(failure.message ?? "").clusterUser ?? PermissionSet.nobody
            let grant = right.grant(to: user).map { $0.map(ShellQuoting.word).joined(separator: " ") }
            finding.fix = Finding.Fix(
                text:
                    "Ask for this role and its binding, or let its owner run the last command and send back what it prints.",
                commands: grant + [context.command(call)])
            return finding
        }
        finding.fix = Finding.Fix(
            text: isDenied
                ? "Let its owner allow the caller what it needs, or run the command and send back what it prints."
                : "Let somebody who gets an answer run the command and send back what it prints.",
            commands: [context.command(call)])
        return finding
    }

    /// What is missing is told once for each link, however many checks miss it.
    private static func once(_ findings: [Finding]) -> [Finding] {
        var told: Set<[String]> = []
        return findings.filter { finding in
            guard finding.status == .unknown, finding.found.hasPrefix("cannot tell: ") else { return true }
            return told.insert([finding.link.rawValue, finding.found]).inserted
        }
    }

    /// The faults that a check's own follow from: those of the nearest checks before it that are broken, traced back to
    /// what is wrong by itself.
    private static func causes(of check: Check, _ results: [String: [Finding]]) -> [Finding] {
        var causes: [Finding] = []
        for name in check.after {
            guard let before = Checks.cause(name) else { continue }
            let own = (results[before.name] ?? []).filter {
                $0.status == .fail && (name == before.name || $0.code == name)
            }
            // What was looked at and is right hands on no fault from before it.
            let isRight = own.isEmpty && (results[before.name] ?? []).contains { $0.status == .pass }
            let isOther = own.isEmpty && name != before.name
            let further = isRight || isOther ? [] : self.causes(of: before, results)
            for cause in further.isEmpty ? own : further where !causes.contains(where: { $0.id == cause.id }) {
                causes.append(cause)
            }
        }
        return causes
    }
}
