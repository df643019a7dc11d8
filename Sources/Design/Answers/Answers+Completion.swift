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
        calls += openingReads(observations)
        return calls
    }

    /// What has to be asked before it is known what a message is sent as, and by which role: of the questions that
    /// nobody answered the issuer, the identity and the names of an earlier apply.
    ///
    /// - Parameter observations: What was seen so far.
    /// - Returns: Calls that can all be made at once; none where everything was answered.
    public func openingReads(_ observations: Observations) -> [Call] {
        var calls: [Call] = []
        if self[.eksOIDCProvider] == nil, let eksCluster { calls.append(Read.cluster(eksCluster, in: eksRegion).call) }
        if self[.sesIdentity] == nil, let sender { calls += observations.coverReads(of: sender, .ses, in: sesRegion) }
        calls += nameReads(observations)
        return calls
    }

    /// What has to be asked to know the names that an earlier apply gave, as far as earlier answers say what to ask.
    public func nameReads(_ observations: Observations) -> [Call] {
        KeptNames(identified(by: observations), observations)?.reads ?? []
    }

    /// The names that an earlier apply gave, where nobody said others and they are not those that derive today.
    public func keptNames(_ observations: Observations) -> [(field: FieldID, text: String)] {
        KeptNames(identified(by: observations), observations)?.entries ?? []
    }

    /// The answers with what the world told in the fields that nobody answered.
    ///
    /// The identity follows SES's rule: a verified address carries its own policy; an address that is verified through
    /// its domain only has no identity of its own, so the domain carries the policy. Names that an earlier apply gave
    /// are kept.
    public func completed(by observations: Observations) -> Answers {
        let known = identified(by: observations)
        var found = Answers()
        for (side, field) in [(Side.eks, FieldID.eksSandbox), (.ses, .sesSandbox)] {
            if let account = observations.sendingAccount(side, in: sesRegion)?.value {
                let text = account.productionAccess ? "false" : "true"
                try? found.set(text, for: field, from: .detected(from: "read from SES"))
            }
        }
        for (field, text) in keptNames(observations) {
            try? found.set(text, for: field, from: .detected(from: "applied before"))
        }
        found.merge(known)
        return found
    }

    /// The answers as a file is to hold them: with the cluster, the issuer and the identity that hold.
    public func settled(by design: DelegateSending) -> Answers {
        var settled = self
        let values: [(FieldID, String?)] = [
            (.eksCluster, design.cluster?.text), (.eksOIDCProvider, design.issuer.text),
            (.sesIdentity, design.identity.text),
        ]
        for (field, text) in values where settled[field] == nil {
            if let text { try? settled.set(text, for: field, from: .default) }
        }
        return settled
    }

    /// The answers with issuer and identity, which everything else hangs on.
    private func identified(by observations: Observations) -> Answers {
        var found = Answers()
        if let eksCluster, let issuer = observations.cluster(eksCluster, in: eksRegion)?.value?.issuer {
            try? found.set(issuer.text, for: .eksOIDCProvider, from: .detected(from: "from the cluster"))
        }
        if let sender, case .verified(let identity) = observations.cover(of: sender, .ses, in: sesRegion) {
            try? found.set(identity.text, for: .sesIdentity, from: .detected(from: "verified in SES"))
        }
        found.merge(self)
        return found
    }
}
