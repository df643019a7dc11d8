import Identifiers

extension Answers {
    /// What has to be asked before the answers can be completed, besides what a plan asks.
    ///
    /// - Parameter sides: The sides that may be asked.
    /// - Returns: Questions that can all be asked at once.
    public func completingQuestions(sides: Set<Side> = Set(Side.allCases)) -> [Question] {
        var questions: [Question] = []
        if let eksCluster { questions.append(.cluster(name: eksCluster)) }
        if self[.eksSandbox] == nil { questions.append(.sendingAccount(.eks)) }
        if self[.sesSandbox] == nil, sides.contains(.ses) { questions.append(.sendingAccount(.ses)) }
        if self[.sesIdentity] == nil, let sender { questions.append(.identity(.ses, .address(sender))) }
        return questions
    }

    /// What has to be asked next, once the first answers are in: whether the sender's domain is verified.
    public func secondQuestions(_ observations: Observations) -> [Question] {
        guard self[.sesIdentity] == nil, let sender else { return [] }
        switch observations.identity(.ses, .address(sender)) {
        case .value(let state) where state.isVerified: return []
        case .value, .absent: return [.identity(.ses, .domain(sender.domain))]
        default: return []
        }
    }

    /// The answers with what the world told in the fields that nobody answered.
    ///
    /// The identity follows SES's rule: a verified address carries its own policy; an address that is verified through
    /// its domain only has no identity of its own, so the domain carries the policy.
    public func completed(by observations: Observations) -> Answers {
        var found = Answers()
        if let eksCluster, let issuer = observations.cluster(eksCluster)?.value?.issuer {
            try? found.set(issuer.text, for: .eksOIDCProvider, from: .detected(from: "from the cluster"))
        }
        for (side, field) in [(Side.eks, FieldID.eksSandbox), (.ses, .sesSandbox)] {
            if let account = observations.sendingAccount(side)?.value {
                let text = account.productionAccess ? "false" : "true"
                try? found.set(text, for: field, from: .detected(from: "read from SES"))
            }
        }
        if let sender {
            let address = observations.identity(.ses, .address(sender))?.value?.isVerified ?? false
            let domain = observations.identity(.ses, .domain(sender.domain))?.value?.isVerified ?? false
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
