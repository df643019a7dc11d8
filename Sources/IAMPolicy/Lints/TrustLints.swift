/// The checks L01 to L10.
struct TrustLints {
    let document: PolicyDocument
    let facts: TrustFacts

    private static let subject = "system:serviceaccount:"

    private var webIdentity: [WebIdentityStatement] { document.statements.compactMap(WebIdentityStatement.init) }

    var all: [Lint] {
        let checks: [(WebIdentityStatement) -> [Lint]] = [subjectMissing, audience, subjectValues, keys, vacuous]
        let found = webIdentity.flatMap { entry in checks.flatMap { $0(entry) } }
        return found + providerAccounts + extraTrust + sharedRole + size
    }

    private func lint(
        _ code: LintCode, severity: LintSeverity? = nil, _ sentence: String, evidence: String? = nil, fix: String,
        in statement: Statement, at condition: Condition? = nil
    ) -> Lint {
        Lint(
            code, severity: severity, sentence, evidence: evidence, fix: fix, statement: statement.index,
            position: condition?.position ?? statement.position)
    }

    private func subjectMissing(_ entry: WebIdentityStatement) -> [Lint] {
        let conditions = entry.conditions(on: "sub")
        guard !conditions.contains(where: { !$0.operator.comparison.isNegated }) else { return [] }
        let left = conditions.first.map { condition in
            (
                "Any service account that a condition does not rule out may use the role.",
                "\(condition.operator.text) \(condition.values.joined(separator: ", "))"
            )
        }
        return [
            lint(
                .subjectMissing,
                left?.0 ?? "Any service account of the cluster may use the role: there is no condition on sub.",
                evidence: left?.1, fix: "Add StringEquals on sub with the one service account.", in: entry.statement,
                at: conditions.first)
        ]
    }

    private func audience(_ entry: WebIdentityStatement) -> [Lint] {
        let conditions = entry.conditions(on: "aud").filter { !$0.operator.comparison.isNegated }
        guard let condition = conditions.first else {
            return [
                lint(
                    .audienceMissing,
                    "Tokens for any audience of the provider are accepted: there is no condition on aud.",
                    fix: "Add StringEquals on aud with \(facts.audience).", in: entry.statement)
            ]
        }
        let others = conditions.flatMap(\.values).filter { $0 != facts.audience }
        guard !others.isEmpty else { return [] }
        return [
            lint(
                .audienceMissing,
                "The audience must be \(facts.audience), the policy wants \(others.joined(separator: ", ")).",
                evidence: others.first, fix: "Write aud = \(facts.audience).", in: entry.statement, at: condition)
        ]
    }

    private func subjectValues(_ entry: WebIdentityStatement) -> [Lint] {
        entry.conditions(on: "sub").flatMap { condition in
            condition.values.filter { $0.contains("*") || $0.contains("?") }.map { value in
                condition.operator.comparison.takesWildcards
                    ? wildcard(value, condition, entry) : neverMatches(value, condition, entry)
            }
        }
    }

    private func wildcard(_ value: String, _ condition: Condition, _ entry: WebIdentityStatement) -> Lint {
        let parts = value.split(separator: ":", omittingEmptySubsequences: false)
        let start = parts.prefix(3).joined(separator: ":")
        let isNamespaceOpen = parts.count < 4 || start.contains("*") || start.contains("?")
        return lint(
            .subjectWildcard, severity: isNamespaceOpen ? .error : .warning,
            isNamespaceOpen
                ? "Service accounts of more than one namespace may use the role."
                : "More than one service account may use the role.",
            evidence: value, fix: "Name the one service account, with StringEquals.", in: entry.statement, at: condition
        )
    }

    private func neverMatches(_ value: String, _ condition: Condition, _ entry: WebIdentityStatement) -> Lint {
        lint(
            .wildcardWithoutLike,
            "\(condition.operator.text) takes * and ? as plain characters, so \(value) never matches.",
            evidence: value, fix: "Name the one service account, or use StringLike.", in: entry.statement, at: condition
        )
    }

    private func keys(_ entry: WebIdentityStatement) -> [Lint] {
        entry.claims.compactMap { condition, issuer in
            if issuer.contains("://") {
                return lint(
                    .conditionKeyIssuer, "The condition key has a scheme and so is never in a request.",
                    evidence: condition.key, fix: "Write the issuer without https://.", in: entry.statement,
                    at: condition)
            }
            let isKnown = entry.issuers.contains { $0.lowercased() == issuer.lowercased() }
            guard !entry.issuers.isEmpty, !isKnown else { return nil }
            return lint(
                .conditionKeyIssuer, "The condition key names another issuer than the principal.",
                evidence: condition.key, fix: "Use the issuer of the principal's provider in the key.",
                in: entry.statement, at: condition)
        }
    }

    private func vacuous(_ entry: WebIdentityStatement) -> [Lint] {
        ["sub", "aud"].flatMap { claim in
            entry.conditions(on: claim).filter { $0.operator.ifExists || $0.operator.set == .all }.map { condition in
                lint(
                    .vacuousCondition, "\(condition.operator.text) is also true when the token has no \(claim).",
                    evidence: condition.operator.text, fix: "Use StringEquals.", in: entry.statement, at: condition)
            }
        }
    }

    private var providerAccounts: [Lint] {
        guard let account = facts.roleAccount else { return [] }
        return webIdentity.flatMap { entry in
            entry.foreignProviders(account).map { provider in
                lint(
                    .providerAccount, "The provider belongs to another account than the role (\(account)).",
                    evidence: provider.text, fix: "Name the provider of the role's own account.", in: entry.statement)
            }
        }
    }

    private var extraTrust: [Lint] {
        document.statements.filter { $0.effect == .allow }.flatMap { statement -> [Lint] in
            let principals = statement.principal?.principals ?? []
            let others = principals.dropFirst(principals.first?.form == .provider ? 1 : 0)
            let actions = statement.action.patterns.filter {
                $0.text.lowercased() != WebIdentityStatement.action.lowercased()
            }
            let who = others.map { principal in
                lint(
                    .extraTrust, "The role also trusts \(PrincipalName.words(principal)).", evidence: principal.text,
                    fix: "Remove the principal unless it is meant.", in: statement)
            }
            let what = actions.map { action in
                lint(
                    .extraTrust, "The trust policy also allows \(action.text).", evidence: action.text,
                    fix: "Allow \(WebIdentityStatement.action) only.", in: statement)
            }
            return who + what
        }
    }

    private var sharedRole: [Lint] {
        let subjects = Set(
            webIdentity.flatMap { $0.conditions(on: "sub") }.flatMap(\.values).filter { $0.hasPrefix(Self.subject) })
        guard subjects.count > 1, let first = webIdentity.first else { return [] }
        let names = subjects.sorted().map { String($0.dropFirst(Self.subject.count)) }
        return [
            lint(
                .sharedRole, "\(subjects.count) service accounts share the role: \(names.joined(separator: ", ")).",
                evidence: names.joined(separator: ", "), fix: "Give each service account a role of its own.",
                in: first.statement)
        ]
    }

    private var size: [Lint] {
        guard let limit = PolicySize.limit(.trust), document.size * 100 > limit * 80 else { return [] }
        return [
            Lint(
                .trustPolicySize, "The trust policy has \(document.size) of \(limit) characters.",
                evidence: String(document.size), fix: "Give some of those who use the role a role of their own.")
        ]
    }
}

/// What a check of a trust policy knows beyond the document.
public struct TrustFacts: Hashable, Sendable {
    /// The account of the role, 12 digits; nil when unknown.
    public var roleAccount: String?
    /// The audience that tokens of service accounts carry.
    public var audience: String

    /// Gathers facts.
    public init(roleAccount: String? = nil, audience: String = "sts.amazonaws.com") {
        self.roleAccount = roleAccount
        self.audience = audience
    }
}
