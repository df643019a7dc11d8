/// What the policies of one type say to a request.
struct PolicyGroup {
    /// The first statement that allows.
    private(set) var allow: StatementReference?
    /// How the best Allow of a resource's policy names the caller.
    private(set) var match: PrincipalMatch?
    /// The first statement that denies.
    private(set) var deny: StatementReference?

    /// Asks every statement.
    ///
    /// `hasBoundary` says whether the caller has a permissions boundary, which NotPrincipal never spares.
    init(_ policies: [NamedPolicy], _ request: PolicyRequest, hasBoundary: Bool) {
        for policy in policies {
            for statement in policy.document.statements {
                if statement.effect == .deny, deny != nil { continue }
                guard statement.covers(request) else { continue }
                guard let match = Self.match(statement, policy, request, hasBoundary) else { continue }
                record(statement, policy, match)
            }
        }
    }

    private mutating func record(_ statement: Statement, _ policy: NamedPolicy, _ match: PrincipalMatch) {
        switch statement.effect {
        case .deny: deny = StatementReference(policy, statement)
        case .allow:
            if let best = self.match, best >= match { return }
            self.match = match
            allow = StatementReference(policy, statement)
        }
    }

    private static func match(
        _ statement: Statement, _ policy: NamedPolicy, _ request: PolicyRequest, _ hasBoundary: Bool
    ) -> PrincipalMatch? {
        guard policy.document.kind.namesPrincipals else { return .caller }
        return statement.principal?.match(request, effect: statement.effect, hasBoundary: hasBoundary)
    }
}
