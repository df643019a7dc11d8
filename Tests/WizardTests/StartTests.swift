import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import Testing

@testable import Wizard

/// Where a setup starts, and what is not skipped on the way.
@Suite struct StartTests {
    private func complete(without field: FieldID? = nil) -> Answers {
        var answers = Answers()
        for (key, text) in [
            (FieldID.eksAccount, "111122223333"), (.eksRegion, "eu-west-1"), (.eksCluster, "mail-prod"),
            (.eksProfile, "eks-admin"), (.sesAccount, "444455556666"), (.sesRegion, "eu-west-1"),
            (.sesSender, "no-reply@example.com"), (.sesReceiver, "ops@example.com"), (.sesProfile, "ses-admin"),
            (.namespace, "default"), (.serviceAccount, "ses-sender"),
        ] where key != field {
            try? answers.set(text, for: key, from: .answersFile(path: "answers.yaml", line: 1))
        }
        return answers
    }

    private func started(_ answers: Answers) -> Driver {
        var driver = Driver(.live, answers: answers, local: nil)
        driver.run(driver.state.startSetup())
        return driver
    }

    @Test func `complete answers start at 6, with the plan`() {
        let driver = started(complete())
        #expect(driver.state.screen == .apply)
        #expect(driver.state.planning.plan != nil, "the issuer was told by the cluster")
        #expect(driver.text().contains("✓1") && driver.text().contains("+ provider"))
    }

    @Test(arguments: [(FieldID.eksCluster, ScreenID.configuration), (.sesSender, .ses), (.eksProfile, .introduction)])
    func `what is missing is where it starts`(field: FieldID, screen: ScreenID) {
        #expect(started(complete(without: field)).state.screen == screen)
    }

    @Test func `Enter while the plan is read does not skip the review`() {
        var driver = Driver()
        driver.walk(to: .ses)
        driver.answers = false
        driver.press(.enter, times: 4)
        #expect(driver.state.screen == .apply)
        #expect(driver.state.says.first == "Not now: still reading what is there.")
        #expect(driver.text().contains("Still reading what is there…"))
    }

    @Test func `a plan without changes says what its documents still keep shut`() throws {
        var driver = Driver()
        driver.walk(to: .apply)
        let plan = try #require(driver.state.planning.plan)
        let id = driver.state.work.begin(.plan, "reading", at: driver.state.now)
        let finding = Finding(
            code: "IAM-DENY", link: .permissions, status: .fail, title: "A policy denies the send.",
            found: "statement 1 of no-mail denies ses:SendRawEmail")
        driver.send(.planned(id, .success(plan), findings: [finding]))
        #expect(driver.text().contains("No changes, and yet: A policy denies the send."))
        #expect(driver.text().contains("statement 1 of no-mail denies ses:SendRawEmail"))
    }

    @Test func `screen 7 leads to what was not applied, and back again`() {
        var driver = Driver()
        driver.walk(to: .apply)
        driver.run(driver.state.go(to: .test))
        #expect(driver.state.focused.id == .button(.seePlan))
        driver.press(.enter)
        #expect(driver.state.screen == .apply && driver.state.focused.id == .resource(.oidcProvider))
    }

    @Test func `a link that nobody explains leads to the plan that mends it`() {
        var driver = Driver()
        driver.walk(to: .test)
        var outcome = SendOutcome.of([SendLink(.annotation, Problem("The service account does not exist."))])
        outcome.isRepairedByApply = true
        driver.press(.enter)
        let id = driver.state.work.begin(.send, "sending", at: driver.state.now)
        driver.state.testing.begin()
        driver.send(.sent(id, .success(outcome)))
        #expect(driver.state.focused.id == .button(.retry))
        driver.press(.enter)
        #expect(driver.state.screen == .apply)
    }

    @Test func `an earlier result is grey, has its time, and Send again has the focus`() {
        var driver = GoldenScene.refused.driver(Size(columns: 80, rows: 24))
        let time = driver.state.now.clock
        driver.run(driver.state.go(to: .apply))
        driver.run(driver.state.readPlan())
        for address in driver.state.planning.plan?.resources.map(\.address) ?? [] {
            driver.state.planning.progress[address] = .unchanged
        }
        driver.run(driver.state.go(to: .test))
        #expect(driver.state.focused.id == .button(.send))
        let words = driver.text().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("Earlier result, of \(time): The receiver is verified in the wrong account."))
        #expect(!driver.text().contains("✗") && !driver.text().contains("Verify it in the EKS account"))
    }

    @Test func `a list of credentials that was opened early fills`() {
        var driver = Driver(.live, answers: Answers(), local: nil)
        driver.answers = false
        driver.press(.enter)
        guard
            case .listCallers(let id)? = driver.open.first(where: { if case .listCallers = $0 { true } else { false } })
        else {
            Issue.record("nothing is read")
            return
        }
        driver.run(driver.state.setFocus(.caller(.ses)))
        driver.press(.enter)
        #expect(!driver.text().contains("profile eks-admin"))
        driver.send(.local(id, FakeWorld.local, []))
        #expect(driver.state.overlays.count == 1 && driver.text().contains("profile eks-admin"))
    }

    @Test func `one account for both sides is asked about, and not taken with two marks`() {
        var driver = Driver(.live)
        driver.world.profiles["ses-admin"] = "111122223333"
        driver.press(.enter, .enter)
        #expect(driver.state.overlays.last is DialogOverlay)
        #expect(driver.text().contains("One account for both sides"))
        driver.press(.escape)
        #expect(driver.state.focused.id == .caller(.ses))
        #expect(driver.text().contains("! 111122223333") && driver.text().contains("Not both at hand?"))
        driver.run(driver.state.choose(.profile("ses-admin"), for: .ses))
        driver.press(.enter)
        #expect(driver.state.callers[.ses] == .handOver, "the first choice is the hand-over")
        driver.run(driver.state.choose(.profile("ses-admin"), for: .ses))
        driver.press(.up, .enter)
        #expect(driver.state.callers.isOneAccountWanted && driver.state.focused.id == .button(.proceed))
    }

    @Test func `a hand-over is not called everything, and what its owner does is named`() {
        var driver = GoldenScene.handOver.driver(Size(columns: 80, rows: 24))
        driver.press(.character("a"), .enter)
        guard let id = driver.state.planning.applyID else {
            Issue.record("nothing is applied")
            return
        }
        for address in driver.state.planning.plan?.resources.map(\.address) ?? [] {
            driver.send(.progress(id, .ended(ApplyResult(address: address, outcome: .unchanged))))
        }
        driver.send(.applied(id, .finished))
        #expect(driver.state.planning.isAllRight)
        #expect(!driver.text().contains("Everything is as wanted"))
        #expect(driver.state.says.announcement.contains("The owner of the SES account has to do the rest"))
    }

    @Test func `what the plan was told of the answers is in the file that is written`() throws {
        var driver = Driver()
        driver.walk(to: .apply)
        var told = driver.state.answers
        told.clear(.sesIdentity)
        try told.set("example.com", for: .sesIdentity, from: .detected(from: "verified in SES"))
        let id = driver.state.work.begin(.plan, "reading", at: driver.state.now)
        driver.send(.completed(id, told))
        driver.effects = []
        driver.run(driver.state.writeFiles())
        guard case .writeFiles(_, _, let files)? = driver.effects.first else {
            Issue.record("nothing is written")
            return
        }
        let text = try #require(files.first { $0.name == "answers.yaml" }).content
        for line in ["identity: example.com", "cluster: mail-prod", "oidcProvider: \(FakeWorld.issuer)"] {
            #expect(text.contains(line), "\(text)")
        }
        let read = try AnswersReader.read(text, file: "answers.yaml")
        #expect(read.identity?.text == "example.com")
    }

    @Test func `Home counts what screen 6 counts`() {
        var driver = Driver(.live)
        driver.walk(to: .apply)
        driver.press(.character("a"), .enter)
        #expect(driver.text().contains("6 of 10 right."))
        #expect(driver.state.saved.summary == "6 of 10 things made, 3 mails wait for a click")
    }

    @Test func `a screen that one comes back to is read anew where answers changed`() {
        var driver = Driver()
        driver.walk(to: .test)
        driver.run(driver.state.setFocus(.button(.deployWorkload)))
        driver.effects = []
        driver.press(.enter, .escape)
        #expect(driver.state.screen == .apply)
        #expect(driver.effects.contains { if case .plan = $0 { true } else { false } })
        #expect(driver.state.planning.plan?[.deployment] != nil)
    }
}
