/// The checks L20 to L26.
struct SendingLints {
    let document: PolicyDocument
    let facts: SendingFacts

    private var allows: [Statement] { document.statements.filter { $0.effect == .allow } }

    var all: [Lint] {
        allows.flatMap { principals($0) + fromAddress($0) + actions($0) }
            + document.statements.flatMap(resources) + roleMissing
    }

    private func lint(
        _ code: LintCode, _ sentence: String, evidence: String?, fix: String, in statement: Statement
    ) -> Lint {
        Lint(
            code, sentence, evidence: evidence, fix: fix, statement: statement.index, position: statement.position)
    }

    private func principals(_ statement: Statement) -> [Lint] {
        guard let principal = statement.principal else { return [] }
        if principal.excludes, statement.conditions.isEmpty {
            return [
                lint(
                    .anybodyMaySend, "NotPrincipal with Allow lets everybody send but those listed.", evidence: nil,
                    fix: "Name the role under Principal.", in: statement)
            ]
        }
        return principal.principals.compactMap { self.principal($0, statement) }
    }

    private func principal(_ principal: Principal, _ statement: Statement) -> Lint? {
        switch principal.form {
        case .everyone where statement.conditions.isEmpty:
            lint(
                .anybodyMaySend, "Everybody may send as this identity.", evidence: principal.text,
                fix: "Name the role, or add a condition.", in: statement)
        case .account(let id, _):
            lint(
                .wholeAccount, "The whole account \(id) may send, not only the role.", evidence: principal.text,
                fix: "Name the role's ARN.", in: statement)
        case .uniqueID where facts.roleID != principal.text:
            lint(
                .deadPrincipal, "\(principal.text) is what is left of a role or user that was deleted.",
                evidence: principal.text, fix: "Put the policy again with the role's ARN.", in: statement)
        default: nil
        }
    }

    private func fromAddress(_ statement: Statement) -> [Lint] {
        guard facts.isDomain, statement.conditions.on("ses:FromAddress").isEmpty else { return [] }
        return [
            lint(
                .sendingFromAddressMissing, "The role may send from every address of the domain.",
                evidence: facts.identity, fix: "Add StringEquals on ses:FromAddress with the sender's address.",
                in: statement)
        ]
    }

    private func actions(_ statement: Statement) -> [Lint] {
        let sends = (SESResource.sends + facts.moreActions).map { $0.lowercased() }
        let others =
            statement.action.excludes
            ? []
            : statement.action.patterns.map(\.text).filter {
                !sends.contains($0.lowercased())
            }
        let found = statement.action.excludes ? ["NotAction"] : others
        return found.map {
            lint(
                .extraSendingActions, "The policy allows more than the two sends: \($0).", evidence: $0,
                fix: "Allow \(SESResource.sends.joined(separator: " and ")) only.", in: statement)
        }
    }

    private func resources(_ statement: Statement) -> [Lint] {
        let texts = statement.resource?.patterns.map(\.text) ?? []
        return texts.filter { $0 != facts.identity }.map {
            lint(
                .foreignResource, "The resource is not the identity the policy is attached to.", evidence: $0,
                fix: "Write \(facts.identity).", in: statement)
        }
    }

    /// The role is named nowhere, or a statement carries the id of an earlier role of the same name.
    private var roleMissing: [Lint] {
        let stale = allows.filter { statement in
            guard let id = facts.roleID, let sid = statement.sid, sid.hasPrefix("RoleAROA"), sid != "Role" + id else {
                return false
            }
            // A statement for another role carries that one's id.
            return facts.role.map { names(statement, $0) } ?? true
        }.map {
            lint(
                .roleMissing, "The role was re-created after this policy was put.", evidence: $0.sid,
                fix: "Put the policy again.", in: $0)
        }
        guard let role = facts.role, !allows.contains(where: { names($0, role) }) else { return stale }
        return stale + [
            Lint(
                .roleMissing, "The policy does not name the role that is to send.", evidence: role,
                fix: "Add \(role) as principal.")
        ]
    }

    private func names(_ statement: Statement, _ role: String) -> Bool {
        guard let principal = statement.principal, !principal.excludes else { return statement.principal != nil }
        return principal.principals.contains { entry in
            switch entry.form {
            case .everyone: true
            case .account(let id, _): id == ARNParts(role)?.account
            default: entry.text == role || entry.text == facts.roleID
            }
        }
    }
}

/// What a check of sending policies knows beyond the documents.
public struct SendingFacts: Hashable, Sendable {
    /// The ARN of the identity the policies are attached to.
    public var identity: String
    /// The ARN of the role that is to send; nil when unknown.
    public var role: String?
    /// The role's unique id, `AROA…`; nil when unknown.
    public var roleID: String?
    /// Whether the identity is an address whose domain is an identity with sending policies of its own.
    public var domainHasPolicies: Bool
    /// The actions that are wanted besides the two sends.
    public var moreActions: [String]

    /// Gathers facts.
    public init(
        identity: String, role: String? = nil, roleID: String? = nil, domainHasPolicies: Bool = false,
        moreActions: [String] = []
    ) {
        self.moreActions = moreActions
        self.identity = identity
        self.role = role
        self.roleID = roleID
        self.domainHasPolicies = domainHasPolicies
    }

    /// Whether the identity is a domain.
    var isDomain: Bool { SESResource.isDomain(identity) }
}
