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
    /// `hasBoundary` says whether the caller has a permissions boundary, which NotPrincipal never spares; `side` says
    /// which statements apply of those that hang on unknown keys.
    init(
        _ policies: [NamedPolicy], _ request: PolicyRequest, hasBoundary: Bool, assuming side: Assumption = .worst
    ) {
        for policy in policies {
            for statement in policy.document.statements {
                if statement.effect == .deny, deny != nil { continue }
                switch statement.covers(request) {
                case .yes: break
                case .depends: guard side.counts(for: statement.effect) else { continue }
                case .no: continue
                }
                guard let match = Self.match(statement, policy, request, hasBoundary, side) else { continue }
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
        _ statement: Statement, _ policy: NamedPolicy, _ request: PolicyRequest, _ hasBoundary: Bool,
        _ side: Assumption
    ) -> PrincipalMatch? {
        guard policy.document.kind.namesPrincipals else { return .caller }
        return statement.principal?.match(
            request, effect: statement.effect, hasBoundary: hasBoundary, assuming: side)
    }
}

/// What is taken for true of conditions on unknown keys: one end or the other of what may come out.
enum Assumption: Hashable, Sendable {
    /// Every Allow that may apply does, no such Deny does.
    case best
    /// No Allow that only may apply does, every such Deny does.
    case worst

    /// Whether a statement that may apply is taken to apply.
    func counts(for effect: Effect) -> Bool { (effect == .allow) == (self == .best) }
}
