import Calls
import Canvas
import Design
import Diagnosis
import SimulatorServer
import Terminal
import Testing

@testable import Simulator
@testable import Wizard
@testable import sesame

/// Back in the middle of work: it ends, what it still says is dropped, and what was worked on before the key goes on.
@Suite(.serialized) struct MidWorkTests {
    /// A stage on the screen that applies, its plan not read yet, and how the world was before the key that led there.
    private func atPlan() async throws -> (run: StageRun, before: WorldSnapshot) {
        let run = try await StageRun()
        while run.state.screen != .ses {
            run.press(.enter)
            await run.rest()
        }
        let before = run.world
        run.press(.enter)
        #expect(run.state.screen == .apply && run.state.work.isRunning(.plan))
        return (run, before)
    }

    @Test func `in the middle of a plan`() async throws {
        let (run, before) = try await atPlan()
        run.press(.character("?"))
        #expect(run.state.work.isRunning(.plan))
        await run.rest()
        #expect(run.state.planning.plan != nil)
        #expect(run.times.stepBack())
        #expect(run.state.work.isRunning(.plan) && run.state.planning.plan == nil && run.state.overlays.isEmpty)
        await run.rest()
        #expect(run.state.planning.plan != nil)
        #expect(run.times.stepBack())
        #expect(run.state.screen == .ses && run.state.work.running.isEmpty)
        #expect(difference(run.world, before) == nil)
        await run.sendByKeys()
        await run.end()
    }

    @Test func `in the middle of an apply, half done`() async throws {
        let (run, _) = try await atPlan()
        await run.rest()
        run.demo.simulator.simulation.world.change { $0.options.latency = ["*": .milliseconds(15)] }
        let before = run.world
        run.press(.character("a"), .enter)
        await run.wait("the first changes") { run in
            run.state.planning.progress.values.count { $0.isRight == true } >= 2
        }
        run.press(.character("?"))
        let made = run.state.planning.progress.values.count { $0.isRight == true }
        let half = run.world
        #expect(run.state.work.isRunning(.apply) && isHalf(half))
        run.press(.escape)
        await run.wait("all mails are out") { $0.state.planning.waiting.count == 3 }
        run.times.stepBack()
        #expect(run.times.stepBack())
        #expect(run.state.planning.isApplying && isHalf(run.world))
        #expect(run.state.planning.progress.values.count { $0.isRight == true } == made)
        await run.wait("all mails are out") { $0.state.planning.waiting.count == 3 }
        #expect(run.world.state.inbox.count == 3)
        #expect(run.world.state.accounts["111122223333"]?.iam.roles.count { $0.key == "ses-sender-role" } == 1)
        while run.times.keys > 0, run.state.planning.isApplying { run.times.stepBack() }
        // The dialog is open, nothing is written yet.
        #expect(run.state.overlays.count == 1)
        await run.rest()
        #expect(run.times.stepBack())
        #expect(difference(run.world, before) == nil)
        await run.sendByKeys()
        #expect(run.world.state.inbox.count == 4)
        await run.end()
    }

    /// Whether the sending policy, which comes last, is not there yet.
    private func isHalf(_ world: WorldSnapshot) -> Bool {
        world.state.accounts.values.allSatisfy { account in
            account.ses.values.allSatisfy { $0.identities.values.allSatisfy(\.policies.isEmpty) }
        }
    }

    @Test func `an apply that was being stopped is stopped again`() async throws {
        let (run, _) = try await atPlan()
        await run.rest()
        run.press(.character("a"), .enter)
        await run.wait("all mails are out") { $0.state.planning.waiting.count == 3 }
        run.press(.escape)
        run.press(.character("?"))
        if run.state.work.isRunning(.apply) {
            run.times.stepBack()
            await run.wait("it ends") { !$0.state.work.isRunning(.apply) }
            #expect(run.state.planning.end == .cancelled)
        }
        await run.end()
    }

    @Test func `in the middle of a message, and of a diagnosis`() async throws {
        let run = try await StageRun("ready")
        while run.state.screen != .test {
            run.press(.enter)
            await run.rest()
        }
        let world = run.world
        run.demo.simulator.simulation.world.change { $0.options.latency = ["*": .milliseconds(10)] }
        let frame = run.text
        run.press(.enter)
        #expect(run.state.work.isRunning(.send))
        run.press(.character("?"))
        #expect(run.times.stepBack())
        #expect(run.state.work.isRunning(.send))
        await run.rest()
        #expect(run.isSent)
        #expect(run.times.stepBack())
        #expect(run.text == frame && !run.isSent)
        #expect(run.world.state.inbox.count == world.state.inbox.count)
        run.press(.character("d"))
        #expect(run.state.work.isRunning(.diagnose))
        run.press(.character("?"))
        #expect(run.times.stepBack())
        #expect(run.state.work.isRunning(.diagnose))
        await run.rest()
        #expect(run.state.diagnosing.result != nil)
        #expect(run.times.stepBack())
        #expect(run.text == frame)
        await run.rest()
        await run.end()
    }

    @Test func `a late answer of the other future is dropped, in the queue and after`() async throws {
        let run = try await StageRun()
        run.demo.simulator.simulation.world.change { $0.options.latency = ["*": .milliseconds(100)] }
        run.press(.enter)
        let id = try #require(run.state.work.ids(.identify).first)
        run.press(.character("?"))
        let past = run.present.effects.future
        let late = Posted(event: .identified(id, .failure(Problem("late"))), future: past)
        run.queue.post(late)
        #expect(run.times.stepBack())
        run.queue.post(late)
        #expect(run.present.effects.future == past + 1)
        #expect(run.state.awaited.contains(id))
        run.hear()
        #expect(run.state.awaited.contains(id))
        await run.rest()
        #expect(Callers.sides.allSatisfy { run.state.callers[$0].answer != nil })
        await run.end()
    }

    @Test func `work that was left asks nothing any more`() async throws {
        let run = try await StageRun("ready")
        run.demo.simulator.simulation.world.change { $0.options.latency = ["*": .milliseconds(30)] }
        run.press(.enter)
        await run.rest()
        let before = run.world
        for round in 0..<10 {
            run.press(.character("d"))
            try await Task.sleep(for: .milliseconds(11 * round))
            #expect(run.times.stepBack())
            try await Task.sleep(for: .milliseconds(50))
            #expect(difference(run.world, before) == nil, "round \(round)")
        }
        await run.end()
    }
}
