import Wire

/// How identities come to be verified: a mail with a link for addresses, DNS records for domains.
enum Verification {
    /// For how long a link lives, in seconds.
    static let lifetime = 86_400
    /// For how long SES looks for a domain's records, in seconds.
    static let patience = 259_200
    /// The zone that DKIM records point into.
    static let signingZone = "dkim.amazonses.com"

    /// Creates an identity if there is none, and asks for its verification unless it is done.
    static func begin(_ name: String, _ call: AWSCall, tags: Tags = Tags(), _ state: inout WorldState) {
        var identity =
            state[ses: call.account, call.region].identities[name] ?? EmailIdentity(name: name, created: call.now)
        if identity.isDomain, identity.dkimTokens.isEmpty {
            identity.dkimTokens = (0..<3).map { _ in
                call.randomness.text(32, of: "abcdefghijklmnopqrstuvwxyz234567")
            }
            identity.recordsToken = call.randomness.text(
                40, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz23456789")
        }
        for tag in tags.list { identity.tags.set(tag) }
        if !identity.isVerified {
            identity.status = .pending
            identity.requested = call.now
            if !identity.isDomain { mail(name, call, &state) }
        }
        state[ses: call.account, call.region].identities[name] = identity
    }

    /// Puts the mail with the link into the inbox.
    private static func mail(_ name: String, _ call: AWSCall, _ state: inout WorldState) {
        let token = call.randomness.text(40, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz23456789")
        state.pendingLinks = state.pendingLinks.filter { $0.value.expires > call.now }
        let body = """
            Somebody asked to use this address with Amazon SES in account \(call.account), region \(call.region).

            If it was you, follow the link on this page within 24 hours. If it was not, do nothing.
            """
        let mail = DeliveredMail(
            kind: .verification(token: token, identity: name, account: call.account, region: call.region),
            messageID: Mailer.messageID(call), time: call.now, sender: "no-reply-aws@amazon.com", recipients: [name],
            subject: "Email address verification request in region \(call.region)", body: body, account: call.account,
            region: call.region)
        let same = state.begunWork.same(as: mail)
        state.pendingLinks[same?.verificationToken ?? token] = PendingLink(
            account: call.account, region: call.region, identity: name,
            expires: call.now.adding(seconds: lifetime))
        guard same == nil else { return }
        state.inbox.append(mail)
        state.begunWork.take(mail)
    }
}

extension WorldState {
    /// Takes an identity away, with the links that would have verified it.
    mutating func deleteIdentity(_ name: String, _ call: AWSCall) {
        self[ses: call.account, call.region].identities[name] = nil
        closeLinks(of: name, call.account, call.region)
    }

    /// Uses up the links by which an identity would become verified.
    mutating func closeLinks(of identity: String, _ account: String, _ region: String) {
        pendingLinks = pendingLinks.filter {
            $0.value.identity != identity || $0.value.account != account || $0.value.region != region
        }
    }
}

extension EmailIdentity {
    /// Where the verification stands now: an address whose link has died has failed, a domain whose records were looked
    /// for in vain too.
    func status(at now: Timestamp) -> Status {
        let limit = isDomain ? Verification.patience : Verification.lifetime
        guard status == .pending, now.seconds(since: requested) >= limit else { return status }
        return .failed
    }

    /// The DKIM records of a domain; none for an address.
    var records: [DomainRecord] {
        guard isDomain else { return [] }
        return dkimTokens.map { token in
            DomainRecord(name: "\(token)._domainkey.\(name)", value: "\(token).\(Verification.signingZone)")
        }
    }
}
