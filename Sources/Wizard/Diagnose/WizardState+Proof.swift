import Calls
import Design
import Diagnosis
import Identifiers

extension WizardState {
    /// Why nothing can be proven now; nil where it can.
    var proofObstacle: String? {
        if let liveObstacle { return liveObstacle }
        if work.isRunning(.prove) { return "the probe is running" }
        if work.isRunning(.diagnose), !diagnosing.isWatching { return "it is being looked at" }
        guard let result = diagnosing.result, !result.isStopped else { return "nothing was looked at" }
        let subject = result.diagnosis.subject
        guard subject.design != nil else { return "too little of this setup is known to take its role" }
        if result.pods?.isClusterSilent == true { return "it needs the cluster, which does not answer from here" }
        if mode == .live, callers[.eks].choice == .handOver, callers[.ses].choice == .handOver {
            return "nobody is signed in"
        }
        return nil
    }

    /// Says first what a probe does and what it leaves behind; keys that were typed ahead say nothing.
    mutating func askToProve() -> [WizardEffect] {
        guard proofObstacle == nil, let subject = diagnosing.result?.diagnosis.subject else { return [] }
        let cluster = subject.answers.eksCluster?.text ?? "the cluster"
        let role = subject.role?.name.text ?? "the role"
        let region = subject.answers.eksRegion.map { " in \($0.text)" } ?? ""
        let account = subject.answers.eksAccount?.text ?? "the EKS account"
        let namespace = subject.answers.namespace?.text ?? "its namespace"
        let needs = "Needs create on serviceaccounts/token in \(namespace)."
        let lines = [
            " 1  asks \(cluster) for a token of \(subject.pods), for 10 minutes",
            " 2  takes \(role) with it, at STS\(region)",
            " 3  asks STS who it is now",
            " 4  only if you choose so: 1 mail to Amazon's test mailbox",
            "",
            "Changes nothing. Leaves 2 lines in CloudTrail of \(account) and 1 in the cluster's audit log. Token and "
                + "keys are kept in memory only, and forgotten after the probe.",
        ]
        let dialog = DialogOverlay(
            title: "Prove it?", lines: lines.map { .init($0) },
            choices: [
                .init(
                    label: "Prove, send nothing",
                    says: Says("From here, not from a pod: proves token and role; with a mail, both doors.", needs),
                    run: { $0.prove(sendsMail: false) }),
                .init(
                    label: "Prove and send 1 mail",
                    says: Says(
                        "One mail to \(DelegateSending.mailboxSimulator); counts against the rate, not the quota.",
                        "In the sandbox it may be refused where the role may send to few addresses only."),
                    run: { $0.prove(sendsMail: true) }),
                .init(label: "Not now", says: Says("Closes this. Nothing is asked, nothing is sent.")),
            ], escapeWords: "not now")
        return show(dialog) + [.dropTypeAhead]
    }

    private mutating func prove(sendsMail: Bool) -> [WizardEffect] {
        guard proofObstacle == nil, let result = diagnosing.result, let subject = diagnosing.subject else { return [] }
        let abandoned = work.abandon(.diagnose).map { WizardEffect.cancel($0) }
        diagnosing.watch(false, at: now)
        diagnosing.proof = DiagnoseProof(result.seenOnly, sendsMail: sendsMail, since: now)
        if diagnosing.page != .proof { turn(to: .proof) } else { freeFocus() }
        let id = work.begin(.prove, "proving", at: now)
        return abandoned + [.prove(id, subject, sendsMail: sendsMail)]
    }

    /// Takes the end of a probe.
    mutating func proved(_ id: EffectID, _ result: Result<Diagnosis, Problem>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        diagnosing.proof?.finish(result, at: now)
        if case .success(let diagnosis) = result {
            diagnosing.result?.take(
                proved: diagnosis, hasToken: diagnosing.proof?.link(.token)?.isOK == true, at: now)
        }
        if diagnosing.page == .proof, screen == .diagnose { freeFocus() }
        return []
    }

    /// Stops a probe; what it leaves behind is said.
    mutating func stopProving() -> [WizardEffect] {
        let cancelled = work.abandon(.prove).map { WizardEffect.cancel($0) }
        diagnosing.proof?.finish(
            .failure(
                Problem(
                    "The probe was stopped.",
                    advice: "What was asked by then may stand in CloudTrail; nothing was changed.")), at: now)
        freeFocus()
        return cancelled
    }
}
