/// What can be said of a request of which some keys are unknown.
///
/// It never changes and holds two decisions with all that led to them; a class, so that it is a word where it is kept.
public final class Judgement: Sendable {
    /// Whether the request is allowed: yes and no hold whatever the unknown keys turn out to be.
    public let answer: Truth
    /// The decision where no Allow that hangs on unknown keys applies and every such Deny does.
    public let worst: Decision
    /// The decision where every Allow that hangs on unknown keys applies and no such Deny does.
    public let best: Decision
    private let worstSides: Sides
    private let bestSides: Sides

    init(_ worst: Decision, _ best: Decision, _ worstSides: Sides, _ bestSides: Sides) {
        self.worst = worst
        self.best = best
        self.worstSides = worstSides
        self.bestSides = bestSides
        answer = worst.isAllowed ? .yes : best.isAllowed ? .depends : .no
    }

    /// The decision behind a definite answer; nil where the answer depends.
    ///
    /// A refusal is told as it stands where the unknown is most favourable: its blame and nearest misses are certain.
    public var decision: Decision? {
        switch answer {
        case .yes: worst
        case .no: best
        case .depends: nil
        }
    }

    /// Whether one policy type lets the request through: it allows (where there is such a policy) and denies nothing.
    ///
    /// `resource` and `trustPolicy` are the same policy. Other than ``Decision/blame``, which names only the Denies
    /// where there is one, this judges each type by itself.
    public func side(_ type: Blame) -> Truth {
        worstSides.isOpen(type) ? .yes : bestSides.isOpen(type) ? .depends : .no
    }

    /// What the answer hangs on; empty where it is definite.
    public var dependences: [Dependence] {
        answer == .depends ? Blame.allCases.flatMap(whatMatters) : []
    }

    /// What the answer of one policy type hangs on, whatever the others say; empty where it is definite.
    public func dependences(_ type: Blame) -> [Dependence] { side(type) == .depends ? whatMatters(type) : [] }

    private func whatMatters(_ type: Blame) -> [Dependence] {
        guard type != (worstSides.resourceBlame == .resource ? .trustPolicy : .resource) else { return [] }
        let policies = worst.policies
        let lists: [[NamedPolicy]] =
            switch type {
            case .identity: [policies.identity]
            case .resource, .trustPolicy: [policies.resource]
            case .permissionsBoundary: [policies.boundary]
            case .sessionPolicy: [policies.session]
            case .serviceControlPolicy: policies.serviceControl
            case .resourceControlPolicy: policies.resourceControl
            }
        let groups = zip(worstSides.groups(type), bestSides.groups(type))
        return zip(lists, groups).flatMap { list, groups in
            list.flatMap { dependences(of: $0, type, worst: groups.0, best: groups.1) }
        }
    }

    /// The answer in words: the decision's, or what it hangs on.
    public var reason: String {
        if let decision { return decision.reason }
        return "This hangs on what only the request itself shows: "
            + dependences.map(\.sentence).joined(separator: "; ") + "."
    }

    private func dependences(
        of policy: NamedPolicy, _ type: Blame, worst: PolicyGroup, best: PolicyGroup
    ) -> [Dependence] {
        // An Allow that only may apply does not matter where another one does for certain.
        let allowMatters = worst.allow == nil || worst.match != best.match
        return policy.document.statements.filter { $0.effect == .deny || allowMatters }.flatMap { statement in
            dependences(of: statement, policy, type)
        }
    }

    private func dependences(of statement: Statement, _ policy: NamedPolicy, _ type: Blame) -> [Dependence] {
        let request = worst.request
        let covers = statement.covers(request)
        let hasBoundary = !worst.policies.boundary.isEmpty
        let principal = policy.document.kind.namesPrincipals ? statement.principal : nil
        let mayMean = principal.map { principal in
            let side: Assumption = statement.effect == .allow ? .best : .worst
            return principal.match(request, effect: statement.effect, hasBoundary: hasBoundary, assuming: side) != nil
        }
        guard covers != .no, mayMean ?? true else { return [] }
        func dependence(_ key: String, _ rule: Dependence.Rule, _ values: [String]) -> Dependence {
            Dependence(
                key: key, rule: rule, values: values, effect: statement.effect, type: type,
                statement: StatementReference(policy, statement))
        }
        var found: [Dependence] = []
        if let principal {
            found += request.unknownKeys(of: principal).map { dependence($0.key, .principal, [$0.principal.text]) }
        }
        for pattern in statement.resource?.patterns ?? [] {
            guard pattern.pattern.matches(request.resourceBytes, in: request.context) == .depends else { continue }
            found += pattern.pattern.variables.filter { request.context.isUnknown(lowered: $0.key) }
                .map { dependence($0.name, .resource, [pattern.text]) }
        }
        for condition in statement.conditions.conditions where condition.truth(in: request.context) == .depends {
            found += condition.unknownKeys(in: request.context)
                .map { dependence($0, .condition(condition.operator), condition.values) }
        }
        return found
    }
}

/// One thing that a judgement hangs on: a key that only the request itself shows, and what a statement wants of it.
public struct Dependence: Hashable, Sendable {
    /// What a statement compares the key with.
    public enum Rule: Hashable, Sendable {
        /// A condition, by its operator.
        case condition(ConditionOperator)
        /// A policy variable in the resource.
        case resource
        /// A principal that is one session or one unique id.
        case principal
    }

    /// The condition key, as the policy writes it.
    public let key: String
    /// How it is compared.
    public let rule: Rule
    /// The policy's values as written; the resource or the principal for those rules.
    public let values: [String]
    /// Whether the statement would grant or refuse.
    public let effect: Effect
    /// The policy type it belongs to.
    public let type: Blame
    /// The statement.
    public let statement: StatementReference

    /// The dependence in words, without a full stop: which statement does what where the key has which value.
    public var sentence: String {
        let does = effect == .allow ? "allows only" : "refuses"
        return "\(statement.words) \(does) where \(wish)"
    }

    /// What the statement wants of the key, in words: `aws:PrincipalOrgID fits StringEquals o-example`.
    public var wish: String {
        let wanted = values.joined(separator: " or ")
        switch rule {
        case .condition(let condition) where condition.comparison == .null:
            let isAbsent = values.contains { $0.lowercased() == "true" }
            let isPresent = values.contains { $0.lowercased() != "true" }
            return isAbsent == isPresent ? "\(key) fits Null \(wanted)" : "\(key) is \(isAbsent ? "absent" : "present")"
        case .condition(let condition): return "\(key) fits \(condition.text) \(wanted)"
        case .resource: return "\(key) fills \(wanted)"
        case .principal: return "\(key) is that of \(wanted)"
        }
    }
}
