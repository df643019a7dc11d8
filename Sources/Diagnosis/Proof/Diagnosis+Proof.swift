import Calls
public import Design
import Identifiers

extension Diagnosis {
    /// The links that taking the role proves.
    private static let provable: [Link] = [.token, .provider, .trust, .role]

    /// The verdict after the role was really taken, or refused.
    ///
    /// What was seen and what was proven may disagree; then that is the finding.
    ///
    /// - Parameters:
    ///   - links: The links of the probe.
    ///   - seen: What was read before it.
    /// - Returns: The verdict with what was proven as evidence.
    public func proved(by links: [SendLink], _ seen: Observations) -> Diagnosis {
        var proved = self
        guard let broken = links.first(where: { !$0.isOK }) else {
            // What is wrong elsewhere stays wrong, whatever role was taken.
            proved.isProven = !links.isEmpty && !findings.contains { $0.status == .fail }
            guard let caller = links.last(where: { $0.name == .caller }) else { return proved }
            proved.attach(
                Finding.Evidence(
                    account: subject.answers.eksAccount?.text, call: "sts AssumeRoleWithWebIdentity",
                    field: "AssumedRoleUser", value: caller.detail, source: .proven)
            ) { Self.provable.contains($0.link) && $0.status == .pass }
            return proved
        }
        let problem = broken.problem
        let call = problem?.failure?.call ?? "sts AssumeRoleWithWebIdentity"
        let evidence = Finding.Evidence(
            account: problem?.failure?.account, call: call, field: problem?.code ?? "",
            value: problem?.message ?? "", source: .proven)
        let known = rootCauses.filter { Self.provable.contains($0.link) }
        if !known.isEmpty {
            let ids = Set(known.map(\.id))
            proved.attach(evidence) { ids.contains($0.id) }
            guard broken.name == .assumeRole else { return proved }
            for index in proved.findings.indices
            where ids.contains(proved.findings[index].id) && proved.findings[index].awsSays.isEmpty {
                proved.findings[index].awsSays = problem?.failure?.message ?? ""
            }
            return proved
        }
        proved.findings = Self.sorted(findings + [disagreement(broken, evidence, seen)])
        return proved
    }

    /// What stands in the way although nothing of it could be seen.
    private func disagreement(_ broken: SendLink, _ evidence: Finding.Evidence, _ seen: Observations) -> Finding {
        var outcome = SendOutcome(
            SendReport(via: .chain, sender: "", receiver: "", links: [broken]))
        outcome.answers = subject.answers
        outcome.eksProfile = subject.answers.eksProfile
        if let design = subject.design { outcome.explain(design, seen) }
        // A refusal explains something only where everything that decides was seen to be right.
        let isSeen = links.filter { Self.provable.contains($0.link) }.allSatisfy { $0.state != .cannotTell }
        guard var finding = outcome.finding, isSeen || broken.name == .token else {
            return Finding(
                code: "STS-GUARD-RAIL", about: "probe", link: broken.name == .token ? .token : .trust,
                status: .unknown, title: "The probe did not get through, and nobody could see why.",
                expected: "keys of the role", found: "cannot tell: \(broken.detail)",
                awsSays: broken.problem?.failure?.message ?? "", evidence: [evidence])
        }
        finding.evidence.append(evidence)
        // Who may not ask for a token has shown nothing about the pods.
        if broken.problem?.failure?.kind == .denied, broken.name == .token { finding.status = .unknown }
        return finding
    }

    private mutating func attach(_ evidence: Finding.Evidence, where isMeant: (Finding) -> Bool) {
        for index in findings.indices where isMeant(findings[index]) { findings[index].evidence.append(evidence) }
    }
}
