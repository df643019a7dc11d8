import Wire

/// How identities come to be verified: a mail with a link for addresses, DNS records for domains.
enum Verification {
    /// For how long a link lives, in seconds.
    static let lifetime = 86_400

    /// Creates an identity if there is none, and asks for its verification unless it is done.
    static func begin(_ name: String, _ call: AWSCall, tags: Tags = Tags(), _ state: inout WorldState) {
        var identity =
            state[ses: call.account, call.region].identities[name] ?? EmailIdentity(name: name, created: call.now)
        if identity.isDomain, identity.dkimTokens.isEmpty {
            identity.dkimTokens = (0..<3).map { _ in
                call.randomness.text(32, of: "abcdefghijklmnopqrstuvwxyz234567")
            }
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
        state.pendingLinks[token] = PendingLink(
            account: call.account, region: call.region, identity: name,
            expires: call.now.adding(seconds: lifetime))
        let body = """
            Somebody asked to use this address with Amazon SES in account \(call.account), region \(call.region).

            If it was you, follow the link on this page within 24 hours. If it was not, do nothing.
            """
        state.inbox.append(
            DeliveredMail(
                kind: .verification(token: token, identity: name, account: call.account, region: call.region),
                messageID: Mailer.messageID(call), time: call.now, sender: "no-reply-aws@amazon.com",
                recipients: [name], subject: "Email address verification request in region \(call.region)",
                body: body, account: call.account, region: call.region))
    }
}

extension EmailIdentity {
    /// Where the verification stands now: an address whose link has died has failed.
    func status(at now: Timestamp) -> Status {
        guard status == .pending, !isDomain, now.seconds(since: requested) >= Verification.lifetime else {
            return status
        }
        return .failed
    }
}
