public import Calls
import Identifiers

extension Answers {
    /// What has to be asked before the answers can be completed, besides what a plan asks.
    ///
    /// Asked again with the answers of the world, until nothing new is wanted: whether the sender's domain is verified
    /// only matters where its address is not.
    ///
    /// - Parameters:
    ///   - observations: What was seen so far.
    ///   - sides: The sides that may be asked.
    /// - Returns: Calls that can all be made at once.
    public func completingReads(
        _ observations: Observations = Observations(), sides: Set<Side> = Set(Side.allCases)
    ) -> [Call] {
        var calls: [Call] = []
        if let eksCluster { calls.append(Read.cluster(eksCluster, in: eksRegion).call) }
        if self[.eksSandbox] == nil { calls.append(Read.sendingAccount(.eks, in: sesRegion).call) }
        if self[.sesSandbox] == nil, sides.contains(.ses) {
            calls.append(Read.sendingAccount(.ses, in: sesRegion).call)
        }
        guard self[.sesIdentity] == nil, let sender else { return calls }
        calls.append(Read.identity(.ses, .address(sender), in: sesRegion).call)
        switch observations.identity(.ses, .address(sender), in: sesRegion) {
        case .value(let state) where !state.isVerified:
            calls.append(Read.identity(.ses, .domain(sender.domain), in: sesRegion).call)
        case .absent: calls.append(Read.identity(.ses, .domain(sender.domain), in: sesRegion).call)
        case .value, .denied, .unreachable, .doubtful, nil: break
        }
        return calls
    }

    /// The answers with what the world told in the fields that nobody answered.
    ///
    /// The identity follows SES's rule: a verified address carries its own policy; an address that is verified through
    /// its domain only has no identity of its own, so the domain carries the policy.
    public func completed(by observations: Observations) -> Answers {
        var found = Answers()
        if let eksCluster, let issuer = observations.cluster(eksCluster, in: eksRegion)?.value?.issuer {
            try? found.set(issuer.text, for: .eksOIDCProvider, from: .detected(from: "from the cluster"))
        }
        for (side, field) in [(Side.eks, FieldID.eksSandbox), (.ses, .sesSandbox)] {
            if let account = observations.sendingAccount(side, in: sesRegion)?.value {
                let text = account.productionAccess ? "false" : "true"
                try? found.set(text, for: field, from: .detected(from: "read from SES"))
            }
        }
        if let sender {
            let address = observations.identity(.ses, .address(sender), in: sesRegion)?.value?.isVerified ?? false
            let domain =
                observations.identity(.ses, .domain(sender.domain), in: sesRegion)?.value?.isVerified ?? false
            if address || domain {
                let text = address ? sender.text : sender.domain.text
                try? found.set(text, for: .sesIdentity, from: .detected(from: "verified in SES"))
            }
        }
        var completed = found
        completed.merge(self)
        return completed
    }
}
