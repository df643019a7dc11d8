import Calls
import Design
@testable import Diagnosis
import Foundation
import Identifiers
import TestAnswers
import Testing
import Wire

/// Addresses and delivery: each world gives exactly its code.
@Suite struct AddressCheckTests {
    private let now = Timestamp(secondsSinceEpoch: 1_760_000_000)
    private static let checks: [Check] = [
        .senderIdentity, .receiver, .sendingAccount, .mailFrom, .dkim, .productionReview, .suppression,
        .configurationSet,
    ]

    /// Everything in place, both accounts in the sandbox, the receiver verified in both.
    private func ready(_ design: DelegateSending) throws -> Observations {
        var seen = World.ready(design)
        let receiver = try #require(design.receiverIdentity)
        let mailbox = try #require(design.receiver).text
        for side in [Side.eks, .ses] {
            seen[.identity(side, receiver, in: design.sesRegion)] = .value(
                IdentityState(isVerified: true, status: "SUCCESS"))
            seen[.sendingAccount(side, in: design.sesRegion)] = .value(SendingAccountState(productionAccess: false))
            seen.fail(Read.suppression(mailbox, side, in: design.sesRegion).call, CallFailure(.absent))
        }
        return seen
    }

    private func findings(
        identity: String? = nil, _ change: (inout Observations, DelegateSending) throws -> Void
    ) throws -> [Finding] {
        let design = try World.design(identity: identity)
        var seen = try ready(design)
        try change(&seen, design)
        return Doctor.diagnose(
            Subject(try World.answers(identity: identity)), seen, at: now, checks: Self.checks
        ).findings.filter { $0.status != .pass && $0.status != .skipped }
    }

    /// Sets the receiver's identity of an account.
    private func receiver(_ seen: inout Observations, _ design: DelegateSending, _ side: Side, _ state: IdentityState?)
    {
        guard let identity = design.receiverIdentity else { return }
        guard let address = try? EmailAddress(identity.text) else { return }
        let above = SESIdentity.covering(address).dropFirst()
        for domain in above { seen.fail(Read.identity(side, domain, in: design.sesRegion).call, CallFailure(.absent)) }
        if let state {
            seen[.identity(side, identity, in: design.sesRegion)] = .value(state)
        } else {
            seen.fail(Read.identity(side, identity, in: design.sesRegion).call, CallFailure(.absent))
        }
    }

    private let pending = IdentityState(isVerified: false, status: "PENDING")

    @Test func `a world as wanted has nothing to say`() throws {
        #expect(try findings { _, _ in }.isEmpty)
        #expect(try findings(identity: "example.com") { _, _ in }.isEmpty)
    }

    // MARK: The sender

    @Test func `a sender that is not verified`() throws {
        let address = try #require(
            try findings { seen, design in
                seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(pending)
            }.first)
        #expect(address.code == "SES-SENDER-UNVERIFIED" && address.fix?.remedy == .resend)
        #expect(address.found == "PENDING: nobody followed the link that SES mailed to no-reply@example.com")
        #expect(
            address.fix?.commands == [
                "aws ses verify-email-identity --email-address no-reply@example.com --region eu-west-1"
            ])
        let domain = try #require(
            try findings(identity: "example.com") { seen, design in
                seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(
                    IdentityState(isVerified: false, status: "FAILED", dkimTokens: ["abc"]))
            }.first)
        #expect(domain.code == "SES-SENDER-UNVERIFIED")
        #expect(domain.found == "FAILED: SES does not see the DNS records of example.com")
        #expect(domain.fix?.text.contains("abc._domainkey.example.com. CNAME") == true)
    }

    @Test func `a sender that is no identity, here or at all`() throws {
        func absent(_ more: (inout Observations, DelegateSending) throws -> Void) throws -> [Finding] {
            try findings { seen, design in
                seen.fail(Read.identity(.ses, design.identity, in: design.sesRegion).call, CallFailure(.absent))
                try more(&seen, design)
            }
        }
        let missing = try absent { _, _ in }
        #expect(missing.map(\.code) == ["SES-SENDER-MISSING"])
        #expect(
            missing.first?.fix?.commands.first?.hasPrefix(
                "aws sesv2 create-email-identity --email-identity no-reply@example.com") == true)
        #expect(missing.first?.fix?.address == .senderIdentity)
        let verified = IdentityState(isVerified: true, status: "SUCCESS")
        let above = try absent { seen, design in
            seen[.identity(.ses, .domain(design.sender.domain), in: design.sesRegion)] = .value(verified)
        }
        #expect(above.map(\.code) == ["SES-ADDRESS-OF-DOMAIN"])
        #expect(above.first?.expected == "arn:aws:ses:eu-west-1:444455556666:identity/example.com as source ARN")
        let elsewhere = try absent { seen, design in
            seen[.identity(.ses, design.identity, in: try Region("us-east-1"))] = .value(verified)
        }
        #expect(elsewhere.map(\.code) == ["SES-SENDER-REGION"])
        #expect(elsewhere.first?.brief == "no-reply@example.com is in us-east-1 only")
    }

    @Test func `other regions are asked only where the sender is missing`() throws {
        let design = try World.design()
        var seen = try ready(design)
        let subject = Subject(try World.answers())
        func regions() -> Set<String> {
            Set(Doctor.reads(subject, seen, at: now, checks: [.senderIdentity]).compactMap { $0.region?.text })
        }
        #expect(regions() == ["eu-west-1"])
        seen.fail(Read.identity(.ses, design.identity, in: design.sesRegion).call, CallFailure(.absent))
        #expect(regions() == ["eu-west-1", "us-east-1"])
    }

    // MARK: The receiver

    @Test func `the sandbox of the account that sends counts`() throws {
        let misplaced = try findings { seen, design in receiver(&seen, design, .eks, nil) }
        #expect(misplaced.map(\.code) == ["SES-RECEIVER-ACCOUNT"])
        #expect(misplaced.first?.found == "not there; verified in SES account 444455556666 only")
        #expect(misplaced.first?.fix?.address == .eksReceiverIdentity)
        #expect(misplaced.first?.fix?.remedy == .verifyReceiver)
        let nowhere = try findings { seen, design in
            receiver(&seen, design, .eks, pending)
            receiver(&seen, design, .ses, nil)
        }
        #expect(nowhere.map(\.code) == ["SES-RECEIVER"])
        #expect(nowhere.first?.found == "PENDING there: nobody followed the link that SES mailed")
        #expect(
            nowhere.first?.fix?.commands == [
                "aws ses verify-email-identity --email-address ops@example.com --region eu-west-1"
            ])
    }

    @Test func `a domain above the receiver proves it`() throws {
        #expect(
            try findings { seen, design in
                receiver(&seen, design, .eks, nil)
                seen[.identity(.eks, .domain(try DomainName("example.com")), in: design.sesRegion)] = .value(
                    IdentityState(isVerified: true, status: "SUCCESS"))
            }.isEmpty)
    }

    @Test func `out of the sandbox the owner's sandbox is left`() throws {
        func found(_ ses: Bool, _ state: IdentityState?) throws -> [String] {
            try findings { seen, design in
                seen[.sendingAccount(.eks, in: design.sesRegion)] = .value(SendingAccountState(productionAccess: true))
                seen[.sendingAccount(.ses, in: design.sesRegion)] = .value(SendingAccountState(productionAccess: ses))
                receiver(&seen, design, .eks, nil)
                receiver(&seen, design, .ses, state)
            }.map(\.code)
        }
        #expect(try found(true, nil) == [])
        #expect(try found(false, IdentityState(isVerified: true, status: "SUCCESS")) == [])
        #expect(try found(false, nil) == ["SES-RECEIVER"])
    }

    @Test func `a receiver that is verified needs nobody to know the sandbox`() throws {
        let found = try findings { seen, design in
            seen[.sendingAccount(.eks, in: design.sesRegion)] = .denied(
                Denial(permission: "ses:GetAccount", place: "111122223333"))
        }
        #expect(found.map(\.status) == [.unknown])
        #expect(found.first?.found == "cannot tell: needs ses:GetAccount in 111122223333")
    }

    // MARK: The accounts

    @Test(arguments: [
        (
            SendingAccountState(productionAccess: false, sendingEnabled: false), "SES-ACCOUNT-PAUSED",
            Finding.Status.fail
        ),
        (
            SendingAccountState(productionAccess: false, sendingEnabled: false, enforcement: "SHUTDOWN"),
            "SES-ACCOUNT-SUSPENDED", .fail
        ),
        (SendingAccountState(productionAccess: false, enforcement: "PROBATION"), "SES-PROBATION", .warn),
        (SendingAccountState(productionAccess: false, dailyQuota: 200, sentToday: 200), "SES-QUOTA-DAY", .fail),
        (SendingAccountState(productionAccess: false, dailyQuota: 200, sentToday: 170), "SES-QUOTA-DAY", .warn),
    ])
    func `what keeps the account from sending`(
        state: SendingAccountState, code: String, status: Finding.Status
    ) throws {
        let eks = try findings { seen, design in seen[.sendingAccount(.eks, in: design.sesRegion)] = .value(state) }
        #expect(eks.map(\.code) == [code] && eks.map(\.status) == [status])
        // The owner of the identity does not send.
        let ses = try findings { seen, design in seen[.sendingAccount(.ses, in: design.sesRegion)] = .value(state) }
        #expect(ses.allSatisfy { $0.status == .warn && $0.id == "\(code):SES account" })
        #expect(code == "SES-QUOTA-DAY" ? ses.isEmpty : ses.count == 1)
    }

    @Test func `no limit is no quota that is used up`() throws {
        #expect(
            try findings { seen, design in
                seen[.sendingAccount(.eks, in: design.sesRegion)] = .value(
                    SendingAccountState(productionAccess: false, dailyQuota: -1, sentToday: 5000))
            }.isEmpty)
    }

    @Test func `a request for production access that is open or refused`() throws {
        func found(_ status: String, _ production: Bool = false) throws -> [Finding] {
            try findings { seen, design in
                var state = SendingAccountState(productionAccess: production)
                state.reviewStatus = status
                seen[.sendingAccount(.eks, in: design.sesRegion)] = .value(state)
            }
        }
        #expect(try found("DENIED").map(\.status) == [.warn])
        #expect(try found("PENDING").map(\.status) == [.note])
        #expect(try found("GRANTED").isEmpty)
        #expect(try found("DENIED", true).isEmpty)
    }

    // MARK: MAIL FROM and DKIM

    @Test(arguments: [
        ("PENDING", "REJECT_MESSAGE", Finding.Status.fail), ("FAILED", "REJECT_MESSAGE", .fail),
        ("FAILED", "USE_DEFAULT_VALUE", .warn),
    ])
    func `a MAIL FROM domain without its record`(status: String, fallback: String, expected: Finding.Status) throws {
        let found = try findings { seen, design in
            var identity = World.identity(design, design.sendingPolicyDocument)
            identity.mailFromDomain = "bounce.example.com"
            identity.mailFromStatus = status
            identity.mailFromFallback = fallback
            seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(identity)
        }
        #expect(found.map(\.code) == ["SES-MAIL-FROM"] && found.map(\.status) == [expected])
        #expect(found.first?.fix?.commands.isEmpty == (expected == .warn))
    }

    @Test func `a domain that does not sign its mail is a risk, an address is not asked`() throws {
        func found(_ identity: String?) throws -> [Finding] {
            try findings(identity: identity) { seen, design in
                var state = World.identity(design, design.sendingPolicyDocument)
                state.dkimStatus = "FAILED"
                state.dkimTokens = ["abc"]
                seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(state)
            }
        }
        #expect(try found("example.com").map(\.code) == ["SES-DKIM"])
        #expect(try found("example.com").map(\.status) == [.warn])
        #expect(try found(nil).isEmpty)
    }

    // MARK: Delivery

    @Test func `a receiver on the suppression list of the account that sends, or of the other`() throws {
        func found(_ side: Side) throws -> [Finding] {
            try findings { seen, design in
                seen[Read.suppression("ops@example.com", side, in: design.sesRegion).call] = Answer(
                    .success(["SuppressedDestination": ["Reason": "BOUNCE", "EmailAddress": "ops@example.com"]]))
            }
        }
        let eks = try found(.eks)
        #expect(eks.map(\.code) == ["SES-SUPPRESSED"] && eks.map(\.status) == [.fail])
        #expect(
            eks.first?.fix?.commands == [
                "aws sesv2 delete-suppressed-destination --email-address ops@example.com --region eu-west-1"
            ])
        #expect(try found(.ses).map(\.status) == [.warn])
    }

    @Test func `a configuration set of the answers that is missing or paused`() throws {
        func found(_ answer: Answer) throws -> [Finding] {
            var answers = try World.answers()
            try answers.set("tracking", for: .configurationSet, from: .typed)
            let design = try DelegateSending(answers)
            var seen = try ready(design)
            seen[Read.configurationSet("tracking", .eks, in: design.sesRegion).call] = answer
            return Doctor.diagnose(Subject(answers), seen, at: now, checks: Self.checks).findings
                .filter { ![.pass, .skipped].contains($0.status) }
        }
        #expect(try found(Answer(.failure(CallFailure(.absent)))).map(\.code) == ["SES-SET-MISSING"])
        let paused: JSONValue = ["SendingOptions": ["SendingEnabled": false]]
        #expect(try found(Answer(.success(paused))).map(\.code) == ["SES-SET-PAUSED"])
        let strict: JSONValue = [
            "SendingOptions": ["SendingEnabled": true], "DeliveryOptions": ["TlsPolicy": "REQUIRE"],
        ]
        #expect(try found(Answer(.success(strict))).map(\.code) == ["SES-SET-TLS"])
        #expect(try found(Answer(.success(strict))).map(\.status) == [.note])
        let denied = try found(
            Answer(.failure(CallFailure(.denied, permission: "ses:GetConfigurationSet", place: "111122223333"))))
        #expect(denied.map(\.status) == [.unknown] && denied.first?.link == .delivery)
    }
}
