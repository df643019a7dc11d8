import Wire

/// The metadata service of a pod's node, which gives the credentials of the node's role.
///
/// Its hop limit is 1, so that only pods on the node's network reach it.
struct NodeMetadata {
    /// The container that asks.
    let machine: PodMachine
    /// The node, by the id of its instance.
    static let instance = "i-0a1b2c3d4e5f60718"

    /// A session of the node's role; nil where the pod does not reach the service, or the world has no such role.
    func session() -> Session? {
        guard machine.pod?.at(["spec", "hostNetwork"])?.bool == true else { return nil }
        let world = machine.world
        return world.change { state in
            let (account, name) = (state.cluster.account, state.cluster.name + "-node")
            guard let role = state[iam: account].roles[name] else { return nil }
            let call = AWSCall(
                service: .sts, operation: "AssumeRole", region: state.cluster.region, now: world.now,
                requestID: world.randomness.uuid(), randomness: world.randomness)
            let session = TemporaryCredentials.make(
                call, account: account, identity: .role(name: role.name, id: role.id, sessionName: Self.instance),
                seconds: 21_600)
            state.sessions.add(session)
            return session
        }
    }
}
