import Wire

/// A DNS record that verifies a domain, a CNAME.
public struct DomainRecord: Sendable, Hashable {
    /// The name, for example `abc._domainkey.example.com`.
    public var name: String
    /// What it points to, for example `abc.dkim.amazonses.com`.
    public var value: String
}

/// A domain identity whose records nobody has published yet.
public struct PendingRecords: Sendable, Hashable {
    /// Stands for the records in links and calls, as a mail's token does for its link.
    public var token: String
    /// The domain.
    public var domain: String
    /// The account of the identity.
    public var account: String
    /// The SES region.
    public var region: String
    /// What has to be published.
    public var records: [DomainRecord]

    /// The path of the link on the inbox page that publishes them.
    public var path: String { "/publish?token=" + token }
}

extension World {
    /// The domains that wait for their records, by name, account and region.
    public var pendingRecords: [PendingRecords] {
        read { $0.pendingRecords }
    }

    /// Publishes the records that a token stands for, which verifies the domain.
    ///
    /// - Parameter token: the token of `pendingRecords`.
    /// - Returns: what came of it; `expired` where SES has given up looking, 72 hours after it was asked.
    @discardableResult
    public func publishRecords(token: String) -> LinkOutcome {
        counted(change { state in state.publishRecords(token: token, at: now) })
    }

    /// Publishes the records of all domains that wait, or of those of one name.
    ///
    /// - Parameter domain: the domain; nil for all.
    /// - Returns: what came of each.
    @discardableResult
    public func publishAllRecords(of domain: String? = nil) -> [LinkOutcome] {
        change { state in
            state.pendingRecords.filter { domain?.lowercased() ?? $0.domain == $0.domain }
                .map { state.publishRecords(token: $0.token, at: now) }
        }
        .map { counted($0) }
    }
}

extension WorldState {
    /// The domains that wait for their records, by name, account and region.
    var pendingRecords: [PendingRecords] {
        accounts.values.flatMap { account in
            account.ses.flatMap { region, ses in
                ses.identities.values.filter { $0.isDomain && $0.status == .pending }.map { identity in
                    PendingRecords(
                        token: identity.recordsToken, domain: identity.name, account: account.number, region: region,
                        records: identity.records)
                }
            }
        }.sorted { ($0.domain, $0.account, $0.region) < ($1.domain, $1.account, $1.region) }
    }

    mutating func publishRecords(token: String, at now: Timestamp) -> LinkOutcome {
        guard !token.isEmpty, let found = pendingRecords.first(where: { $0.token == token }) else { return .unknown }
        let identity = self[ses: found.account, found.region].identities[found.domain]
        guard identity?.status(at: now) == .pending else { return .expired(identity: found.domain) }
        self[ses: found.account, found.region].identities[found.domain]?.status = .success
        return .verified(identity: found.domain, account: found.account, region: found.region)
    }
}
