import Calls
import Design
import Identifiers

/// What the checks say of a refused call: which of its possible causes was found in what was seen.
struct RefusalVerdict {
    private let refusal: Refusal
    /// The causes of which the refusal shows what it has to.
    private let causes: [Alternative]
    /// The codes that stand for themselves, whatever the refusal shows.
    private let named: Set<String>
    private let entry: FailureEntry
    private let setup: Answers?
    /// Nil where there is no setup to judge, or nothing was seen of it.
    private let context: CheckContext?

    /// - Parameters:
    ///   - entry: The entry of the catalogue that the refusal fits.
    ///   - refusal: The refused call.
    ///   - causes: What it can come from; nil takes the entry's.
    init(_ entry: FailureEntry, _ refusal: Refusal, causes: [Alternative]? = nil) {
        self.entry = entry
        self.refusal = refusal
        let all = causes ?? entry.causes
        self.causes = all.filter { $0.facts.fit(refusal) }
        named = Set(all.filter(\.isFound).map(\.code))
        let around = refusal.context
        setup = around.answers ?? around.design.map { Answers($0) }
        guard around.observations.count > 0, var answers = setup else {
            context = nil
            return
        }
        // The message's own receiver is judged, whoever the answers name.
        if let receiver = around.receiver, receiver != answers[.sesReceiver] {
            try? answers.set(receiver, for: .sesReceiver, from: .typed)
        }
        context = CheckContext(Subject(answers), around.observations, at: around.observations.latest)
    }

    /// The cause that was found; where none was, what is left, or the entry itself.
    var finding: Finding {
        let catalogue = FailureCatalogue.builtIn
        if let told = causes.first(where: \.isTold), let own = catalogue[told.code] { return own.finding(in: refusal) }
        guard let context, !causes.isEmpty else { return entry.finding(in: refusal) }
        let findings = Doctor.diagnose(context.subject, context.seen, at: context.now).findings
        if let found = cause(among: findings) { return said(found) }
        let left = causes.first { cause in
            !cause.isFound && cause.right.allSatisfy { isRight($0, findings) }
                && cause.unread.allSatisfy { isUnread($0, context) }
        }
        return (left.flatMap { catalogue[$0.code] } ?? entry).finding(in: refusal)
    }

    /// The cause that was found: what is wrong by itself before what follows, then what is likelier, then by the links.
    private func cause(among findings: [Finding]) -> Finding? {
        var judged: Set<String> = []
        let found = findings.filter { finding in
            guard finding.status == .fail, alternative(of: finding) != nil else { return false }
            // Of several faults that one check tells, its first weighs most.
            return judged.insert(Self.check(of: finding)?.name ?? finding.id).inserted
        }
        func rank(_ finding: Finding) -> (Int, Likelihood, Link) {
            (finding.isRootCause ? 0 : 1, alternative(of: finding)?.likelihood ?? .rare, finding.link)
        }
        return found.min { rank($0) < rank($1) }
    }

    /// The cause under which a finding is told; nil for what this refusal does not speak of.
    ///
    /// A check's first code stands for all of its codes that are not named themselves.
    private func alternative(of finding: Finding) -> Alternative? {
        let found = causes.filter(\.isFound)
        guard isAboutWhatWasRefused(finding) else { return nil }
        if named.contains(finding.code) { return found.first { $0.code == finding.code } }
        guard let main = Self.check(of: finding)?.codes[0] else { return nil }
        return found.first { $0.code == main }
    }

    /// One action of a send may be allowed and another not.
    private func isAboutWhatWasRefused(_ finding: Finding) -> Bool {
        guard ["IAM-ACTION", "SES-ACTION"].contains(finding.code), let action = refusal.details.action else {
            return true
        }
        return finding.found.contains(action)
    }

    /// Whether a check looked and found nothing that this refusal speaks of.
    private func isRight(_ name: String, _ findings: [Finding]) -> Bool {
        guard let check = Checks.named(name) else { return false }
        let own = findings.filter { $0.link == check.link && check.codes.contains($0.code) }
        return own.contains { $0.status == .pass && $0.about == name || $0.status == .fail }
            && own.allSatisfy { $0.status != .unknown && ($0.status != .fail || alternative(of: $0) == nil) }
    }

    /// Whether nobody could look at what a check reads.
    private func isUnread(_ name: String, _ context: CheckContext) -> Bool {
        let calls = Checks.named(name)?.reads(context) ?? []
        return calls.contains { context.seen[$0] == nil } || !context.unread(calls).isEmpty
    }

    /// A check's finding as the meaning of the refusal: AWS's own words stand with it.
    private func said(_ finding: Finding) -> Finding {
        var finding = finding
        finding.consequenceOf = []
        // An apply verifies the receiver of the answers, not somebody else that this message was for.
        if let receiver = refusal.context.receiver, receiver != setup?.receiver?.text,
            [.eksReceiverIdentity, .sesReceiverIdentity].contains(finding.fix?.address)
        {
            finding.fix?.address = nil
        }
        guard !refusal.message.isEmpty else { return finding }
        finding.awsSays = refusal.message
        finding.evidence.insert(refusal.evidence, at: 0)
        return finding
    }

    private static func check(of finding: Finding) -> Check? {
        Checks.all.first { $0.link == finding.link && $0.codes.contains(finding.code) }
    }
}
