import Foundation
import Programs
import Testing
import Wire

@testable import Simulator

/// The page of delivered mail and its links.
struct InboxTests {
    private func get(_ inbox: InboxFace, _ target: String) async -> (status: Int, text: String) {
        let response = await inbox.answer(RawRequest(method: "GET", target: target, headers: []))
        return (response.status, String(decoding: response.body, as: UTF8.self))
    }

    /// A world in which a verification mail waits, or a domain for its records.
    private func waiting(_ identity: String = "a@example.com") throws -> (SimulatedWorld, InboxFace) {
        let world = try SimulatedWorld("fresh")
        let step: JSONValue = [
            "aws": "sesv2 POST /v2/email/identities", "by": "ses", "with": ["EmailIdentity": .string(identity)],
        ]
        try world.world.change { state in
            var runner = ScenarioRunner(
                state: state, values: world.catalogue.values, now: world.world.now, randomness: .machine)
            try runner.run(ScenarioStep(step, in: "test"))
            state = runner.state
        }
        return (world, InboxFace(world.world))
    }

    private func status(_ world: SimulatedWorld, _ identity: String = "a@example.com") -> EmailIdentity.Status? {
        world.world.read { $0.accounts["444455556666"]?.ses["eu-west-1"]?.identities[identity]?.status }
    }

    @Test func `an empty inbox says so`() async throws {
        let inbox = InboxFace(try SimulatedWorld("fresh").world)
        let page = await get(inbox, "/inbox")
        #expect(page.status == 200)
        #expect(page.text.contains("No mail yet."))
        #expect(
            await get(inbox, "/inbox.json").text
                == "{\n  \"schema\": \"sesame/inbox/v1\",\n  \"mails\": [],\n  \"domains\": []\n}\n")
    }

    @Test func `the link on the page verifies, once`() async throws {
        let (world, inbox) = try waiting()
        #expect(status(world) == .pending)
        let page = await get(inbox, "/inbox").text
        let start = try #require(page.firstRange(of: "<a href=\""))
        let path = String(page[start.upperBound...].prefix { $0 != "\"" })
        #expect(path.hasPrefix("/verify?token="))
        let followed = await get(inbox, path)
        #expect(followed.status == 200)
        #expect(followed.text.contains("a@example.com is verified in account 444455556666, region eu-west-1."))
        #expect(status(world) == .success)
        #expect(await get(inbox, path).status == 410)
        #expect(await get(inbox, "/inbox").text.contains("<a href=") == false)
    }

    @Test func `a domain's records are shown, and published by their link`() async throws {
        let (world, inbox) = try waiting("example.com")
        let page = await get(inbox, "/inbox").text
        #expect(page.contains("DNS records of example.com"))
        let document = try JSONValue.parse(await get(inbox, "/inbox.json").text)
        let domain = try #require(document["domains"]?.array?.first)
        #expect(domain["domain"] == "example.com")
        #expect(domain["account"] == "444455556666")
        let records = try #require(domain["records"]?.array)
        #expect(records.count == 3)
        for record in records {
            let name = try #require(record["name"]?.string)
            #expect(record["type"] == "CNAME")
            #expect(name.hasSuffix("._domainkey.example.com"))
            #expect(record["value"]?.string == "\(name.prefix { $0 != "." }).dkim.amazonses.com")
            #expect(page.contains(name))
        }
        let path = try #require(domain["publishURL"]?.string)
        #expect(page.contains("<a href=\"\(path)\">Publish these records</a>"))
        let published = await get(inbox, path)
        #expect(published.status == 200)
        #expect(published.text.contains("example.com is verified in account 444455556666, region eu-west-1."))
        #expect(status(world, "example.com") == .success)
        #expect(await get(inbox, path).status == 410)
        #expect(await get(inbox, "/publish").status == 410)
        #expect(await get(inbox, "/inbox").text.contains("DNS records") == false)
    }

    @Test func `SES looks for records for three days`() async throws {
        let (world, inbox) = try waiting("example.com")
        let path = try #require(world.world.pendingRecords.first?.path)
        world.world.clock.advance(seconds: 259_200)
        #expect(await get(inbox, path).status == 410)
        #expect(status(world, "example.com") == .pending)
        let shown = world.world.read { state in
            state[ses: "444455556666", "eu-west-1"].identities["example.com"]?.status(at: world.world.now)
        }
        #expect(shown == .failed)
    }

    @Test func `a link dies after a day`() async throws {
        let (world, inbox) = try waiting()
        let token = try #require(world.world.read { $0.pendingLinks.keys.first })
        world.world.clock.advance(seconds: 86_401)
        #expect(await get(inbox, "/verify?token=\(token)").status == 410)
        #expect(status(world) == .pending)
        #expect(await get(inbox, "/verify").status == 410)
    }

    @Test func `text from outside stays text`() async throws {
        let world = try SimulatedWorld("fresh")
        world.world.change { state in
            state.inbox.append(
                DeliveredMail(
                    kind: .message, messageID: "1", time: Timestamp(secondsSinceEpoch: 0, nanoseconds: 0),
                    sender: "\"<b>\"@example.com", recipients: ["x@example.com"],
                    subject: "<script>alert(1)</script>\u{1B}[2J",
                    body: "a & b\nc 'd'", account: "1", region: "r"))
        }
        let page = await get(InboxFace(world.world), "/inbox").text
        #expect(!page.contains("<script>"))
        #expect(!page.contains("\u{1B}"))
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.contains("a &amp; b\nc &#39;d&#39;"))
    }

    @Test(.enabled(if: Tools.found("curl") != nil))
    func `the links work over HTTP, and the admin endpoint wants its token`()
        async throws
    {
        try await RunningSimulator.with("fresh") { running in
            let environment = running.environment
            let inbox = try #require(environment["SESAME_SIMULATOR_INBOX"])
            let admin = try #require(environment["SESAME_SIMULATOR_ADMIN"])
            let secret = try #require(environment["SESAME_SIMULATOR_ADMIN_TOKEN"])
            #expect(try await running.curl(inbox).out.contains("No mail yet."))
            let anonymous = try await running.curl("-X", "POST", "-d", #"{"scenario":"ready"}"#, admin + "/reset")
            #expect(anonymous.out.contains("Unauthorized"))
            let bearer = "Authorization: Bearer \(secret)"
            let ready = try await running.curl("-H", bearer, "-d", #"{"scenario":"ready"}"#, admin + "/reset")
            #expect(try JSONValue.parse(ready.out)["scenario"] == "ready")
            #expect(try await running.curl(inbox).out.contains("Email address verification request"))
            let broken = try await running.curl(
                "-H", bearer, "-d", #"{"scenario":"ses-identity-policy-missing"}"#, admin + "/break")
            #expect(try JSONValue.parse(broken.out)["schema"] == "sesame/simulator/v1")
            let twice = try await running.curl(
                "-H", bearer, "-d", #"{"scenario":"ses-identity-policy-missing"}"#, admin + "/break")
            #expect(twice.out.contains("That is broken already."))
            let options = try await running.curl(
                "-H", bearer, "-d", #"{"latency":{"*":0.02},"iamPropagationDelay":3}"#, admin + "/options")
            #expect(try JSONValue.parse(options.out)["options"]?["latency"] == ["*": 0.02].json)
            let unknown = try await running.curl("-H", bearer, "-d", #"{"gravity":1}"#, admin + "/options")
            #expect(unknown.out.contains(#"found \"gravity\", expected one of iamPropagationDelay"#))
        }
    }
}

extension Dictionary where Key == String, Value == Double {
    /// The table as a JSON value.
    fileprivate var json: JSONValue {
        .object(JSONObject(map { ($0.key, .number(String($0.value))) }))
    }
}
