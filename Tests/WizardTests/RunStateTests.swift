import Calls
import Canvas
import Design
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
        state.hear(.failed(Trouble("no")), of: .role)
        state.finish(.finished)
        #expect(state.hasRun && !state.isApplying && state.isFailed(.role))
        state.take(.failure(Trouble("unreachable")), at: now)
        #expect(state.hasRun && state.trouble != nil, "what is not known replaces nothing")
        state.take(.success(try plan()), at: now)
        #expect(!state.hasRun && state.trouble == nil && state.readAt == now)
    }

    @Test func `trying one again leaves the others as they are`() throws {
        var state = PlanState()
        state.take(.success(try plan()), at: now)
        state.begin(id, .sides([.eks]))
        state.hear(.failed(Trouble("no")), of: .role)
        state.hear(.done(milliseconds: 5, note: ""), of: .permissionsPolicy)
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
            state.hear(LinkResult(name: "send", isRight: true, milliseconds: 5, detail: ""))
            state.outcome = .accepted(messageID: "1")
            let sent = state.request
            change(&state)
            #expect(state.links.isEmpty && state.outcome == nil && state.request != sent)
            #expect(state.sent == sent, "what was sent stays known")
        }
    }

    @Test func `practices that could not be checked leave the earlier ones`() {
        var state = PracticesState()
        state.take(.success([FindingCard(code: "L01", status: .pass, title: "x")]))
        state.take(.failure(Trouble("unreachable")))
        #expect(state.cards?.count == 1 && state.trouble != nil)
        state.take(.success([]))
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
