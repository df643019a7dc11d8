import Canvas
import Design
import Setup
import Stage
import SimulatorServer
import Terminal
import Testing
import Wire
import Work

@testable import Simulator
@testable import Wizard
@testable import sesame

/// One key back on a stage: screen and world are as they were before it.
@Suite(.serialized) struct BackInTimeTests {
    @Test func `screen and world are as before the key, also after the last message was sent`() async throws {
        let run = try await StageRun()
        let (frame, world) = (run.frame, run.world)
        await run.sendByKeys()
        let keys = run.times.keys
        #expect(keys >= 18)
        #expect(run.world.state.inbox.count == 4)
        for left in (0..<keys).reversed() {
            let past = try #require(run.times.pasts.last)
            #expect(run.times.stepBack())
            #expect(run.times.keys == left)
            // Before what goes on again has had an answer.
            #expect(run.text == Wizard.view(past.state, past.state.size).text)
        }
        #expect(!run.times.stepBack())
        #expect(run.text == frame.text)
        await run.rest()
        #expect(difference(run.world, world) == nil)
        await run.sendByKeys()
        #expect(run.world.state.inbox.count == 4)
        await run.end()
    }

    @Test func `the world's time goes back too, and signatures are of that time`() async throws {
        let run = try await StageRun()
        let before = run.world.moment
        let now = run.state.now
        run.press(.down)
        run.demo.simulator.simulation.world.clock.advance(seconds: 7200)
        #expect(run.world.moment.seconds(since: before) >= 7200)
        #expect(run.times.stepBack())
        #expect(abs(run.world.moment.seconds(since: before)) <= 1)
        #expect(run.state.now.since(now) < 1000)
        await run.sendByKeys()
        // Another world is ahead of the clock of whoever asks, which stays so.
        let skewed = try await StageRun("you-clock")
        let lead = skewed.demo.simulator.simulation.world.now.seconds(since: skewed.world.moment)
        #expect(abs(lead) > 240)
        skewed.press(.down)
        #expect(skewed.times.stepBack())
        #expect(skewed.demo.simulator.simulation.world.now.seconds(since: skewed.world.moment) == lead)
        await run.end()
        await skewed.end()
    }

    @Test func `a key of the presenter and a key that does nothing cannot be taken back`() async throws {
        let run = try await StageRun()
        run.press(.down)
        #expect(run.times.keys == 1)
        run.press(.control("l"), .control("s"), .function(9), .mouse(.wheelDown, Position(row: 3, column: 3)))
        #expect(run.times.keys == 1)
        run.press(.character("x"))
        #expect(run.state.isMasked)
        #expect(run.times.keys == 1)
        // The list of actions is the presenter's, and what is chosen in it is not.
        run.press(.character(":"))
        #expect(run.state.isPresenting)
        run.press(.character("d"), .escape, .escape)
        #expect(!run.state.isPresenting)
        #expect(run.times.keys == 1)
        let frame = run.frame
        run.press(.character(":"))
        run.press(.character("d"), .character("i"), .character("a"), .character("g"), .enter)
        #expect(run.times.keys == 2, "\(run.text)")
        #expect(run.times.stepBack())
        #expect(run.text == frame.text)
        await run.end()
    }

    @Test func `Left takes the last key back, over whatever lies on the screen`() async throws {
        let run = try await StageRun()
        let frame = run.text
        run.press(.down)
        run.press(.character("?"))
        #expect(run.state.overlays.count == 1 && run.times.keys == 2)
        run.press(.left)
        #expect(run.state.overlays.isEmpty && run.times.keys == 1)
        run.press(.left)
        #expect(run.text == frame && run.times.keys == 0)
        run.press(.left)
        #expect(run.state.says.first == "No key is left to take back.")
        // Where somebody types it goes through the text.
        run.press(.character(":"), .character("h"), .left)
        #expect(run.state.isPresenting && run.times.keys == 0)
        await run.end()
    }

    @Test func `size, mouse and masks stay as they are now`() async throws {
        let run = try await StageRun()
        run.press(.enter)
        await run.rest()
        run.press(.down)
        run.press(.character("x"), .character("M"))
        run.present.apply(.resize(Size(columns: 120, rows: 40)), to: &run.wishes)
        #expect(run.state.isMasked && run.state.usesMouse)
        #expect(run.times.stepBack())
        #expect(run.state.isMasked)
        #expect(run.state.size == Size(columns: 120, rows: 40))
        #expect(run.times.stepBack())
        #expect(!run.text.contains("111122223333"), "\(run.text)")
        await run.rest()
        #expect(!run.text.contains("111122223333"), "\(run.text)")
        await run.end()
    }

    @Test func `500 keys can be taken back, of more the oldest are forgotten`() async throws {
        let run = try await StageRun()
        for _ in 0..<TimeMachine.limit + 40 { run.press(.down) }
        #expect(run.times.keys == TimeMachine.limit)
        run.times.mark(1)
        run.press(.enter)
        await run.rest()
        for _ in 0..<30 { run.press(.down) }
        #expect(run.times.go(toChapter: 1))
        #expect(run.times.keys == TimeMachine.limit - 31)
        while run.times.stepBack() {}
        #expect(run.times.keys == 0)
        // A chapter that began before all that is remembered can be gone to as well.
        #expect(!run.times.go(toChapter: 1))
        await run.rest()
        await run.end()
    }

    @Test func `chapters begin with the world of their beginning, and those after them are not begun then`()
        async throws
    {
        let run = try await StageRun()
        #expect(!run.times.go(toChapter: 1))
        run.times.mark(1)
        let (first, start) = (run.frame, run.world)
        while run.state.screen != .apply {
            run.press(.enter)
            await run.rest()
        }
        run.times.mark(2)
        let (second, planned) = (run.frame, run.world)
        await run.sendByKeys()
        run.times.mark(3)
        #expect(run.times.chapters == [1, 2, 3])
        #expect(run.times.go(toChapter: 2))
        #expect(run.text == second.text)
        #expect(difference(run.world, planned) == nil)
        #expect(run.times.chapters == [1, 2])
        #expect(!run.times.go(toChapter: 3))
        await run.sendByKeys()
        #expect(run.times.go(toChapter: 1))
        #expect(run.text == first.text)
        #expect(difference(run.world, start) == nil)
        await run.sendByKeys()
        #expect(run.times.startOver())
        await run.rest()
        #expect(run.text == first.text)
        #expect(run.times.chapters.isEmpty && run.times.keys == 0)
        await run.sendByKeys()
        await run.end()
    }

    @Test func `a real account cannot go back`() async throws {
        let run = try await StageRun()
        var wishes = TerminalWishes()
        var state = WizardState(mode: .live, stage: StageLook())
        _ = update(&state, .resize(Size(columns: 80, rows: 24)))
        let present = Present(state, effects: run.present.effects, clock: WallClock())
        let machine = TimeMachine(present, run.queue)
        machine.press(.down, &wishes)
        #expect(machine.keys == 0)
        machine.obey(.back)
        #expect(present.state.says.first == "A real account cannot go back.")
        run.times.obey(.back)
        #expect(run.state.says.first == "No key is left to take back.")
        run.times.obey(.chapter(4))
        #expect(run.state.says.first == "Chapter 4 was not begun yet.")
        await run.end()
    }

    @Test func `what was learned in the other future is asked again`() async throws {
        let run = try await StageRun()
        run.press(.enter)
        await run.rest()
        let (calls, requests) = (run.state.calls.count, run.world.state.requests.count)
        run.press(.enter)
        await run.rest()
        while run.state.screen != .apply {
            run.press(.enter)
            await run.rest()
        }
        #expect(run.state.calls.count > calls && run.world.state.requests.count > requests)
        while run.times.keys > 1 { run.times.stepBack() }
        await run.rest()
        #expect(run.state.calls.count == calls)
        #expect(run.world.state.requests.count == requests)
        run.press(.enter)
        await run.rest()
        // Whoever asks now is known to nobody yet, so STS is asked once more.
        #expect(run.world.state.requests.count > requests)
        await run.end()
    }
}
