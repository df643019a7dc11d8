import Wire

extension AccountState {
    /// Takes a change out of it.
    static func mend(
        _ mending: inout Mending, _ now: inout AccountState, _ after: AccountState, _ before: AccountState
    ) {
        mending.part(&now.alias, after.alias, before.alias)
        mending.part(&now.organization, after.organization, before.organization)
        mending.list(
            &now.serviceControl, after.serviceControl, before.serviceControl, by: \.text, same: StoredPolicy.areSame)
        mending.list(
            &now.resourceControl, after.resourceControl, before.resourceControl, by: \.text, same: StoredPolicy.areSame)
        IAMState.mend(&mending, &now.iam, after.iam, before.iam)
        mending.table(&now.ses, after.ses, before.ses, SESState.mend)
    }
}

extension WorldOptions {
    static func mend(
        _ mending: inout Mending, _ now: inout WorldOptions, _ after: WorldOptions, _ before: WorldOptions
    ) {
        mending.part(&now.iamPropagationDelay, after.iamPropagationDelay, before.iamPropagationDelay)
        mending.table(&now.latency, after.latency, before.latency) { $0.part(&$1, $2, $3) }
        mending.list(&now.faults, after.faults, before.faults)
        mending.part(&now.enforcesRates, after.enforcesRates, before.enforcesRates)
        mending.part(&now.clockLead, after.clockLead, before.clockLead)
        mending.members(&now.hypotheses, after.hypotheses, before.hypotheses)
    }
}

extension WorldState {
    /// The state without a change.
    ///
    /// - Parameters:
    ///   - after: the world as the change left it.
    ///   - before: the world as it was before.
    ///   - now: the time in the world.
    /// - Returns: the state, and what was found of the change in this one.
    func mended(_ after: WorldState, _ before: WorldState, at now: Timestamp) -> (state: WorldState, found: Mending) {
        var mended = self
        var mending = Mending()
        mending.table(&mended.accounts, after.accounts, before.accounts, AccountState.mend)
        mending.members(&mended.endedKeys, after.endedKeys, before.endedKeys)
        mending.table(&mended.pendingLinks, after.pendingLinks, before.pendingLinks) { $0.trace(&$1, $2, $3) }
        WorldOptions.mend(&mending, &mended.options, after.options, before.options)
        ClusterState.mend(&mending, &mended.cluster, after.cluster, before.cluster, at: now)
        // A role that something was given to since then stays who it is: what was given to it would be nobody's.
        for account in accounts.values {
            for role in account.iam.roles.values {
                guard let other = mended[iam: account.number].roles[role.name],
                    IAMRole.Being(other) != IAMRole.Being(role),
                    mended.speaks(of: role, in: account.number, byARN: other.path != role.path)
                else { continue }
                mended[iam: account.number].roles[role.name]?.id = role.id
                mended[iam: account.number].roles[role.name]?.path = role.path
                mended[iam: account.number].roles[role.name]?.created = role.created
                mending.leave()
            }
        }
        return (mended, mending)
    }

    /// Whether a policy of the world was given to a role, or, where that is looked for too, anything names its ARN.
    private func speaks(of role: IAMRole, in account: String, byARN: Bool) -> Bool {
        let arn = "arn:\(partition):iam::\(account):role\(role.path)\(role.name)"
        let policies = accounts.values.flatMap { account in
            account.iam.roles.values.map(\.trust)
                + account.ses.values.flatMap { $0.identities.values.flatMap(\.policies.values) }
        }
        if policies.contains(where: { $0.principalIDs.values.contains(role.id) || byARN && $0.text.contains(arn) }) {
            return true
        }
        return byARN
            && cluster.objects.all.values.contains { object in
                object.at(["metadata", "annotations"])?.textMembers.values.contains(arn) ?? false
            }
    }
}
