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
                let policy = try? PolicyDocument.read(role.trustPolicy, kind: .trust)
            else {
                return context.role?.isKnown == true
                    ? [context.notLooked("L07", .trust, "there is no trust policy to look at")] : []
            }
            let document = LintedDocument.trust(name, of: role.arn.account, context.role)
            // Where the token is refused, what refuses it is told as a fault, once.
            let isOpen = context.presentedToken.map { $0.judgeTrust(role).certainty != false } ?? true
            let told: Set<LintCode> = isOpen ? [] : [.wildcardWithoutLike, .conditionKeyIssuer, .providerAccount]
            return document.lints.enumerated().compactMap { index, lint in
                guard !told.contains(lint.code), isOpen || !context.isFault(lint) else { return nil }
                let statement = lint.statement.flatMap { position in
                    policy.statements.first { $0.index == position }
                }
                return context.risk(lint, index, document, name, isMeant: statement?.isForPodIdentity ?? false)
            }
        })
}

extension LintedDocument {
    /// A role's trust policy.
    ///
    /// - Parameters:
    ///   - name: The role.
    ///   - account: Its account, 12 digits.
    ///   - role: What was read of it.
    /// - Returns: The document with what the lints say of it.
    static func trust(_ name: RoleName, of account: String, _ role: Observed<RoleState>?) -> LintedDocument {
        document(
            role?.map(\.trustPolicy), account: account, call: "iam GetRole", field: "AssumeRolePolicyDocument",
            place: "role \(name.text), trust policy", kind: .trust
        ) { Lints.trust($0, facts: TrustFacts(roleAccount: account)) }
    }
}

extension CheckContext {
    /// Whether a lint is what keeps the token out: another audience than its own.
    fileprivate func isFault(_ lint: Lint) -> Bool { lint.code == .audienceMissing && lint.evidence != nil }

    /// A lint as a risk: it is no cause of anything, however bad it is.
    ///
    /// - Parameters:
    ///   - lint: The lint.
    ///   - index: Its place among all.
    ///   - document: The trust policy.
    ///   - role: The role.
    ///   - isMeant: Whether it is about what EKS itself wants of a role.
    /// - Returns: The finding; nil for a lint without words.
    fileprivate func risk(
        _ lint: Lint, _ index: Int, _ document: LintedDocument, _ role: RoleName, isMeant: Bool
    ) -> Finding? {
        guard let entry = PracticeEntry.builtIn.first(where: { $0.code == lint.code.rawValue }) else { return nil }
        var risk = document.finding(lint, entry, Refusal(nil, failureContext))
        // Several of one kind stand side by side.
        risk.about = "\(lint.statement.map { String($0 + 1) } ?? "all").\(index + 1)"
        risk.status = lint.severity == .info || isMeant ? .note : .warn
        if lint.code == .audienceMissing, lint.evidence == nil {
            return finding("TRUST-NO-AUDIENCE", about: risk.about) {
                $0.place = risk.place
                $0.evidence = risk.evidence
                $0.repair(lint.fix, commands: [command(Read.role(role).call)], address: repair(.role))
            }
        }
        if design == nil { risk.fix?.remedy = nil }
        risk.repair(
            lint.fix, commands: [command(Read.role(role).call)], address: entry.remedy == .apply ? repair(.role) : nil)
        return risk
    }
}

extension Statement {
    /// Whether it lets EKS Pod Identity give the role out, and nobody else.
    fileprivate var isForPodIdentity: Bool {
        let principals = principal?.principals ?? []
        return !principals.isEmpty && principals.allSatisfy { $0.text == "pods.eks.amazonaws.com" }
    }
}
