import AWSClient
import Calls
import Design
import Setup
import Testing
import Wizard
import Work

@testable import sesame

/// A plan is carried out for the answers that it was made for, and for no others.
struct ShownPlanTests {
    @Test func `a plan that was shown for other answers is made anew before it is applied`() async throws {
        let demo = try await DemoWorld.start("fresh")
        let work = LiveWork(
            Workbench(demo.ground, way: Workbench.Way(), log: .none, clock: DemoClock()), demo: demo)
        let answers = try demo.answers()
        let callers = answers.callers
        let shown = try await work.plan(answers, callers, PlanOptions()).get()
        #expect(shown.plan[.sesReceiverIdentity]?.name == "ops@example.com")

        var changed = answers
        try changed.set("other@example.com", for: .sesReceiver, from: .typed)
        let control = StopControl()
        let end = await work.apply(changed, callers, scope: .identities, control: control) { event in
            // Nobody clicks here: the waiting ends as soon as all mails are out.
            if case .looking = event { control.stop() }
        }
        #expect(end == .cancelled)
        let receivers = (work.inbox() ?? []).map(\.to)
        #expect(receivers.contains("other@example.com"))
        #expect(!receivers.contains("ops@example.com"))
    }
}
