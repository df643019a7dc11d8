/// What every type of policy says to one request, and what follows from that together.
struct Sides {
    let identity: PolicyGroup
    let resource: PolicyGroup
    private let request: PolicyRequest
    private let boundary: PolicyGroup?
    private let session: PolicyGroup?
    private let serviceControl: [PolicyGroup]
    private let resourceControl: [PolicyGroup]
    /// Whether the resource's policy is a trust policy, which is asked for even inside one account.
    private let isTrust: Bool

    init(_ request: PolicyRequest, _ policies: PolicySet, assuming side: Assumption = .worst) {
        let caller = request.principal
        let hasOwn = caller.hasOwnPolicies && caller.form != .root
        let hasBoundary = hasOwn && !policies.boundary.isEmpty
        func group(_ policies: [NamedPolicy]) -> PolicyGroup {
            PolicyGroup(policies, request, hasBoundary: hasBoundary, assuming: side)
        }
        self.request = request
        identity = group(hasOwn ? policies.identity : [])
        resource = group(policies.resource)
        boundary = hasBoundary ? group(policies.boundary) : nil
        session = hasOwn && !policies.session.isEmpty ? group(policies.session) : nil
        serviceControl = caller.form == .service ? [] : policies.serviceControl.map(group)
        resourceControl = policies.resourceControl.map(group)
        isTrust = request.asksForRole || policies.resource.contains { $0.document.kind == .trust }
    }

    /// The groups of every policy type, as far as they take part.
    func groups(_ blame: Blame) -> [PolicyGroup] {
        switch blame {
        case .identity: request.principal.hasOwnPolicies && request.principal.form != .root ? [identity] : []
        case .resource, .trustPolicy: [resource]
        case .permissionsBoundary: boundary.map { [$0] } ?? []
        case .sessionPolicy: session.map { [$0] } ?? []
        case .serviceControlPolicy: serviceControl
        case .resourceControlPolicy: resourceControl
        }
    }

    /// Whether a policy type allows, and denies nothing.
    func isOpen(_ blame: Blame) -> Bool {
        groups(blame).allSatisfy { $0.deny == nil && ($0.allow != nil || blame == .resourceControlPolicy) }
    }

    /// The policy type that the resource's own policy counts as.
    var resourceBlame: Blame { isTrust ? .trustPolicy : .resource }

    /// The policy types with a Deny that applies, and the first such statement; nil when there is none.
    var denials: ([Blame], StatementReference)? {
        let all: [(Blame, StatementReference?)] = [
            (.serviceControlPolicy, serviceControl.lazy.compactMap(\.deny).first),
            (.resourceControlPolicy, resourceControl.lazy.compactMap(\.deny).first),
            (.identity, identity.deny),
            (resourceBlame, resource.deny),
            (.permissionsBoundary, boundary?.deny),
            (.sessionPolicy, session?.deny),
        ]
        let found = all.filter { $0.1 != nil }
        guard let deciding = found.first?.1 else { return nil }
        return (found.map(\.0), deciding)
    }

    /// The policy types that should have allowed and did not; empty when the request is allowed.
    var missing: [Blame] {
        var missing: [Blame] = []
        if serviceControl.contains(where: { $0.allow == nil }) { missing.append(.serviceControlPolicy) }
        guard request.principal.hasOwnPolicies else {
            return missing + (resource.allow == nil ? [resourceBlame] : [])
        }
        let own = ownSideMissing
        guard request.isSameAccount else {
            return missing + own + (resource.allow == nil ? [resourceBlame] : [])
        }
        if isTrust, resource.allow == nil { return missing + [.trustPolicy] }
        return missing + (own.isEmpty ? [] : grantedDirectly(own))
    }

    /// The statement that grants: the resource's owner's word where it counts, else the caller's own policy.
    var decidingGrant: StatementReference? {
        let needsResource = isTrust || !request.isSameAccount || !request.principal.hasOwnPolicies
        return needsResource ? resource.allow ?? identity.allow : identity.allow ?? resource.allow
    }

    /// What of the caller's own side does not allow.
    ///
    /// An account's root user needs no policies.
    private var ownSideMissing: [Blame] {
        guard request.principal.form != .root else { return [] }
        return (identity.allow == nil ? [.identity] : []) + limits
    }

    /// Boundary and session policy, where they exist and do not allow.
    private var limits: [Blame] {
        var limits: [Blame] = []
        if let boundary, boundary.allow == nil { limits.append(.permissionsBoundary) }
        if let session, session.allow == nil { limits.append(.sessionPolicy) }
        return limits
    }

    /// What is still missing inside one account when the resource's policy may grant by itself.
    private func grantedDirectly(_ own: [Blame]) -> [Blame] {
        switch resource.match {
        case .caller: []
        case .role: limits
        case .account, nil: own
        }
    }
}
