/// Looks for the Allow statements that came closest to granting a request.
struct NearestMissFinder {
    let request: PolicyRequest
    let policies: PolicySet
    let side: Assumption

    init(_ decision: Decision) {
        request = decision.request
        policies = decision.policies
        side = decision.assumption
    }

    /// The misses of one policy type, nearest first.
    func misses(for blame: Blame) -> [NearestMiss] {
        let found = candidates(blame).flatMap { policy in
            policy.document.statements.filter { $0.effect == .allow }.compactMap { miss($0, policy, blame) }
        }
        return found.enumerated().sorted { one, other in
            (Self.distance(one.element), one.offset) < (Self.distance(other.element), other.offset)
        }.map(\.element)
    }

    /// Whether there is any policy of the type.
    func exists(_ blame: Blame) -> Bool { !candidates(blame).isEmpty }

    /// Whether the resource's policy names the caller's account, so that the caller's own policies must allow.
    var resourceDelegates: Bool {
        let group = PolicyGroup(policies.resource, request, hasBoundary: !policies.boundary.isEmpty, assuming: side)
        return group.match == .account
    }

    /// The statement behind a reference.
    func statement(_ reference: StatementReference) -> Statement? {
        let all =
            policies.identity + policies.resource + policies.boundary + policies.session
            + policies.serviceControl.flatMap(\.self) + policies.resourceControl.flatMap(\.self)
        return all.lazy.flatMap { policy in policy.document.statements.map { (policy, $0) } }
            .first { StatementReference($0, $1) == reference }?.1
    }

    private func candidates(_ blame: Blame) -> [NamedPolicy] {
        switch blame {
        case .identity: policies.identity
        case .resource, .trustPolicy: policies.resource
        case .permissionsBoundary: policies.boundary
        case .sessionPolicy: policies.session
        case .serviceControlPolicy: levelsWithoutAllow(policies.serviceControl)
        case .resourceControlPolicy: policies.resourceControl.flatMap(\.self)
        }
    }

    private func levelsWithoutAllow(_ levels: [[NamedPolicy]]) -> [NamedPolicy] {
        levels.filter { PolicyGroup($0, request, hasBoundary: false, assuming: side).allow == nil }.flatMap(\.self)
    }

    private func miss(_ statement: Statement, _ policy: NamedPolicy, _ blame: Blame) -> NearestMiss? {
        var failures: [NearestMiss.Failure] = []
        if let principal = statement.principal, policy.document.kind.namesPrincipals,
            principal.match(request, effect: .allow, hasBoundary: false, assuming: side) == nil
        {
            failures.append(PrincipalWords.failure(principal, request))
        }
        if !statement.action.covers(lowered: request.actionBytes) {
            failures.append(ActionWords.failure(statement.action, request))
        }
        if let resource = statement.resource, fails(resource.covers(bytes: request.resourceBytes, in: request.context))
        {
            failures.append(ResourceWords.failure(resource, request))
        }
        for condition in statement.conditions.conditions where fails(condition.truth(in: request.context)) {
            failures.append(ConditionWords.failure(condition, request.context))
        }
        guard !failures.isEmpty else { return nil }
        return NearestMiss(statement: StatementReference(policy, statement), blame: blame, failures: failures)
    }

    /// Whether an element of an Allow counts as not fitting.
    private func fails(_ truth: Truth) -> Bool { truth == .no || (truth == .depends && side == .worst) }

    /// How far a statement is off: one about other actions is farther than one that lacks a condition.
    private static func distance(_ miss: NearestMiss) -> Int {
        miss.failures.reduce(0) { sum, failure in
            switch failure.element {
            case .action: sum + 8
            case .resource: sum + 4
            case .principal: sum + 3
            case .condition: sum + 2
            }
        }
    }
}
