/// Puts decisions into words; called only when somebody wants to read them.
enum Explanation {
    /// How many near misses are told per policy type.
    private static let missesTold = 3

    static func nearestMisses(of decision: Decision) -> [NearestMiss] {
        guard decision.decision == .implicitlyDenied else { return [] }
        let finder = NearestMissFinder(decision)
        return decision.blame.flatMap { finder.misses(for: $0).prefix(missesTold) }
    }

    static func reason(of decision: Decision) -> String {
        switch decision.decision {
        case .allowed: allowed(decision)
        case .explicitlyDenied: denied(decision)
        case .implicitlyDenied: decision.blame.map { missing($0, decision) }.joined(separator: " ")
        }
    }

    private static func allowed(_ decision: Decision) -> String {
        guard decision.deciding != nil else {
            return decision.request.needsNoPermission
                ? "\(decision.request.action) needs no permission, and no policy takes it away."
                : "The account's root user needs no policy."
        }
        return "Allowed by \(decision.grants.map(\.words).joined(separator: " and "))."
    }

    private static func denied(_ decision: Decision) -> String {
        guard let deciding = decision.deciding else { return "Denied." }
        let statement = NearestMissFinder(decision).statement(deciding)
        let conditions = statement?.conditions.conditions ?? []
        var because = conditions.map { ConditionWords.holding($0, decision.request.context) }
        if statement?.principal?.excludes ?? false { because.insert(notPrincipal(decision), at: 0) }
        let tail = because.isEmpty ? "" : ": " + because.joined(separator: "; ")
        return "A Deny applies, \(deciding.words)\(tail)."
    }

    /// Why a Deny with NotPrincipal hits a caller.
    private static func notPrincipal(_ decision: Decision) -> String {
        decision.policies.boundary.isEmpty
            ? "its NotPrincipal does not list everything that stands for the caller (account, role and session)"
            : "a NotPrincipal never spares a caller with a permissions boundary"
    }

    /// One sentence on a policy type that should have allowed.
    private static func missing(_ blame: Blame, _ decision: Decision) -> String {
        let request = decision.request
        let finder = NearestMissFinder(decision)
        let subject = blame.words.prefix(1).uppercased() + blame.words.dropFirst()
        let delegates = blame == .identity && finder.resourceDelegates
        let tail =
            delegates ? " (the resource's policy names the whole account, which leaves it to the caller's own)" : ""
        guard finder.exists(blame) else {
            return "\(absent(blame)) that could allow \(request.action) on \(request.resource)\(tail)."
        }
        let verb = blame == .serviceControlPolicy || blame == .resourceControlPolicy ? "do" : "does"
        let start = "\(subject) \(verb) not allow \(request.action) on \(request.resource)"
        guard let nearest = finder.misses(for: blame).first else { return start + tail + "." }
        return "\(start)\(tail). Nearest: \(nearest.sentence)."
    }

    private static func absent(_ blame: Blame) -> String {
        switch blame {
        case .identity: "The caller has no permissions policy"
        case .resource: "The resource has no policy"
        case .trustPolicy: "The role has no trust policy"
        case .permissionsBoundary: "The permissions boundary has no statement"
        case .sessionPolicy: "The session policy has no statement"
        case .serviceControlPolicy: "A level of the organisation has no service control policy"
        case .resourceControlPolicy: "A level of the organisation has no resource control policy"
        }
    }
}
