import Canvas
import Design
import Identifiers
import Testing

@testable import Wizard

/// Mails that wait for a click: who is mailed, when, and what is said of it.
@Suite struct WaitingTests {
    /// A plan in which everything is right but for the sender's click.
    static let unclicked: [ResourceAddress: @Sendable (inout PlannedResource, PlanOptions) -> Void] = {
        var changes: [ResourceAddress: @Sendable (inout PlannedResource, PlanOptions) -> Void] = [:]
        for address in ResourceAddress.allCases {
            changes[address] = { row, _ in
                row.steps = []
                row.mails = []
                row.task = nil
                row.action = .unchanged
                guard address == .senderIdentity, let account = try? AccountID("444455556666") else { return }
                row.action = .waiting
                row.task = .followLink(address: "no-reply@example.com", account: account)
            }
        }
        return changes
    }()

    private func isMail(_ effect: WizardEffect) -> Bool { if case .mailAgain = effect { true } else { false } }

    @Test func `after an apply Enter mails nobody`() {
        var driver = Driver(.live)
        driver.walk(to: .apply)
        driver.press(.character("a"), .enter)
        #expect(!driver.state.planning.waiting.isEmpty)
        #expect(driver.state.focused.id == .button(.proceed))
        driver.press(.enter, times: 4)
        #expect(!driver.effects.contains(where: isMail))
    }

    @Test func `one more mail is asked for by name, and goes to that address only`() {
        var driver = Driver(.live)
        driver.walk(to: .apply)
        driver.press(.character("a"), .enter)
        driver.run(driver.state.setFocus(.button(.sendMailAgain)))
        driver.press(.enter)
        let text = driver.text()
        #expect(text.contains("To ops@example.com") && text.contains("for EKS account 111122223333"))
        #expect(text.contains("To no-reply@example.com") && text.contains("for SES account 444455556666"))
        #expect(driver.effects.contains(.dropTypeAhead))
        driver.press(.down, .enter)
        let mails = driver.effects.filter(isMail)
        #expect(mails.count == 1)
        guard case .mailAgain(_, .senderIdentity, _)? = mails.first else {
            Issue.record("\(mails)")
            return
        }
        driver.press(.enter, times: 3)
        #expect(driver.effects.count(where: isMail) == 1)
    }

    @Test func `a mail that did not go out is not on its way`() {
        for (trouble, words) in [
            (Problem("SES refused the mail.", advice: "Ask later."), "SES refused the mail."),
            (nil, "One more mail is"),
        ] {
            var driver = Driver(.live)
            driver.world.changes = WaitingTests.unclicked
            driver.world.mailTrouble = trouble
            driver.walk(to: .apply)
            driver.run(driver.state.setFocus(.button(.sendMailAgain)))
            driver.press(.enter, .enter)
            #expect(driver.state.says.first.hasPrefix(words), "\(driver.state.says)")
            #expect(driver.state.says.first.contains("on its way") == (trouble == nil))
            #expect(driver.state.mailing.isEmpty)
        }
    }

    @Test func `a waiting plan that was read again offers the mail, and the inbox of the demo`() {
        var live = Driver(.live)
        live.world.changes = WaitingTests.unclicked
        live.walk(to: .apply)
        #expect(live.state.focused.id == .button(.proceed))
        #expect(live.text().contains("[ Send the mail again ]") && live.text().contains("[ Read again ]"))
        #expect(!live.text().contains("looks every 5 s"), "nobody looks while nothing is applied")
        var demo = Driver()
        demo.world.changes = WaitingTests.unclicked
        demo.walk(to: .apply)
        #expect(demo.text().contains("[ Open the demo inbox ]"))
        #expect(demo.state.focused.id == .button(.sendMailAgain), "there is nothing to click yet")
        demo.world.mails = [
            DemoMail(
                id: "x", to: "no-reply@example.com", account: "444455556666", subject: "verify", lines: [],
                hasLink: true)
        ]
        demo.press(.enter, .enter)
        #expect(demo.state.focused.id == .button(.openInbox))
        demo.effects = []
        demo.world.changes[.senderIdentity] = { row, _ in row.action = .unchanged }
        demo.press(.enter, .enter)
        #expect(demo.effects.contains { if case .plan = $0 { true } else { false } }, "a click is looked for")
        #expect(demo.state.planning.waiting.isEmpty)
    }

    @Test func `a domain's records are published in the demo's inbox, beside the mails`() {
        var driver = Driver()
        driver.walk(to: .apply)
        driver.world.mails = [
            DemoMail(
                id: "r1", to: "example.com", account: "444455556666", subject: "3 DNS records",
                lines: ["a._domainkey CNAME a.dkim"],
                hasLink: true, isRecords: true),
            DemoMail(
                id: "m1", to: "ops@example.com", account: "444455556666", subject: "verify", lines: [], hasLink: true),
        ]
        driver.press(.character("m"))
        #expect(driver.text().contains("DNS example.com") && driver.text().contains("[ Publish these records ]"))
        #expect(driver.text().contains("Enter publish them"))
        driver.effects = []
        driver.press(.enter)
        #expect(driver.effects.contains(.demo(.publish(records: "r1"))))
        #expect(driver.text().contains("[ Click the link ]"))
    }

    @Test func `Amazon's test mailbox says that it was taken, and the plan is without the receiver`() {
        var driver = Driver(.live)
        driver.walk(to: .apply)
        driver.press(.character("a"), .enter)
        driver.run(driver.state.setFocus(.button(.useTestMailbox)))
        driver.effects = []
        driver.press(.enter)
        #expect(driver.state.says.first.contains("test mailbox"))
        #expect(driver.effects.contains { if case .cancel = $0 { true } else { false } })
        #expect(!driver.state.planning.isApplying && !driver.state.planning.isOld)
        #expect(driver.state.planning.plan?[.eksReceiverIdentity] == nil)
    }
}
