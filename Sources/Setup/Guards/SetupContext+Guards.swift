import AWSClient
import Calls
import Design
import Observation

extension SetupContext {
    /// The lock of the setup, and that of its role: other setups may share it, and the first version locked nothing else.
    func locks(_ design: DelegateSending) throws(SetupError) -> [Lock] {
        guard let state else { return [] }
        var locks: [Lock] = []
        for key in [SavedSetup.key(for: design), SavedSetup.firstKey(for: design)] {
            locks.append(try Lock(setup: key, in: state, process: process, at: clock.now))
        }
        return locks
    }

    /// Why nothing may be written into the cluster that the context leads to; nil where it is proven to be the one.
    ///
    /// - Parameters:
    ///   - design: Names the cluster and its issuer.
    ///   - cluster: The cluster.
    /// - Returns: The reason.
    func refusal(_ design: DelegateSending, _ cluster: any ClusterConnection) async -> SetupError? {
        let seen = await Observer(sources()).observe { _ in
            design.cluster.map { [Read.cluster($0, in: design.eksRegion).call] } ?? []
        }
        return await ClusterGuard.verdict(design, cluster, seen).refusal
    }
}
