import Calls
public import Design
import Identifiers

extension Diagnosis {
    /// The links that taking the role proves.
    private static let provable: [Link] = [.token, .provider, .trust, .role]
    /// The links that a mail with the role proves.
    private static let mailable: [Link] = [.permissions, .sendingPolicy, .sandbox, .delivery]

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
            if let mail = links.last(where: { $0.name == .send }) {
                // Whether the setup's own receiver may get mail is more than the test mailbox shows.
                let doors: [Link] = [.permissions, .sendingPolicy]
                proved.attach(
                    Finding.Evidence(
                        account: subject.answers.eksAccount?.text, call: "ses SendEmail", field: "MessageId",
                        value: mail.detail, source: .proven)
                ) { doors.contains($0.link) && $0.status == .pass }
            }
            return proved
        }
        let problem = broken.problem
        let call = problem?.failure?.call ?? "sts AssumeRoleWithWebIdentity"
        let evidence = Finding.Evidence(
            account: problem?.failure?.account, call: call, field: problem?.code ?? "",
            value: problem?.message ?? "", source: .proven)
        let isMail = broken.name == .send
        let known = rootCauses.filter { (isMail ? Self.mailable : Self.provable).contains($0.link) }
        if !known.isEmpty {
            let ids = Set(known.map(\.id))
            proved.attach(evidence) { ids.contains($0.id) }
            guard broken.name == .assumeRole || isMail else { return proved }
            for index in proved.findings.indices
            where ids.contains(proved.findings[index].id) && proved.findings[index].awsSays.isEmpty {
                proved.findings[index].awsSays = problem?.failure?.message ?? ""
            }
            return proved
        }
        if isMail, let finding = likelyGrant(broken, evidence, seen) {
            proved.findings = Self.sorted(findings + [finding])
            return proved
        }
        proved.findings = Self.sorted(findings + [disagreement(broken, evidence, seen)])
        return proved
    }

    /// The test mailbox refused where the sandbox asks for a right on every receiver: no fault of the setup, likely.
    private func likelyGrant(_ broken: SendLink, _ evidence: Finding.Evidence, _ seen: Observations) -> Finding? {
        guard broken.problem?.failure?.kind == .denied,
            seen.sendingAccount(.eks, in: subject.answers.sesRegion)?.value?.productionAccess != true
        else { return nil }
        return Finding(
            code: "SES-RECEIVER-GRANT", about: "probe", link: .permissions, status: .note,
            title: "The test mailbox was refused, which is likely no fault of this setup.",
            expected: "a right on the identity of \(DelegateSending.mailboxSimulator)", found: broken.detail,
            why: "In the sandbox every receiver needs a right of its own, and the role likely has one for few only.",
            awsSays: broken.problem?.failure?.message ?? "", evidence: [evidence])
    }

    /// What stands in the way although nothing of it could be seen.
    private func disagreement(_ broken: SendLink, _ evidence: Finding.Evidence, _ seen: Observations) -> Finding {
        var outcome = SendOutcome(
            SendReport(
                via: .chain, sender: subject.answers.sender?.text ?? "",
                receiver: broken.name == .send ? DelegateSending.mailboxSimulator : "", links: [broken]))
        outcome.answers = subject.answers
        outcome.eksProfile = subject.answers.eksProfile
        if let design = subject.design { outcome.explain(design, seen) }
        // A refusal explains something only where everything that decides was seen to be right.
        let decides = broken.name == .send ? Self.mailable : Self.provable
        let isSeen = links.filter { decides.contains($0.link) }.allSatisfy { $0.state != .cannotTell }
        guard var finding = outcome.finding, isSeen || broken.name == .token else {
            return Finding(
                code: broken.name == .send ? "IAM-GUARD-RAIL" : "STS-GUARD-RAIL", about: "probe",
                link: broken.name == .send ? .permissions : broken.name == .token ? .token : .trust,
                status: .unknown, title: "The probe did not get through, and nobody could see why.",
                expected: broken.name == .send ? "SES takes the mail" : "keys of the role",
                found: "cannot tell: \(broken.detail)",
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
