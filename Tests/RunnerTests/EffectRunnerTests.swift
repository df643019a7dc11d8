import Canvas
import Design
import Setup
import Terminal
import Testing
import Work

@testable import Wizard
@testable import sesame

/// The wizard with the real runner, on the demo's world, without a terminal.
@Suite struct EffectRunnerTests {
    /// A wizard, its runner, and the loop between them.
    private struct Run {
        var state = WizardState(mode: .demo, answers: DemoWorld.suggestions())
        var wishes = TerminalWishes()
        let queue = MessageQueue<Posted>(wake: {})
        let runner: EffectRunner

        init(kept: StateDirectory? = nil) async throws {
            let demo = try await DemoWorld.start("fresh")
            let work = LiveWork(
                Workbench(demo.ground, way: Workbench.Way(), log: .none, clock: DemoClock()), demo: demo)
            runner = EffectRunner(queue, state: kept, clock: WallClock(), work: Task { work })
            send(.resize(Size(columns: 80, rows: 24)))
            carryOut(state.start())
        }

        mutating func carryOut(_ effects: [WizardEffect]) {
            for effect in effects { runner.carryOut(effect, state, &wishes) }
        }

        mutating func send(_ event: WizardEvent) { carryOut(update(&state, event)) }

        mutating func press(_ keys: Key...) { for key in keys { send(.key(key)) } }

        /// Takes messages until something is so, for twenty seconds at most.
        mutating func run(until isSo: (WizardState) -> Bool) async {
            for _ in 0..<4000 where !isSo(state) {
                for message in queue.takeAll() { send(message.event) }
                try? await Task.sleep(for: .milliseconds(5))
            }
            #expect(isSo(state))
        }

        /// Takes messages until nothing is waited for; then nothing is worked on either.
        mutating func rest() async {
            await run { $0.work.running.isEmpty }
            let running = runner.running
            await wait { running.ids.isEmpty }
        }
    }

    @Test func `an apply that is stopped, and all that was asked before it, leave nothing behind`() async throws {
        var run = try await Run()
        await run.rest()
        run.press(.enter)
        await run.rest()
        #expect(Callers.sides.allSatisfy { run.state.callers[$0].answer != nil })
        for screen in [ScreenID.irsa, .configuration, .crossAccount, .ses, .apply] {
            run.carryOut(run.state.go(to: screen))
            await run.rest()
        }
        #expect(run.state.planning.plan != nil)
        run.press(.character("a"), .enter)
        let apply = try #require(run.state.planning.applyID)
        #expect(run.runner.running.ids.contains(apply))
        await run.run { $0.planning.waiting.count == 3 }
        run.press(.escape)
        await run.rest()
        #expect(run.state.planning.end == .cancelled)
        #expect(!run.state.inbox.isEmpty)
        run.runner.stop()
    }

    @Test func `what only the terminal can do is wished of it`() async throws {
        var run = try await Run()
        await run.rest()
        run.wishes = TerminalWishes()
        run.carryOut([.suspend, .redraw, .dropTypeAhead, .showRaw("one"), .showRaw("two"), .copy("hi", what: "it")])
        #expect(run.wishes.loop.suspends && run.wishes.loop.redraws && run.wishes.loop.dropsTypeAhead)
        #expect(run.wishes.raw == ["one", "two"])
        #expect(run.wishes.loop.sends == Array("\u{1B}]52;c;aGk=\u{07}".utf8))
        #expect(!run.wishes.loop.leaves && !run.wishes.startsDemo)
        run.wishes = TerminalWishes()
        run.carryOut([.copy(String(repeating: "x", count: Clipboard.limit + 1), what: "The plan")])
        #expect(run.wishes.loop.sends.isEmpty)
        await run.run {
            $0.says.first == "The plan is too long for the clipboard, which takes \(Clipboard.limit) bytes."
        }
        run.carryOut([.quit])
        #expect(run.wishes.loop.leaves && !run.wishes.startsDemo)
        run.carryOut([.startDemo])
        #expect(run.wishes.startsDemo)
        run.runner.stop()
    }

    @Test func `the position is kept, and a setup that is opened comes back`() async throws {
        try await withScratch { kept in
            var run = try await Run(kept: kept)
            await run.rest()
            run.press(.enter)
            await run.rest()
            run.carryOut(run.state.go(to: .irsa))
            run.runner.save(run.state.saved)
            let setup = try #require(try SetupStore(kept).all().first)
            #expect(setup.screen == "irsa")
            var again = try await Run(kept: kept)
            await again.rest()
            again.carryOut(again.state.open(setup.key))
            await again.rest()
            #expect(again.state.screen == .irsa)
            #expect(again.state.answers[.eksAccount] == run.state.answers[.eksAccount])
            again.carryOut(again.state.open("gone"))
            await again.rest()
            #expect(again.state.says.first == "That setup is not there any more.")
            run.runner.stop()
            again.runner.stop()
        }
    }

    @Test func `a domain's records are published in the demo's inbox, and the plan sees it`() async throws {
        var run = try await Run()
        await run.rest()
        run.press(.enter)
        await run.rest()
        run.carryOut(run.state.go(to: .ses))
        await run.rest()
        run.carryOut(run.state.enter("example.com", into: .sesIdentity) + run.state.leave(.sesIdentity))
        run.carryOut(run.state.go(to: .apply))
        await run.rest()
        run.press(.character("a"), .enter)
        await run.run { $0.planning.task(of: .senderIdentity) != nil && $0.inbox.contains { $0.isRecords } }
        #expect(run.state.inbox.first?.to == "example.com" && run.state.inbox.first?.lines.count == 3)
        run.press(.enter, .enter)
        await run.run { !$0.inbox.contains { $0.isRecords } }
        await run.run { $0.planning.progress[.senderIdentity]?.isRight == true }
        run.runner.stop()
    }
}
