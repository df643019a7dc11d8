import Wire

extension WorldState {
    /// Two accounts with an administrator each, and a cluster that the first one's administrator may use.
    static func base(
        _ values: ScenarioValues, access: SimulatorAccess, now: Timestamp, randomness: Randomness
    ) -> WorldState {
        var cluster = ClusterState(
            account: values["eksAccount"], region: values["region"], name: values["cluster"],
            issuerID: values["issuerID"], createdAt: now.adding(seconds: -30 * 86_400),
            seed: access.clusterSeed)
        cluster.staticTokens = access.clusterTokens
        cluster.bindings = [RoleBinding(.user(SimulatorAccess.viewer), .view)]
        var state = WorldState(cluster: cluster)
        for key in access.keys {
            let number = values.account(of: key.side)
            var account = state.accounts[number] ?? AccountState(number: number)
            let user = IAMUser(
                name: key.profile, id: randomness.iamID("AIDA"), created: cluster.createdAt,
                accessKeys: [key.accessKeyID: SecretKey(key.secretAccessKey)],
                attachedPolicies: ["arn:\(state.partition):iam::aws:policy/AdministratorAccess"])
            account.iam.users[user.name] = user
            state.accounts[number] = account
            guard key.side == "eks" else { continue }
            state.cluster.accessEntries.append(
                AccessEntry(
                    principalARN: "arn:\(state.partition):iam::\(number):user/\(user.name)", principalID: user.id,
                    createdAt: cluster.createdAt))
        }
        return state
    }

    /// An account's first user as a caller, for changes that come from no request.
    func administrator(of account: String) -> Caller? {
        guard let user = self[iam: account].users.values.min(by: { $0.name < $1.name }) else { return nil }
        let arn = "arn:\(partition):iam::\(account):user\(user.path)\(user.name)"
        return Caller(
            account: account, kind: .user(name: user.name, id: user.id),
            accessKeyID: user.accessKeys.keys.min() ?? "", arn: arn, principalARN: arn, isTemporary: false)
    }
}
