import Wire

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
        counted(change { state in state.follow(token: token, at: now) })
    }

    /// Follows the links of all verification mails that wait, as a person would who reads them all.
    ///
    /// - Returns: what came of each.
    @discardableResult
    public func followAllLinks() -> [LinkOutcome] {
        change { state in
            state.pendingLinks.keys.sorted().map { state.follow(token: $0, at: now) }
        }
        .map { counted($0) }
    }

    /// The outcome; what verified something is counted as a deed.
    func counted(_ outcome: LinkOutcome) -> LinkOutcome {
        if case .verified = outcome { countDeed() }
        return outcome
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
}
