import Calls
import Canvas
import Design
import Identifiers
import Testing

@testable import Wizard

@Suite struct ReducerTests {
    @Test func `nothing is asked before a key is pressed on Home`() {
        let driver = Driver(.live, answers: Answers())
        #expect(driver.effects.count == 1)
        guard case .listCallers = driver.effects[0] else {
            Issue.record("\(driver.effects)")
            return
        }
    }

    @Test func `an idle wizard wants no tick`() {
        var driver = Driver()
        driver.walk(to: .configuration)
        #expect(driver.state.nextTick == nil)
        let before = driver.frame()
        driver.send(.tick(driver.state.now.adding(milliseconds: 60_000)))
        #expect(driver.frame() == before)
    }

    @Test func `late answers of abandoned questions are dropped`() {
        var driver = Driver()
        driver.answers = false
        driver.press(.enter)
        guard
            case .identify(let id, _, _)? = driver.effects.last(where: {
                if case .identify(_, .eks, _) = $0 { true } else { false }
            })
        else {
            Issue.record("nobody was asked")
            return
        }
        let first = driver.state.callers[.eks]
        driver.run(driver.state.choose(.handOver, for: .eks))
        let trouble = Problem("late")
        driver.send(.identified(id, .failure(trouble)))
        #expect(driver.state.callers[.eks] == .handOver)
        #expect(first != .handOver)
        driver.send(.planned(EffectID(number: 999), .failure(trouble)))
        #expect(driver.state.planning.trouble == nil)
    }

    @Test func `back never validates and never loses`() {
        var driver = Driver()
        driver.walk(to: .configuration)
        driver.press(.backTab, times: 3)
        driver.press(.control("u"))
        driver.type("SES-sender")
        driver.press(.escape)
        #expect(driver.state.screen == .irsa)
        driver.press(.enter)
        #expect(driver.state.screen == .configuration)
        #expect(driver.state.form.text(of: .serviceAccount) == "SES-sender")
        #expect(driver.state.form.problem(of: .serviceAccount) != nil)
    }

    @Test func `continue warns once about an open question`() {
        var driver = Driver()
        driver.walk(to: .configuration)
        driver.press(.backTab, times: 3)
        driver.press(.control("u"))
        driver.type("SES")
        driver.press(.tab, .tab, .tab, .enter)
        #expect(driver.state.screen == .configuration)
        #expect(driver.state.focused.id == .field(.serviceAccount))
        #expect(driver.state.says.first.hasPrefix("Service account: Only small letters"))
        driver.press(.tab, .tab, .tab, .enter)
        #expect(driver.state.screen == .crossAccount)
        #expect(driver.text().contains("•3"))
    }

    @Test func `Right takes a lossless repair, Enter never rewrites`() {
        var driver = Driver()
        driver.walk(to: .configuration)
        driver.press(.backTab, times: 3)
        driver.press(.control("u"))
        driver.type("SES-sender")
        driver.press(.enter, .backTab)
        #expect(driver.state.form.text(of: .serviceAccount) == "SES-sender")
        driver.press(.end, .right)
        #expect(driver.state.form.text(of: .serviceAccount) == "ses-sender")
        #expect(driver.state.form.problem(of: .serviceAccount) == nil)
    }

    @Test func `an incomplete text is reported only when the field is left`() {
        var driver = Driver(.live, answers: FakeWorld.answers)
        driver.world.profiles["ses-admin"] = nil
        driver.press(.enter, .enter, .enter, .end, .enter)
        driver.walk(to: .crossAccount)
        driver.type("4444")
        #expect(driver.state.form.problems[.sesAccount]?.kind == .incomplete)
        #expect(driver.state.form.problem(of: .sesAccount) == nil)
        driver.press(.tab)
        #expect(driver.state.form.problem(of: .sesAccount) != nil)
        #expect(driver.text().contains("✗ not complete"))
    }

    @Test func `pasted describe-cluster JSON fills fields and undo takes them back`() {
        var driver = Driver(.live, answers: Answers(), local: LocalFindings())
        driver.press(.enter, .enter, .end, .enter, .enter, .end, .enter)
        driver.walk(to: .configuration)
        let json = """
            {"cluster":{"name":"mail-prod","arn":"arn:aws:eks:eu-west-1:111122223333:cluster/mail-prod",
            "identity":{"oidc":{"issuer":"https://\(FakeWorld.issuer)"}}}}
            """
        driver.press(.paste(json))
        #expect(driver.state.answers[.eksCluster] == "mail-prod")
        #expect(driver.state.answers[.eksAccount] == "111122223333")
        #expect(driver.state.answers[.eksOIDCProvider] == FakeWorld.issuer)
        #expect(driver.state.says.first.contains("filled in"))
        driver.run(driver.state.undoAnswers())
        #expect(driver.state.answers[.eksCluster] == nil)
    }

    @Test func `a text that no field can hold is refused in words`() {
        var driver = Driver(.live, answers: Answers(), local: LocalFindings())
        driver.press(.enter, .enter, .end, .enter, .enter, .end, .enter)
        driver.walk(to: .configuration)
        let before = driver.state.answers
        driver.press(.paste(String(repeating: "x", count: 5000)))
        #expect(driver.state.answers == before)
        #expect(driver.state.says.first == "Nothing was pasted: a field takes 4096 bytes, this is 5000.")
        driver.press(.paste("mail-prod"))
        #expect(driver.text().contains("mail-prod"))
    }

    @Test func `another account than the one named opens the guard, and nothing can be applied`() {
        var driver = Driver(.live)
        driver.state.form.propose("444455556666", for: .sesAccount, from: .typed)
        driver.world.profiles["ses-admin"] = "777788889999"
        driver.press(.enter, .enter)
        #expect(driver.state.overlays.last is DialogOverlay)
        #expect(driver.text().contains("You named SES account    444455556666"))
        driver.press(.escape)
        #expect(!driver.state.canAct(on: .ses))
        #expect(driver.state.applyObstacle != nil)
        driver.run(update(&driver.state, .key(.backTab)))
        #expect(driver.state.answers[.sesAccount] == "444455556666")
    }

    @Test func `applying takes a and Enter, never Enter alone`() {
        var driver = Driver()
        driver.walk(to: .apply)
        driver.effects = []
        driver.press(.enter, .escape, .enter, .escape, .down, .enter)
        #expect(!driver.effects.contains { if case .apply = $0 { true } else { false } })
        driver.press(.escape, .character("a"))
        #expect(driver.effects.contains(.dropTypeAhead))
        #expect(!driver.effects.contains { if case .apply = $0 { true } else { false } })
        driver.press(.enter)
        #expect(driver.effects.contains { if case .apply = $0 { true } else { false } })
    }

    @Test func `Esc stops an apply before it goes back`() {
        var driver = Driver()
        driver.walk(to: .apply)
        driver.press(.character("a"), .enter)
        #expect(driver.state.planning.isApplying)
        driver.press(.escape)
        #expect(driver.state.screen == .apply)
        #expect(driver.state.planning.end == .cancelled)
        driver.press(.escape)
        #expect(driver.state.screen == .ses)
    }

    @Test func `a failed resource offers to be tried again`() {
        var driver = GoldenScene.failed.driver(Size(columns: 80, rows: 24))
        #expect(driver.state.focused.id == .resource(.role))
        driver.press(.enter)
        #expect(driver.text().contains("Try again"))
        driver.effects = []
        driver.press(.enter)
        #expect(driver.effects.contains { if case .apply(_, .only(.role), _, _) = $0 { true } else { false } })
    }

    @Test func `mails can go out on screen 5, after a confirmation that names them`() {
        var driver = GoldenScene.sesMails.driver(Size(columns: 80, rows: 24))
        #expect(driver.text().contains("to ops@example.com   for EKS account 111122223333"))
        driver.effects = []
        driver.press(.enter)
        #expect(driver.effects.contains { if case .apply(_, .identities, _, _) = $0 { true } else { false } })
        #expect(driver.text().contains("! mail sent, no click yet"))
    }

    @Test func `leaving asks only while a write is in flight, and a second Ctrl-C leaves`() {
        var driver = Driver()
        driver.walk(to: .apply)
        driver.press(.character("a"), .enter)
        if let id = driver.state.planning.applyID {
            driver.send(
                .progress(id, .pausing(.sendingPolicy, reason: "IAM needs a moment", secondsLeft: 9, attempt: 2)))
        }
        driver.effects = []
        driver.press(.control("c"))
        #expect(!driver.effects.contains(.quit))
        driver.press(.control("c"))
        #expect(driver.effects.contains(.quit))
        var idle = Driver()
        idle.press(.character("q"))
        #expect(idle.effects.contains(.quit))
    }

    @Test func `a saved position comes back with answers, drafts and screen`() {
        var driver = Driver()
        driver.walk(to: .ses)
        let saved = driver.state.saved
        var later = Driver()
        later.run(later.state.restore(saved))
        #expect(later.state.screen == .ses)
        #expect(later.state.answers[.eksCluster] == "mail-prod")
        #expect(later.state.callers[.eks].answer != nil)
        #expect(later.frame().text == driver.frame().text)
    }

    @Test func `credentials that changed are asked again by themselves`() {
        var driver = GoldenScene.expired.driver(Size(columns: 80, rows: 24))
        #expect(driver.state.focused.id == .caller(.ses))
        driver.world.trouble = [:]
        driver.send(.credentialsChanged)
        #expect(driver.state.callers[.ses].answer != nil)
        #expect(driver.state.focused.id == .button(.proceed))
    }

    @Test func `a finding of the test message offers its repair first`() {
        var driver = GoldenScene.refused.driver(Size(columns: 80, rows: 24))
        #expect(driver.state.focused.id == .button(.verifyReceiver))
        driver.press(.enter)
        #expect(driver.state.screen == .apply)
    }

    @Test func `the demo can be broken and started over`() {
        var driver = Driver()
        driver.walk(to: .test)
        driver.effects = []
        driver.press(.character("b"))
        #expect(driver.effects.contains(.demo(.readFaults)))
        driver.send(
            .faults([
                DemoFault(name: "one", number: 1, called: "one thing", title: "One.", code: "ONE"),
                DemoFault(name: "two", number: 2, called: "another", title: "Two.", code: "TWO"),
            ]))
        driver.press(.down, .enter, .escape)
        #expect(driver.effects.contains(.demo(.breakFault("two"))))
        driver.press(.character("o"), .enter)
        #expect(!driver.effects.contains(.demo(.reset)), "the focus is on the harmless answer")
        driver.press(.character("o"), .left, .enter)
        #expect(driver.effects.contains(.demo(.reset)))
        driver.send(.worldChanged("The demo starts over."))
        #expect(driver.state.planning.plan == nil || !driver.state.planning.hasRun)
    }

    @Test func `without credentials files can be written`() {
        var driver = GoldenScene.filesOnly.driver(Size(columns: 80, rows: 24))
        driver.press(.paste("https://\(FakeWorld.issuer)"))
        for (field, text) in [
            (FieldID.eksAccount, "111122223333"), (.sesAccount, "444455556666"), (.sesSender, "no-reply@example.com"),
            (.sesReceiver, "ops@example.com"),
        ] {
            driver.run(driver.state.enter(text, into: field))
        }
        driver.walk(to: .apply)
        #expect(driver.state.focused.id == .button(.writeFiles))
        driver.effects = []
        driver.press(.enter)
        guard case .writeFiles(_, _, let files)? = driver.effects.first else {
            Issue.record("\(driver.effects) \(driver.text())")
            return
        }
        #expect(files.map(\.name).contains("for-444455556666.md"))
        #expect(files.map(\.name).contains("answers.yaml"))
        #expect(files.count == 10)
    }

    @Test func `keys do nothing while the window is too small`() {
        var driver = Driver()
        driver.send(.resize(Size(columns: 64, rows: 14)))
        driver.effects = []
        driver.press(.enter, .character("q"))
        #expect(driver.state.screen == .home)
        #expect(driver.effects.isEmpty)
        #expect(driver.text().contains("This window has 64 and 14."))
    }

    @Test(arguments: ScreenID.steps)
    func `an endpoint that is not AWS's own is named on every screen`(screen: ScreenID) {
        var driver = Driver(.live)
        driver.state.endpoint = "http://127.0.0.1:40123"
        driver.state.route.resume(at: screen, seen: Set(ScreenID.steps))
        #expect(driver.frame().text(ofRow: 0).contains("40123"))
        driver.state.route.go(to: .home)
        #expect(driver.frame().text(ofRow: 0).contains("127.0.0.1:40123"))
    }

    @Test func `one more mail does not end an apply that still runs`() {
        var driver = GoldenScene.waiting.driver(Size(columns: 80, rows: 24))
        #expect(driver.state.focused.id == .button(.proceed))
        driver.run(driver.state.setFocus(.button(.sendMailAgain)))
        driver.press(.enter)
        #expect(!driver.effects.contains { if case .mailAgain = $0 { true } else { false } })
        driver.press(.enter)
        #expect(driver.effects.contains { if case .mailAgain(_, .eksReceiverIdentity, _) = $0 { true } else { false } })
        #expect(driver.state.planning.isApplying)
        #expect(driver.state.says.first == "One more mail is on its way to ops@example.com.")
        #expect(driver.state.planning.progress[.role]?.isRight == true, "the other rows are not about this mail")
    }

    @Test func `Esc stops a send, and its late answers are dropped`() {
        var driver = Driver()
        driver.walk(to: .test)
        driver.answers = false
        driver.press(.enter)
        guard case .send(let id, _, _)? = driver.effects.last else {
            Issue.record("nothing was sent")
            return
        }
        driver.press(.escape)
        #expect(driver.effects.last == .cancel(id))
        driver.send(.sent(id, .success(.of([]))))
        #expect(driver.state.testing.isStopped && driver.state.testing.outcome == nil)
        #expect(driver.state.screen == .test)
    }

    @Test(arguments: 1...7)
    func `the words of a step fit their line`(number: Int) {
        var driver = Driver()
        driver.walk(to: .irsa)
        driver.state.irsaStep = number
        let rows = driver.text().split(separator: "\n", omittingEmptySubsequences: false)
        let step = IRSASteps.step(number, driver.state)
        #expect(rows[17].hasSuffix(step.title))
        #expect(rows[18].hasSuffix(step.more))
        #expect(rows[19].hasSuffix(step.breaks))
    }

    @Test func `an identity has nothing to choose from before the sender`() {
        var driver = Driver(.live, answers: Answers())
        driver.walk(to: .ses)
        #expect(driver.state.focused.id == .field(.sesSender))
        driver.press(.enter, .enter)
        #expect(driver.state.overlays.isEmpty)
        #expect(driver.state.says.first.contains("nothing to choose from"))
    }

    @Test func `rows that were made stay made while sesame keeps looking`() {
        let start = Moment(milliseconds: 1000)
        let later = Moment(milliseconds: 9000)
        let done = ResourceProgress.done(milliseconds: 400, note: "3rd try")
        #expect(ResourceProgress.unchanged.after(done) == done)
        #expect(ResourceProgress.running(since: later).after(done) == done)
        let trouble = ResourceProgress.failed(Problem("x"))
        #expect(trouble.after(done) == trouble)
        guard let account = try? AccountID("111122223333") else { return }
        let task = PersonTask.followLink(address: "ops@example.com", account: account)
        let waiting = ResourceProgress.waitingForPerson(task, since: start)
        #expect(ResourceProgress.waitingForPerson(task, since: later).after(waiting) == waiting)
        #expect(ResourceProgress.running(since: later).after(waiting) == waiting)
        #expect(done.after(waiting) == done)
    }
}
