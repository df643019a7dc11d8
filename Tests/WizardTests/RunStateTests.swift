import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import Testing

@testable import Wizard

/// What plan, test message and practices keep of a run, and when it is old.
@Suite struct RunStateTests {
    private let now = Moment(milliseconds: 1000)
    private let id = EffectID(number: 3)

    private func plan() throws -> Plan {
        var driver = Driver()
        driver.walk(to: .apply)
        return try #require(driver.state.planning.plan)
    }

    @Test func `a new plan forgets how the last apply went`() throws {
        var state = PlanState()
        state.take(.success(try plan()), at: now)
        state.begin(id, .sides([.eks]))
        state.hear(.ended(ApplyResult(address: .role, outcome: .failed, problem: Problem("no"))), at: now)
        state.finish(.finished)
        #expect(state.hasRun && !state.isApplying && state.isFailed(.role))
        state.take(.failure(Problem("unreachable")), at: now)
        #expect(state.hasRun && state.trouble != nil, "what is not known replaces nothing")
        state.take(.success(try plan()), at: now)
        #expect(!state.hasRun && state.trouble == nil && state.readAt == now)
    }

    @Test func `trying one again leaves the others as they are`() throws {
        var state = PlanState()
        state.take(.success(try plan()), at: now)
        state.begin(id, .sides([.eks]))
        state.hear(.ended(ApplyResult(address: .role, outcome: .failed, problem: Problem("no"))), at: now)
        state.hear(.ended(.done(.permissionsPolicy)), at: now)
        state.finish(.finished)
        state.begin(id, .only(.role))
        #expect(state.progress[.role] == nil && state.progress[.permissionsPolicy]?.isRight == true)
        state.finish(.finished)
        state.begin(id, .sides([.eks]))
        #expect(state.progress.isEmpty)
    }

    @Test func `a plan that was carried out in part is old`() throws {
        for (scope, end, isOld) in [
            (ApplyScope.identities, ApplyEnd.finished, true), (.sides([.eks]), .cancelled, true),
            (.sides([.eks]), .finished, false),
        ] {
            var state = PlanState()
            state.take(.success(try plan()), at: now)
            state.begin(id, scope)
            state.finish(end)
            #expect(state.isOld == isOld, "\(scope) \(end)")
        }
    }

    @Test func `another way or receiver makes results useless`() {
        var state = TestState()
        for change in [{ (state: inout TestState) in state.changeWay() }, { $0.changeTarget() }] {
            state.begin()
            state.hear(SendLink(.send, "taken", milliseconds: 5))
            state.take(.success(.of(state.links)), at: now)
            let sent = state.request
            change(&state)
            #expect(state.links.isEmpty && state.outcome == nil && state.request != sent)
            #expect(state.sent == sent, "what was sent stays known")
        }
    }

    @Test func `a row shows since when, and what a person did meanwhile`() throws {
        var state = PlanState()
        let account = try AccountID("111122223333")
        func hear(_ event: ApplyEvent, _ seconds: Int64) {
            state.hear(event, at: Moment(milliseconds: seconds * 1000))
        }
        hear(.started(.role), 1)
        hear(.pausing(.role, reason: "IAM needs a moment", secondsLeft: 100, attempt: 2), 3)
        #expect(
            state.progress[.role]
                == .waiting(
                    reason: "IAM needs a moment; try 2", since: Moment(milliseconds: 1000),
                    until: Moment(milliseconds: 103_000)))
        hear(.ended(.done(.role, milliseconds: 4000)), 5)
        hear(.ended(ApplyResult(address: .role, outcome: .unchanged)), 9)
        #expect(state.progress[.role] == .done(milliseconds: 4000, note: ""), "what was made stays made")
        let task = PersonTask.followLink(address: "ops@example.com", account: account)
        hear(.ended(ApplyResult(address: .senderIdentity, outcome: .waiting, task: task)), 6)
        hear(.ended(ApplyResult(address: .senderIdentity, outcome: .waiting, task: task)), 11)
        #expect(state.waiting == [.senderIdentity])
        hear(.ended(ApplyResult(address: .senderIdentity, outcome: .unchanged)), 16)
        #expect(state.progress[.senderIdentity] == .done(milliseconds: 10_000, note: "link clicked"))
        hear(.ended(ApplyResult(address: .namespace, outcome: .unchanged)), 16)
        #expect(state.progress[.namespace] == .unchanged)
    }

    @Test func `who stops a message in flight is not told that it was not sent`() {
        var state = TestState()
        state.begin()
        for link in [SendLink(.annotation, ""), SendLink(.token, "")] { state.hear(link) }
        state.stop()
        #expect(!state.mayBeOut && state.hasEnded)
        state.begin()
        for link in [SendLink(.annotation, ""), SendLink(.token, ""), SendLink(.assumeRole, "")] { state.hear(link) }
        #expect(!state.mayBeOut)
        state.stop()
        #expect(state.mayBeOut)
    }

    @Test func `AWS's words are whole in the viewer, without control characters, and cut on the screen`() {
        let words = String(repeating: "identity/no-reply@example.com ", count: 40) + "FINIS\u{1B}[31m"
        var driver = Driver()
        driver.world.refusal = Problem("SES said no.", code: "MessageRejected")
        driver.world.finding = Finding(
            code: "SES-X", link: .sandbox, status: .fail, title: "SES said no.", awsSays: words)
        driver.walk(to: .test)
        driver.press(.enter)
        #expect(driver.text().contains("AWS says") && !driver.text().contains("FINIS"))
        driver.press(.character("v"))
        guard let viewer = driver.state.overlays.last as? ViewerOverlay, let page = viewer.pages.first else {
            Issue.record("no viewer opened")
            return
        }
        let text = page.lines.map(\.text).joined(separator: " ")
        #expect(text.components(of: "identity/no-reply") == 40 && text.contains("FINIS\\x1b[31m"))
        #expect(page.copyText.contains("FINIS\\x1b[31m") && !page.copyText.contains("\u{1B}"))
    }

    @Test func `practices that could not be checked leave the earlier ones`() {
        var state = PracticesState()
        state.take(.success([Finding(code: "L01", link: .trust, status: .pass, title: "x")]), at: now)
        state.take(.failure(Problem("unreachable")), at: Moment(milliseconds: 5000))
        #expect(state.cards?.count == 1 && state.trouble != nil && state.readAt == now)
        state.take(.success([]), at: now)
        #expect(state.cards == [] && state.trouble == nil)
    }

    @Test func `whatever changes an answer makes plan and practices old`() {
        let changes: [(String, (inout WizardState) -> Void)] = [
            ("typed", { _ = $0.edit(.serviceAccount, .character("x")) }),
            ("entered", { _ = $0.enter("jobs", into: .namespace) }),
            ("pasted", { _ = $0.spread("arn:aws:iam::111122223333:role/app/mailer", over: .role) }),
            ("taken back", { _ = $0.undoAnswers() }),
        ]
        var driver = Driver()
        driver.walk(to: .configuration)
        for (name, change) in changes {
            driver.state.planning.isOld = false
            driver.state.practices.isOld = false
            let before = driver.state.answers
            change(&driver.state)
            #expect(driver.state.answers != before, "\(name)")
            #expect(driver.state.planning.isOld && driver.state.practices.isOld, "\(name)")
        }
    }
}

extension String {
    /// How often a word occurs.
    fileprivate func components(of word: String) -> Int {
        split(separator: word, omittingEmptySubsequences: false).count - 1
    }
}
