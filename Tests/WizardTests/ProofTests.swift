import Calls
import Canvas
import Design
import Identifiers
import Testing

@testable import Wizard

/// What has to be proven before a message can go out: screens 5 and 6 tell the same of it.
@Suite struct ProofTests {
    /// A wizard on screen 5 with these answers, in a world where nothing is set up.
    private func driver(identity: String, receiver: String, eksSandbox: Bool, sesSandbox: Bool) -> Driver {
        var driver = Driver()
        driver.walk(to: .ses)
        for (field, text) in [
            (FieldID.sesIdentity, identity), (.sesReceiver, receiver), (.eksSandbox, String(eksSandbox)),
            (.sesSandbox, String(sesSandbox)),
        ] {
            driver.run(driver.state.enter(text, into: field) + driver.state.leave(field))
        }
        return driver
    }

    @Test(arguments: ["no-reply@example.com", "example.com"], ["ops@example.com", "ops@elsewhere.example.org"])
    func `screen 5 and the plan count the same mails and records`(identity: String, receiver: String) throws {
        for (eks, ses) in [(true, true), (true, false), (false, true), (false, false)] {
            var driver = driver(identity: identity, receiver: receiver, eksSandbox: eks, sesSandbox: ses)
            let mails = SESScreen.mailsToSend(driver.state)
            let says = driver.state.code.says(driver.state).announcement
            driver.walk(to: .apply)
            let plan = try #require(driver.state.planning.plan)
            #expect(mails.sorted() == plan.mails.sorted(), "\(identity) \(receiver) \(eks) \(ses)")
            let isDomain = !identity.contains("@")
            #expect(IdentityMatrix.unprovenDomains(driver.state) == (isDomain ? [identity] : []))
            let summary = PlanSummaryWords.text(plan)
            #expect(summary.contains("3 DNS records to publish") == isDomain)
            guard driver.state.answers.sender != nil, !mails.isEmpty || isDomain else { continue }
            if !mails.isEmpty { #expect(says.contains("\(mails.count) mail")) }
            #expect(says.contains("3 DNS records to publish") == isDomain)
        }
    }

    @Test func `why a sandbox counts is said where it counts, and nowhere else`() {
        let words = "The EKS account sends, so its sandbox counts"
        let counts = driver(
            identity: "example.com", receiver: "ops@example.com", eksSandbox: true, sesSandbox: true)
        #expect(counts.text().contains(words))
        let free = driver(
            identity: "example.com", receiver: "ops@example.com", eksSandbox: false, sesSandbox: true)
        #expect(!free.text().contains(words) && !free.text().contains("this counts"))
    }

    @Test func `addresses that nobody named yet have rows of their own`() {
        var driver = Driver(.live)
        driver.walk(to: .ses)
        for field in [FieldID.sesSender, .sesReceiver] { driver.run(driver.state.enter("", into: field)) }
        let rows = IdentityMatrix.rows(driver.state)
        #expect(rows.map(\.name) == ["the sender", "the receiver"])
        #expect(driver.text().contains("the receiver       · not named yet"))
    }

    @Test func `a domain whose records nobody knows yet counts to none of them`() throws {
        let account = try AccountID("444455556666")
        let task = PersonTask.publishRecords(domain: "example.com", records: [], account: account)
        #expect(!task.sentence.contains("0") && !task.row.contains("0"))
        let one = PersonTask.publishRecords(
            domain: "example.com", records: [DKIMRecord(token: "t", domain: "example.com")],
            account: account)
        #expect(one.row == "publish 1 DNS record")
        #expect(one.sentence == "Publish 1 CNAME record in the DNS of example.com.")
    }

    @Test func `the changes that are counted are the ones that the command counts`() throws {
        var driver = Driver()
        driver.walk(to: .apply)
        let plan = try #require(driver.state.planning.plan)
        #expect(plan.resources.contains { $0.address == .roleAttachment })
        #expect(driver.state.changes == plan.summary.writes)
        #expect(plan.sentence.hasPrefix("\(driver.state.changes) to add"))
        #expect(driver.text().contains("[ Apply these \(driver.state.changes) changes ]"))
        driver.press(.character("a"))
        #expect(driver.text().contains("Apply \(plan.summary.writes) changes?"))
    }

    @Test(arguments: [WizardState.Mode.demo, .live])
    func `the last screen names files that are there and stays in the demo`(mode: WizardState.Mode) {
        var driver = Driver(mode)
        driver.walk(to: .apply)
        driver.run(driver.state.go(to: .done))
        driver.press(.character("w"))
        let written = driver.effects.compactMap { effect -> String? in
            guard case .writeFiles(_, let folder, let files) = effect,
                files.contains(where: { $0.name == "answers.yaml" })
            else { return nil }
            return "\(folder)/answers.yaml"
        }
        #expect(written == ["./sesame-mail-prod/answers.yaml"])
        for command in DoneScreen.commands(driver.state) {
            #expect(written[0].hasSuffix(command.words.split(separator: " ").last ?? "-"))
            #expect(command.words.contains(" --demo ") == (mode == .demo))
            #expect(driver.text().contains(command.words))
        }
    }

    @Test(arguments: SendWay.allCases.filter { $0 != .pod })
    func `a test message does not claim a pod that had no part in it`(way: SendWay) {
        #expect(!SendCommand.defaultBody(way).contains("pod"))
        #expect(!SendCommand.defaultBody(.owner).contains("another"))
    }
}
