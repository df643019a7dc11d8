public import Wire

/// The page of delivered mail, the same as JSON, and what its verification links lead to.
public struct InboxFace: Face {
    /// Where it lives.
    static let prefix = "/inbox"

    private let world: World

    /// Makes the inbox of a world.
    public init(_ world: World) {
        self.world = world
    }

    /// Whether a path belongs to the inbox.
    public static func serves(_ path: some StringProtocol) -> Bool {
        [prefix, prefix + "/", prefix + ".json", "/verify"].contains(String(path))
    }

    /// Answers one request.
    public func answer(_ request: RawRequest) async -> RawResponse {
        respond(to: request)
    }

    /// Answers one request at once.
    public func respond(to request: RawRequest) -> RawResponse {
        guard ["GET", "HEAD"].contains(request.method) else {
            var refusal = page(405, MailPage.page("Inbox", "<h1>Only GET is answered here</h1>", refreshes: false))
            refusal.headers.append(("allow", "GET, HEAD"))
            return refusal
        }
        if request.path == "/verify" { return verify(request) }
        let now = world.now
        let (mails, links) = world.read { state in
            (state.inbox.all, Set(state.pendingLinks.filter { $0.value.expires > now }.keys))
        }
        let wantsJSON =
            request.path == Self.prefix + ".json" || request.header("accept")?.hasPrefix("application/json") == true
        guard wantsJSON else { return page(200, MailPage(mails: mails.reversed(), links: links).html) }
        return RawResponse(
            status: 200, headers: [("content-type", "application/json"), ("cache-control", "no-store")],
            body: Array((json(mails, links).serialized(.pretty) + "\n").utf8))
    }

    /// The mails as a document, oldest first; a verification mail carries its link as long as it works.
    private func json(_ mails: [DeliveredMail], _ links: Set<String>) -> JSONValue {
        let base = String(world.read { $0.inboxURL }.dropLast(Self.prefix.count))
        return [
            "schema": "sesame/inbox/v1",
            "mails": .array(
                mails.map { mail in
                    var object = JSONObject([
                        ("kind", mail.verificationToken == nil ? "message" : "verification"),
                        ("messageId", .string(mail.messageID)), ("time", .string(mail.time.iso8601)),
                        ("from", .string(mail.sender)), ("to", JSONValue(mail.recipients)),
                        ("subject", .string(mail.subject)), ("body", .string(mail.body)),
                        ("account", .string(mail.account)), ("region", .string(mail.region)),
                    ])
                    if let identity = mail.identityARN { object["identityArn"] = .string(identity) }
                    if let path = mail.verificationPath, links.contains(mail.verificationToken ?? "") {
                        object["verificationURL"] = .string(base + path)
                    }
                    return .object(object)
                }),
        ]
    }

    private func verify(_ request: RawRequest) -> RawResponse {
        let token =
            request.query.split(separator: "&").first { $0.hasPrefix("token=") }
            .map { Percent.text($0.dropFirst("token=".count)) } ?? ""
        let now = world.now
        let back = "<p><a href=\"/inbox\">Back to the inbox</a></p>"
        guard let link = world.change({ $0.follow(linkWith: token, at: now) }) else {
            return page(
                410,
                MailPage.page(
                    "Link not valid",
                    "<h1>This link is not valid</h1>\n<p>It was followed already, or it is older than 24 hours. Ask for a "
                        + "new verification mail.</p>\n" + back, refreshes: false))
        }
        return page(
            200,
            MailPage.page(
                "Verified",
                "<h1>Congratulations</h1>\n<p>\(MailPage.escaped(link.identity)) is verified in account "
                    + "\(MailPage.escaped(link.account)), region \(MailPage.escaped(link.region)).</p>\n" + back,
                refreshes: false))
    }

    private func page(_ status: Int, _ html: String) -> RawResponse {
        RawResponse(
            status: status,
            headers: [
                ("content-type", "text/html; charset=utf-8"), ("cache-control", "no-store"),
                ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'"),
            ], body: Array(html.utf8))
    }
}

extension WorldState {
    /// Follows a verification link: the identity becomes verified, and the link is used up.
    ///
    /// - Parameters:
    ///   - token: the link's token.
    ///   - now: the time in the world.
    /// - Returns: what was verified, or nil for a link that is unknown, used or too old.
    public mutating func follow(linkWith token: String, at now: Timestamp) -> PendingLink? {
        guard let link = pendingLinks.removeValue(forKey: token), link.expires > now,
            accounts[link.account]?.ses[link.region]?.identities[link.identity] != nil
        else { return nil }
        accounts[link.account]?.ses[link.region]?.identities[link.identity]?.status = .success
        return link
    }
}
