import Calls
import Design
import IAMPolicy
import Identifiers

extension Check {
    /// What of a trust policy works and should be narrower: the lints L01 to L10.
    static let trustRisks = Check(
        "trust-risks", .trust, "who else the trust policy lets in",
        codes: ["L07", "L01", "L02", "L03", "L04", "L05", "L06", "L08", "L09", "L10", "TRUST-NO-AUDIENCE"],
        isAside: true, applies: { $0.role != nil },
        reads: { context in context.subject.role.map { [Read.role($0.name).call] } ?? [] },
        right: { _ in "the role trusts nobody else" },
        findings: { context in
            guard let name = context.subject.role?.name else { return [] }
            guard let role = context.role?.value,
                let document = try? PolicyDocument.read(role.trustPolicy, kind: .trust)
            else {
                return context.role?.isKnown == true
                    ? [context.notLooked("L07", .trust, "there is no trust policy to look at")] : []
            }
            let facts = TrustFacts(roleAccount: role.arn.account)
            // Where the token is refused, what refuses it is told as a fault, once.
            let isOpen = context.presentedToken.map { $0.judgeTrust(role).certainty != false } ?? true
            let told: Set<LintCode> = isOpen ? [] : [.wildcardWithoutLike, .conditionKeyIssuer, .providerAccount]
            return Lints.trust(document, facts: facts).enumerated().compactMap { index, lint in
                guard !told.contains(lint.code), isOpen || !context.isFault(lint) else { return nil }
                let statement = lint.statement.flatMap { position in
                    document.statements.first { $0.index == position }
                }
                return context.risk(lint, index, name, isMeant: statement?.isForPodIdentity ?? false)
            }
        })
}

extension CheckContext {
    /// Whether a lint is what keeps the token out: another audience than its own.
    fileprivate func isFault(_ lint: Lint) -> Bool { lint.code == .audienceMissing && lint.evidence != nil }

    /// A lint as a risk: it is no cause of anything, however bad it is.
    ///
    /// - Parameters:
    ///   - lint: The lint.
    ///   - index: Its place among all.
    ///   - role: The role.
    ///   - isMeant: Whether it is about what EKS itself wants of a role.
    /// - Returns: The finding; nil for a lint without words.
    fileprivate func risk(_ lint: Lint, _ index: Int, _ role: RoleName, isMeant: Bool) -> Finding? {
        let isAudience = lint.code == .audienceMissing && lint.evidence == nil
        let statement = lint.statement.map { "AssumeRolePolicyDocument.Statement[\($0)]" }
        let evidence = evidence(
            Read.role(role).call, statement ?? "AssumeRolePolicyDocument", lint.evidence ?? "nothing of the kind")
        let place = "role \(role.text), trust policy" + (lint.statement.map { ", statement \($0 + 1)" } ?? "")
        // Several of one kind stand side by side.
        let about = "\(lint.statement.map { String($0 + 1) } ?? "all").\(index + 1)"
        if isAudience {
            return finding("TRUST-NO-AUDIENCE", about: about) {
                $0.place = place
                $0.evidence = [evidence]
                $0.repair(lint.fix, commands: [command(Read.role(role).call)], address: repair(.role))
            }
        }
        guard let entry = PracticeEntry.builtIn.first(where: { $0.code == lint.code.rawValue }) else { return nil }
        let scene = FailureScene(nil, failureContext)
        return Finding(
            code: lint.code.rawValue, about: about, link: .trust,
            status: lint.severity == .info || isMeant ? .note : .warn,
            title: lint.sentence, expected: entry.expected.filled(scene),
            found: lint.evidence ?? "nothing of the kind", place: place, why: entry.why.filled(scene),
            evidence: [evidence],
            fix: Finding.Fix(
                text: lint.fix, commands: [command(Read.role(role).call)],
                remedy: design == nil ? nil : entry.remedy, address: entry.remedy == .apply ? repair(.role) : nil),
            docs: entry.docs)
    }
}

extension Statement {
    /// Whether it lets EKS Pod Identity give the role out, and nobody else.
    fileprivate var isForPodIdentity: Bool {
        let principals = principal?.principals ?? []
        return !principals.isEmpty && principals.allSatisfy { $0.text == "pods.eks.amazonaws.com" }
    }
}
