import Calls
import Design
import IAMPolicy
import Identifiers

extension Check {
    /// A check for what works and should be changed: the practices of a link, as risks.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - link: The link, whose practices are looked at.
    ///   - subject: What it looks at.
    ///   - untold: The lints that something else tells.
    ///   - isToldElsewhere: Whether it does here.
    ///   - reads: What has to be asked.
    init(
        risks name: String, _ link: Link, _ subject: String, without untold: [LintCode] = [],
        where isToldElsewhere: @escaping @Sendable (CheckContext) -> Bool = { _ in false },
        reads: @escaping @Sendable (CheckContext) -> [Call]
    ) {
        let entries = PracticeEntry.builtIn.filter { $0.link == link }
        self.init(
            name, link, subject, codes: entries.map(\.code), isAside: true, reads: reads,
            right: { _ in "nothing that best practice would change" },
            findings: { context in
                guard let design = context.design else { return [] }
                let refusal = Refusal(nil, context.failureContext)
                let left =
                    isToldElsewhere(context) ? entries.filter { !untold.map(\.rawValue).contains($0.code) } : entries
                return left.flatMap { entry -> [Finding] in
                    entry.findings(in: entry.documents(design, context.seen), refusal).map { finding in
                        var finding = finding
                        // What works is no fault, however bad a practice it is.
                        if finding.status == .fail { finding.status = .warn }
                        finding.about = "\(finding.place), \(finding.found)"
                        return finding
                    }
                }
            })
    }
}

extension PracticeEntry {
    /// The documents that the practice is about.
    func documents(_ design: DelegateSending, _ seen: Observations) -> [LintedDocument] {
        let domain = LintedDocument.domain(of: design)
        switch (link, code) {
        case (.trust, _):
            return [.trust(design.roleName, of: design.eksAccount.text, seen.role(design.roleName))]
        case (.role, _): return LintedDocument.role(design, seen)
        case (.permissions, _): return LintedDocument.permissions(design, seen)
        case (_, LintCode.addressShadowsDomain.rawValue), (_, LintCode.sendingPolicyLimits.rawValue):
            return LintedDocument.sendingSet(design, seen, domain: domain)
        default: return LintedDocument.sending(design, seen, domain: domain)
        }
    }

    /// What goes against the practice in these documents.
    func findings(in documents: [LintedDocument], _ refusal: Refusal) -> [Finding] {
        documents.flatMap { document in
            document.lints.filter { $0.code.rawValue == code }.map { document.finding($0, self, refusal) }
        }
    }
}
