/// How a policy names a caller, which decides whether the caller's own policies must allow too.
///
/// Source: IAM user guide, "Policy evaluation for requests within a single account".
enum PrincipalMatch: Int, Hashable, Sendable, Comparable {
    /// The caller's whole account: delegates to the caller's own policies.
    case account
    /// The caller's role: grants directly, limited by boundary and session policy.
    case role
    /// The caller itself, everybody, a provider or a service: grants directly, limited by nothing but a Deny.
    case caller

    static func < (one: PrincipalMatch, other: PrincipalMatch) -> Bool { one.rawValue < other.rawValue }

    /// How one principal of a policy names the caller; nil when it does not.
    ///
    /// `unknownCounts` says what becomes of a principal that names one session, where the session is not known.
    init?(_ principal: Principal, _ request: PolicyRequest, unknownCounts: Bool) {
        let caller = request.principal
        switch principal.form {
        case .everyone:
            let isForOthers = principal.type == .federated || principal.type == .service
            guard !isForOthers || caller.form == (principal.type == .service ? .service : .webIdentity) else {
                return nil
            }
            self = .caller
        case .account(let id, let partition):
            guard caller.account == id, partition == nil || partition == caller.partition else { return nil }
            self = caller.form == .root ? .caller : .account
        case .role:
            let isRole = caller.form == .roleSession || caller.form == .role
            guard isRole, request.principalARN == principal.text else { return nil }
            self = .role
        case .user, .session, .federatedUser:
            // The name in the caller's own ARN is a stand-in where the session is not known.
            guard request.mayBe(session: principal) ? unknownCounts : caller.text == principal.text else { return nil }
            self = .caller
        case .uniqueID:
            let isSession = request.context.values(lowered: "aws:userid") == .one(principal.text)
            let mayBe = unknownCounts && request.mayBe(uniqueID: principal)
            guard isSession || request.uniqueID == principal.text || mayBe else { return nil }
            self = !isSession && caller.form == .roleSession ? .role : .caller
        case .provider:
            guard caller.form == .webIdentity, caller.text == principal.text else { return nil }
            self = .caller
        case .service:
            guard caller.form == .service, caller.text.lowercased() == principal.text.lowercased() else { return nil }
            self = .caller
        case .unmatchable: return nil
        }
    }
}

extension PrincipalElement {
    /// How the element names the caller; nil when the statement is not about it.
    ///
    /// A Deny with NotPrincipal spares a caller only if everything that stands for it is listed (account, role,
    /// session), and never one with a permissions boundary.
    /// Source: IAM user guide, "AWS JSON policy elements: NotPrincipal" and "Permissions boundaries".
    func match(
        _ request: PolicyRequest, effect: Effect, hasBoundary: Bool, assuming side: Assumption = .worst
    ) -> PrincipalMatch? {
        // Who is left out by NotPrincipal is not meant: there the unknown counts the other way round.
        let unknownCounts = side.counts(for: effect) != excludes
        guard excludes else {
            var best: PrincipalMatch?
            for principal in principals {
                guard let match = PrincipalMatch(principal, request, unknownCounts: unknownCounts) else { continue }
                if match == .caller { return match }
                best = max(best ?? match, match)
            }
            return best
        }
        if effect == .allow {
            let isListed = principals.contains {
                PrincipalMatch($0, request, unknownCounts: unknownCounts) != nil
            }
            return isListed ? nil : .caller
        }
        return !hasBoundary && spares(request, unknownCounts) ? nil : .caller
    }

    private func spares(_ request: PolicyRequest, _ unknownCounts: Bool) -> Bool {
        let matches = Set(principals.compactMap { PrincipalMatch($0, request, unknownCounts: unknownCounts) })
        switch request.principal.form {
        case .roleSession: return matches.isSuperset(of: [.account, .role, .caller])
        case .role: return matches.isSuperset(of: [.account, .role])
        case .user, .federatedUser: return matches.isSuperset(of: [.account, .caller])
        case .root, .webIdentity, .service, .anonymous: return matches.contains(.caller)
        }
    }
}

extension PolicyRequest {
    /// Whether a principal may be the caller's session, whose name is not known.
    fileprivate func mayBe(session named: Principal) -> Bool {
        guard named.form == .session, principal.form == .roleSession, context.isUnknown(lowered: Self.sessionName),
            let mine = principal.text.lastIndex(of: "/"), let theirs = named.text.lastIndex(of: "/")
        else { return false }
        return principal.text[...mine] == named.text[...theirs]
    }

    /// Whether a unique id may be the caller's, where the role's or the session's part of it is not known.
    fileprivate func mayBe(uniqueID named: Principal) -> Bool {
        guard named.form == .uniqueID, context.isUnknown(lowered: "aws:userid") else { return false }
        return uniqueID.map { named.text.hasPrefix($0 + ":") } ?? true
    }

    /// The keys that keep a principal from being matched for certain.
    func unknownKeys(of element: PrincipalElement) -> [(key: String, principal: Principal)] {
        element.principals.compactMap { named in
            if mayBe(session: named) { return (Self.sessionName, named) }
            return mayBe(uniqueID: named) ? ("aws:userid", named) : nil
        }
    }

    private static var sessionName: String { "sts:rolesessionname" }
}
