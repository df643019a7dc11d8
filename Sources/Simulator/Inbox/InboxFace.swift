import Wire

/// The page of delivered mail and of records to publish, the same as JSON, and what their links lead to.
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
        [prefix, prefix + "/", prefix + ".json", "/verify", "/publish"].contains(String(path))
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
        if request.path == "/verify" { return follow(request, world.follow) }
        if request.path == "/publish" { return follow(request, world.publishRecords) }
        let now = world.now
        let (mails, links, domains) = world.read { state in
            (state.inbox.all, Set(state.pendingLinks.filter { $0.value.expires > now }.keys), state.pendingRecords)
        }
        let wantsJSON =
            request.path == Self.prefix + ".json" || request.header("accept")?.hasPrefix("application/json") == true
        guard wantsJSON else {
            return page(200, MailPage(mails: mails.reversed(), links: links, domains: domains).html)
        }
        return RawResponse(
            status: 200, headers: [("content-type", "application/json"), ("cache-control", "no-store")],
            body: Array((json(mails, links, domains).serialized(.pretty) + "\n").utf8))
    }

    /// The mails as a document, oldest first, and the domains that wait for their records; a verification mail carries
    /// its link as long as it works.
    private func json(_ mails: [DeliveredMail], _ links: Set<String>, _ domains: [PendingRecords]) -> JSONValue {
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
            "domains": .array(
                domains.map { waiting in
                    [
                        "domain": .string(waiting.domain), "account": .string(waiting.account),
                        "region": .string(waiting.region),
                        "records": .array(
                            waiting.records.map {
                                ["type": "CNAME", "name": .string($0.name), "value": .string($0.value)]
                            }),
                        "publishURL": .string(base + waiting.path),
                    ]
                }),
        ]
    }

    /// Does what a link stands for, and says what came of it.
    private func follow(_ request: RawRequest, _ link: (String) -> LinkOutcome) -> RawResponse {
        let token =
            request.query.split(separator: "&").first { $0.hasPrefix("token=") }
            .map { Percent.text($0.dropFirst("token=".count)) } ?? ""
        let back = "<p><a href=\"/inbox\">Back to the inbox</a></p>"
        guard case .verified(let identity, let account, let region) = link(token) else {
            let advice =
                request.path == "/publish"
                ? "The records are published already, or SES looked for them for 72 hours and gave up. Ask for the "
                    + "verification again."
                : "It was followed already, or it is older than 24 hours. Ask for a new verification mail."
            return page(
                410,
                MailPage.page(
                    "Link not valid", "<h1>This link is not valid</h1>\n<p>\(advice)</p>\n" + back, refreshes: false))
        }
        return page(
            200,
            MailPage.page(
                "Verified",
                "<h1>Congratulations</h1>\n<p>\(MailPage.escaped(identity)) is verified in account "
                    + "\(MailPage.escaped(account)), region \(MailPage.escaped(region)).</p>\n" + back,
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
