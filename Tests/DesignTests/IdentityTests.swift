import Calls
import Design
import Identifiers
import TestAnswers
import Testing
import Wire

/// Which identity proves an address, for whoever asks.
struct IdentityTests {
    private static let region = try? Region("eu-west-1")

    @Test(arguments: [
        ("x@example.com", ["x@example.com", "example.com"]),
        ("x@a.b.example.com", ["x@a.b.example.com", "a.b.example.com", "b.example.com", "example.com"]),
    ])
    func `an address, its domain, and the domains above down to two labels`(address: String, all: [String]) throws {
        #expect(SESIdentity.covering(try EmailAddress(address)).map(\.text) == all)
    }

    /// Identities by name: verified, not verified; what is missing is absent.
    private func seen(
        _ side: Side, _ identities: [String: Bool], of address: String
    ) throws -> Observations {
        var seen = Observations()
        for identity in SESIdentity.covering(try EmailAddress(address)) {
            seen[.identity(side, identity, in: Self.region)] =
                identities[identity.text].map {
                    .value(IdentityState(isVerified: $0, status: $0 ? "SUCCESS" : "PENDING"))
                } ?? .absent
        }
        return seen
    }

    @Test(arguments: [
        (["x@mail.example.com": true, "example.com": true], "x@mail.example.com"),
        (["x@mail.example.com": false, "mail.example.com": true], "mail.example.com"),
        (["example.com": true], "example.com"), (["mail.example.com": false, "example.com": true], "example.com"),
        (["mail.example.com": false], nil), ([:], nil),
    ])
    func `the nearest identity that is verified sends`(identities: [String: Bool], identity: String?) throws {
        let address = "x@mail.example.com"
        var answers = try Example.answers()
        answers.clear(.sesIdentity)
        try answers.set(address, for: .sesSender, from: .typed)
        let seen = try seen(.ses, identities, of: address)
        #expect(answers.completed(by: seen)[.sesIdentity] == identity)
        // A list says the same.
        var listed = Observations()
        listed[Read.identities(.ses, in: Self.region).call] = Answer(
            .success([
                "EmailIdentities": .array(
                    identities.map {
                        [
                            "IdentityName": .string($0.key), "VerificationStatus": $0.value ? "SUCCESS" : "PENDING",
                        ]
                    })
            ]))
        #expect(answers.completed(by: listed)[.sesIdentity] == identity)
        let design = try DelegateSending(answers.completed(by: seen))
        #expect(design.identity.text == identity ?? address)
    }

    @Test func `the address is asked first, then all domains at once, and nobody is guessed past a refusal`() throws {
        var answers = try Example.answers()
        answers.clear(.sesIdentity)
        try answers.set("x@mail.example.com", for: .sesSender, from: .typed)
        let reads = try SESIdentity.covering(EmailAddress("x@mail.example.com")).map {
            Read.identity(.ses, $0, in: Self.region).call
        }
        #expect(answers.openingReads(Observations()) == [reads[0]])
        var seen = Observations()
        seen.fail(reads[0], CallFailure(.absent))
        #expect(answers.openingReads(seen) == reads)
        seen.fail(reads[1], CallFailure(.denied, place: "444455556666"))
        seen[reads[2]] = Answer(.success(["VerifiedForSendingStatus": true]))
        #expect(answers.completed(by: seen)[.sesIdentity] == nil)
    }

    @Test func `a receiver is right by a domain above`() throws {
        let design = try Example.design([(.sesReceiver, "ops@team.example.org")])
        var seen = PlanTests.ready(design)
        for side in [Side.eks, .ses] {
            seen.merge(try self.seen(side, ["example.org": true], of: "ops@team.example.org"))
        }
        let plan = Plan.make(design, seen)
        #expect(plan[.eksReceiverIdentity]?.action == .adopt)
        #expect(plan[.eksReceiverIdentity]?.reason.hasPrefix("Verified through the domain example.org.") == true)
        #expect(plan[.sesReceiverIdentity]?.action == .adopt)
        #expect(plan.mails.isEmpty)
    }

    @Test func `an address beneath a verified domain is made by nobody's yes but its own`() throws {
        let design = try Example.design([(.sesIdentity, "no-reply@example.com")])
        var seen = PlanTests.ready(design)
        seen.merge(try self.seen(.ses, ["example.com": true], of: "no-reply@example.com"))
        #expect(design.reads(seen).contains(Read.identity(.ses, try SESIdentity("example.com"), in: Self.region).call))
        let plan = Plan.make(design, seen)
        let row = try #require(plan[.senderIdentity])
        #expect(row.action == .create)
        #expect(row.takesAccess)
        #expect(row.proposals.map(\.line) == ["ses.identity: example.com"])
        #expect(row.risks.contains { $0.contains("whoever sends as it through the domain may be refused") })
        #expect(plan[.sendingPolicy]?.action == .waiting)
        // Where the domain is not verified, nobody can lose anything.
        seen.merge(try self.seen(.ses, [:], of: "no-reply@example.com"))
        #expect(Plan.make(design, seen)[.senderIdentity]?.takesAccess == false)
    }

    @Test func `a domain is proven by records that SES names, and by no mail`() throws {
        let design = try Example.design([(.sesIdentity, "example.com")])
        var seen = PlanTests.ready(design)
        let read = Read.identity(.ses, design.identity, in: Self.region)
        seen[read] = .absent
        var row = try #require(Plan.make(design, seen)[.senderIdentity])
        #expect(row.gain == "no mail, 3 DNS records")
        #expect(row.mails.isEmpty)
        #expect(row.task?.sentence.contains("0 ") == false)
        seen[read.call] = Answer(
            .success([
                "VerifiedForSendingStatus": false, "VerificationStatus": "PENDING",
                "DkimAttributes": [
                    "Tokens": ["a", "b", "c"], "SigningHostedZone": "dkim.eu-west-1.amazonses.example.net",
                ],
            ]))
        row = try #require(Plan.make(design, seen)[.senderIdentity])
        #expect(row.gain == "publish 3 DNS records")
        #expect(
            row.reason
                == "Waits for a person: Publish 3 CNAME records in the DNS of example.com. "
                + ["a", "b", "c"].map {
                    "\($0)._domainkey.example.com. CNAME \($0).dkim.eu-west-1.amazonses.example.net."
                }.joined(separator: " "))
        // Somebody else's keys: SES has no records of its own to name.
        seen[read.call] = Answer(.success(["VerifiedForSendingStatus": false, "VerificationStatus": "PENDING"]))
        row = try #require(Plan.make(design, seen)[.senderIdentity])
        #expect(row.gain == "3 DNS records to come")
        #expect(row.task?.sentence.contains("CNAME records that SES names for example.com") == true)
    }

    @Test func `a default configuration set is a likely risk and no fault`() throws {
        let design = try Example.design()
        var seen = PlanTests.ready(design)
        let read = Read.identity(.ses, design.identity, in: Self.region)
        var state = try #require(seen[read]?.value)
        state.configurationSet = "tracking"
        seen[read] = .value(state)
        let plan = Plan.make(design, seen)
        #expect(plan.hasNoChanges)
        #expect(plan[.senderIdentity]?.risks.count == 1)
        #expect(
            plan[.senderIdentity]?.risks.first?.contains("likely refuses them on configuration-set/tracking") == true)
        let named = try Example.design([(.configurationSet, "own")])
        #expect(Plan.make(named, seen)[.senderIdentity]?.risks.isEmpty == true)
    }
}
