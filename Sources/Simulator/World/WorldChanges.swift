import IAMPolicy
import Wire

/// What can be broken on purpose in a world that is set up, one link of the chain at a time.
public enum Breakage: String, Sendable, CaseIterable {
    /// `sts.amazonaws.com` is no longer among the provider's client ids.
    case dropClientID
    /// The trust policy wants another service account.
    case wrongSub
    /// The sending policies on the sender's identity are gone.
    case removeSendingPolicy
    /// The sender's identity is not verified any more.
    case unverifySender
}

/// How following a verification link went, or publishing a domain's records.
public enum LinkOutcome: Sendable, Hashable {
    /// The identity is verified now.
    case verified(identity: String, account: String, region: String)
    /// The link died 24 hours after its mail; a domain's records came later than 72 hours.
    case expired(identity: String)
    /// No mail has such a link and no domain waits for such records, or it was done before.
    case unknown
}

extension World {
    /// Follows the link of a verification mail.
    @discardableResult
    public func follow(token: String) -> LinkOutcome {
        change { state in state.follow(token: token, at: now) }
    }

    /// Follows the links of all verification mails that wait, as a person would who reads them all.
    ///
    /// - Returns: what came of each.
    @discardableResult
    public func followAllLinks() -> [LinkOutcome] {
        change { state in
            state.pendingLinks.keys.sorted().map { state.follow(token: $0, at: now) }
        }
    }

    /// Breaks one link wherever the world has it.
    ///
    /// - Returns: how many things were changed; none where the world was not set up that far.
    @discardableResult
    public func breakLink(_ breakage: Breakage) -> Int {
        change { state in state.apply(breakage) }
    }
}

extension WorldState {
    mutating func follow(token: String, at now: Timestamp) -> LinkOutcome {
        guard let link = pendingLinks[token] else { return .unknown }
        guard now < link.expires else {
            pendingLinks[token] = nil
            return .expired(identity: link.identity)
        }
        let isThere = self[ses: link.account, link.region].identities[link.identity] != nil
        closeLinks(of: link.identity, link.account, link.region)
        guard isThere else { return .unknown }
        self[ses: link.account, link.region].identities[link.identity]?.status = .success
        return .verified(identity: link.identity, account: link.account, region: link.region)
    }

    mutating func apply(_ breakage: Breakage) -> Int {
        switch breakage {
        case .dropClientID: dropClientID()
        case .wrongSub: changeSubjects()
        case .removeSendingPolicy: changeSenders { $0.policies = [:] }
        case .unverifySender: changeSenders { $0.status = .pending }
        }
    }

    private mutating func dropClientID() -> Int {
        let account = cluster.account
        let arn = Names.providerARN(partition, account, issuer: cluster.issuer)
        guard self[iam: account].providers[arn]?.clientIDs.contains("sts.amazonaws.com") == true else { return 0 }
        self[iam: account].providers[arn]?.clientIDs.removeAll { $0 == "sts.amazonaws.com" }
        return 1
    }

    /// Puts another service account's name into every trust policy that is about the cluster.
    private mutating func changeSubjects() -> Int {
        var changed = 0
        for (name, role) in self[iam: cluster.account].roles where role.trust.text.contains(cluster.issuer) {
            let subjects = role.trust.document.statements.flatMap(\.conditions.conditions)
                .filter { $0.key.hasSuffix(":sub") }.flatMap(\.values)
            var text = role.trust.text
            for subject in Set(subjects) {
                text = text.split(separator: "\"\(subject)\"", omittingEmptySubsequences: false)
                    .joined(separator: "\"\(subject)-of-somebody-else\"")
            }
            guard text != role.trust.text,
                let trust = try? StoredPolicy(text, kind: .trust, principalIDs: role.trust.principalIDs)
            else { continue }
            self[iam: cluster.account].roles[name]?.trust = trust
            changed += 1
        }
        return changed
    }

    /// Changes every identity that carries a sending policy.
    private mutating func changeSenders(_ body: (inout EmailIdentity) -> Void) -> Int {
        var changed = 0
        for account in accounts.keys {
            for (region, ses) in accounts[account]?.ses ?? [:] {
                for (name, identity) in ses.identities where !identity.policies.isEmpty {
                    var identity = identity
                    body(&identity)
                    self[ses: account, region].identities[name] = identity
                    changed += 1
                }
            }
        }
        return changed
    }
}
