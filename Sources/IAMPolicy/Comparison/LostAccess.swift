/// Something that one document permits and another does not, as people say it.
public struct LostAccess: Hashable, Sendable {
    /// Who loses it: `service account prod/mailer`, `role mailer of 111122223333`; nil in policies that speak for
    /// whoever they are attached to.
    public let who: String?
    /// The actions, as written.
    public let actions: [String]
    /// The resource; nil in trust policies.
    public let resource: String?
    /// When it was permitted, in words; nil where it always was.
    public let condition: String?
}

extension PolicyComparison {
    /// What is permitted by the first document and no longer by the second, most plainly named.
    ///
    /// In trust policies a token's way in is told by its subject alone: who must show another audience, or come by
    /// another network, is not counted as having lost the role.
    public static func lost(from old: PolicyDocument, to new: PolicyDocument) -> [LostAccess] {
        old.kind == .trust ? trustLost(old, new) : permissionsLost(old, new)
    }

    /// Who may take the role by a trust policy, beside one subject of one provider.
    ///
    /// - Parameters:
    ///   - document: The trust policy.
    ///   - subject: The subject that is meant to, `system:serviceaccount:<namespace>:<name>`.
    ///   - provider: The ARN of its provider.
    /// - Returns: The others as people say them, each once.
    public static func others(in document: PolicyDocument, beside subject: String, of provider: String) -> [String] {
        var found: [String] = []
        for access in TrustAccess.all(document) where !(access.subject == subject && access.principal == provider) {
            let words = access.words(home: provider)
            if !found.contains(words) { found.append(words) }
        }
        return found
    }

    private static func trustLost(_ old: PolicyDocument, _ new: PolicyDocument) -> [LostAccess] {
        let kept = TrustAccess.all(new)
        let home = kept.first { $0.isToken }?.principal
        var lost: [LostAccess] = []
        for access in TrustAccess.all(old) where !kept.contains(where: { $0.covers(access) }) {
            let entry = LostAccess(
                who: access.words(home: home), actions: [access.action], resource: nil, condition: nil)
            if !lost.contains(where: { $0.who == entry.who }) { lost.append(entry) }
        }
        return lost
    }

    private static func permissionsLost(_ old: PolicyDocument, _ new: PolicyDocument) -> [LostAccess] {
        let kept = CanonicalPolicy(new).statements.filter { $0.effect == .allow }
        var lost: [LostAccess] = []
        for statement in old.statements where statement.effect == .allow {
            // Sets have no order of their own: resources by name, actions as they are written.
            let written = statement.action.patterns.map { $0.text.lowercased() }
            func order(_ atom: CanonicalStatement) -> (String, Int) {
                let action = atom.action.values.sorted().first ?? ""
                let resource = (atom.resource?.values.sorted() ?? []).joined(separator: " ")
                return (resource, written.firstIndex(of: action) ?? 0)
            }
            let names = Dictionary(
                (statement.principal?.principals ?? []).map { (PrincipalName.canonical($0), PrincipalName.words($0)) },
                uniquingKeysWith: { first, _ in first })
            for atom in CanonicalStatement(statement).finest.sorted(by: { order($0) < order($1) })
            where !kept.contains(where: { $0.covers(atom) }) {
                let who = atom.principal.map { element in
                    (element.excludes ? "everybody but " : "")
                        + element.values.sorted().map { names[$0] ?? $0 }.joined(separator: ", ")
                }
                let resource = atom.resource.map { element in
                    (element.excludes ? "everything but " : "") + element.values.sorted().joined(separator: ", ")
                }
                let action =
                    (atom.action.excludes ? "everything but " : "")
                    + atom.action.values.sorted().joined(
                        separator: ", ")
                let text = statement.action.patterns.first { $0.text.lowercased() == action }?.text ?? action
                let conditions = atom.conditions.sorted { $0.key < $1.key }.map { condition in
                    let key = statement.conditions.conditions.first { $0.lookup == condition.key }?.key ?? condition.key
                    return "\(key) is \(condition.values.sorted().joined(separator: ", "))"
                }
                let condition = conditions.isEmpty ? nil : conditions.joined(separator: " and ")
                let place = lost.firstIndex { $0.who == who && $0.resource == resource && $0.condition == condition }
                if let place {
                    let before = lost[place]
                    guard !before.actions.contains(text) else { continue }
                    lost[place] = LostAccess(
                        who: who, actions: before.actions + [text], resource: resource, condition: condition)
                } else {
                    lost.append(LostAccess(who: who, actions: [text], resource: resource, condition: condition))
                }
            }
        }
        return lost
    }
}

/// One way into a role: a principal, and for tokens of a provider the subject that is asked for.
private struct TrustAccess {
    let principal: String
    let words: String
    let action: String
    /// Whether a provider's tokens are let in.
    let isToken: Bool
    /// The subject as the policy has it; nil where it asks for none.
    let subject: String?
    /// Whether `*` and `?` of the subject stand for others.
    let isPattern: Bool

    /// The ways that the Allow statements of a trust policy open.
    static func all(_ document: PolicyDocument) -> [TrustAccess] {
        document.statements.filter { $0.effect == .allow }.flatMap { statement -> [TrustAccess] in
            guard let element = statement.principal, !element.excludes else { return [] }
            let subjects = statement.conditions.conditions.filter {
                $0.lookup.hasSuffix(":sub") && !$0.operator.comparison.isNegated
            }
            return element.principals.flatMap { principal -> [TrustAccess] in
                let name = PrincipalName.canonical(principal)
                let isToken = principal.form == .provider && statement.action.covers(WebIdentityStatement.action)
                let action = statement.action.patterns.first?.text ?? "sts:*"
                func access(_ subject: String?, _ isPattern: Bool) -> TrustAccess {
                    TrustAccess(
                        principal: principal.form == .provider ? principal.text : name,
                        words: PrincipalName.words(principal), action: action, isToken: isToken, subject: subject,
                        isPattern: isPattern)
                }
                guard isToken, !subjects.isEmpty else { return [access(nil, true)] }
                return subjects.flatMap { condition in
                    condition.values.map { value in
                        let like = condition.operator.comparison.takesWildcards
                        return access(value, like && value.contains { $0 == "*" || $0 == "?" })
                    }
                }
            }
        }
    }

    /// Whether whoever comes in by the other way comes in by this one too.
    func covers(_ other: TrustAccess) -> Bool {
        guard principal == other.principal || principal == "*" else { return false }
        guard let subject else { return true }
        guard let theirs = other.subject else { return false }
        if subject == theirs { return true }
        return isPattern && Coverage.some([subject], cover: theirs)
    }

    /// The issuer of an EKS cluster, where the provider is one.
    private var issuer: String? {
        guard let resource = ARNParts(principal)?.resource, resource.hasPrefix("oidc-provider/oidc.eks.") else {
            return nil
        }
        return String(resource.dropFirst("oidc-provider/".count))
    }

    /// The way in as people say it; `home` is the provider whose cluster needs no further name.
    func words(home: String?) -> String {
        guard isToken else { return words }
        let cluster = principal == home ? "" : " of \(issuer.map { "the cluster with issuer \($0)" } ?? words)"
        guard let subject else { return "every service account\(cluster.isEmpty ? " of the cluster" : cluster)" }
        let name = ConditionName.value(subject)
        return (isPattern ? "whoever matches \(subject)" : name) + cluster
    }
}

extension CanonicalStatement {
    /// The statement cut into one per principal, action, resource and value of a condition, as far as that stays
    /// within bounds.
    fileprivate var finest: [CanonicalStatement] {
        guard atomCount <= 1_000 else { return [self] }
        var cut = atoms
        for condition in conditions where !condition.comparison.isNegated && condition.values.count > 1 {
            guard condition.set != .all, cut.count * condition.values.count <= 2_000 else { continue }
            cut = cut.flatMap { atom in
                condition.values.map { value in
                    var one = atom
                    one.conditions.remove(condition)
                    one.conditions.insert(condition.with(value))
                    return one
                }
            }
        }
        return cut
    }
}
