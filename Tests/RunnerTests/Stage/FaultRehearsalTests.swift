import Canvas
import Design
import Programs
import SimulatorServer
import Stage
import Testing

@testable import Simulator
@testable import Wizard
@testable import sesame

/// What a console says of a fault is what happens on the stage.
@Suite(.serialized) struct FaultRehearsalTests {
    /// What is met on the stage itself by the keys that a presenter presses.
    private func met(_ fault: DemoFault, on run: StageRun, _ live: LiveWork) async throws -> FaultOutlook {
        let outcome = live.breakFault(fault.name, run.state.answers)
        if let why = outcome.refusal { return .impossible(why) }
        run.present.apply(.stage(.worldChanged), to: &run.wishes)
        run.press(.character("s"))
        await run.rest()
        let end = try #require(run.state.messageEnd)
        var refusal: String?
        if case .refused(let code) = end {
            refusal = code
            // A long code is cut at the end of its row.
            #expect(run.text.contains(code.prefix(20)), "\(fault.name): \(run.text)")
        }
        run.press(.character("d"))
        await run.rest()
        let causes = try #require(run.state.rootCauses, "\(fault.name): \(run.text)")
        let isNamed = causes.contains(fault.code)
        // Of several causes the first is the one that keys lead to.
        guard isNamed, causes.count == 1 else {
            return .met(refusal: refusal, isNamed: isNamed, causes: causes.count, mending: nil)
        }
        run.press(.enter)
        await run.rest()
        guard run.state.showsDoableFix else {
            return .met(refusal: refusal, isNamed: true, causes: causes.count, mending: FaultOutlook.Mending.none)
        }
        run.press(.character("a"))
        await run.rest()
        run.press(.enter)
        var isClicked = false
        await run.wait("the fix") { run in
            let links = (live.inbox() ?? []).filter(\.hasLink)
            isClicked = isClicked || !links.isEmpty
            for mail in links { _ = live.demo(.click(mail: mail.id), run.state.answers) }
            return run.state.work.running.isEmpty
        }
        if run.state.rootCauses?.isEmpty != true {
            run.demo.simulator.simulation.world.clock.advance(seconds: 60)
            run.press(.character("r"))
            await run.rest()
        }
        guard run.state.rootCauses?.isEmpty == true else {
            return .met(refusal: refusal, isNamed: true, causes: causes.count, mending: nil)
        }
        return .met(
            refusal: refusal, isNamed: true, causes: causes.count, mending: isClicked ? .keysAndClick(3) : .keys(3))
    }

    @Test func `what is said of a fault is what happens`() async throws {
        let run = try await StageRun("ready")
        // Nothing of a long cause is scrolled away.
        run.present.apply(.resize(Size(columns: 120, rows: 60)), to: &run.wishes)
        await run.sendByKeys()
        let live = try #require(run.present.effects.live)
        let faults = live.faults(run.state.answers)
        for fault in faults where Thoroughness.isWhole || fault.number == 1 {
            let before = run.world
            let outlook = await FaultRehearsal.run(.init(fault: fault, state: run.state, world: run.demo))
            #expect(difference(run.world, before) == nil, "\(fault.name)")
            let state = run.present.state
            let real = try await met(fault, on: run, live)
            #expect(real == outlook, "\(fault.name)")
            await run.demo.simulator.restore(before)
            run.present.state = state
        }
        // What lies under another fault is said to be so.
        #expect(live.breakFault("irsa-no-oidc-provider", run.state.answers).changesWorld)
        let hidden = try #require(faults.first { $0.name == "irsa-incorrect-token-audience" })
        let outlook = await FaultRehearsal.run(.init(fault: hidden, state: run.state, world: run.demo))
        guard case .impossible = outlook else {
            Issue.record("\(outlook)")
            return
        }
        await run.end()
    }

    @Test func `faults are listed anew where something is another one, and their times go on`() async throws {
        let run = try await StageRun("ready")
        let live = try #require(run.present.effects.live)
        let board = FaultBoard()
        let first = board.list(live, run.state)
        #expect(first.count == 116 && first.allSatisfy { $0.state == .right && $0.outlook == nil })
        #expect(live.breakFault("irsa-no-oidc-provider", run.state.answers).changesWorld)
        #expect(board.list(live, run.state).filter { $0.state != .right }.map(\.name) == ["irsa-no-oidc-provider"])
        run.demo.simulator.simulation.world.clock.advance(seconds: 65)
        let later = board.list(live, run.state).first { $0.name == "irsa-no-oidc-provider" }
        guard case .broken(let time)? = later?.state else {
            Issue.record("\(String(describing: later))")
            return
        }
        #expect(time >= 65_000)
        #expect(run.demo.deeds == 1)
        #expect(live.mend("irsa-no-oidc-provider").changesWorld)
        #expect(board.list(live, run.state).allSatisfy { $0.state == .right })
        await run.end()
    }
}
