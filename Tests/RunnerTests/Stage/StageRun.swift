import Calls
import Canvas
import Design
import Diagnosis
import SimulatorServer
import Terminal
import Testing
import Wire

@testable import Simulator
@testable import Wizard
@testable import sesame

/// The demo on a stage, without a terminal: keys in, frames and the world out.
final class StageRun {
    let demo: DemoWorld
    let queue: MessageQueue<Posted>
    let present: Present
    let times: TimeMachine
    var wishes = TerminalWishes()

    /// A stage whose world is there; its first questions are answered.
    init(_ scenario: String = "fresh", startsAtHome: Bool = true) async throws {
        demo = try await DemoWorld.start(scenario)
        queue = MessageQueue<Posted>(wake: {})
        let state = WizardState(
            mode: .demo, answers: DemoWorld.suggestions(), stage: StageLook(hasCards: false, revealsAtOnce: true))
        let work = LiveWork(demo, scenario: scenario)
        let effects = EffectRunner(queue, state: nil, clock: WallClock(), work: Task { work })
        present = Present(state, effects: effects, clock: WallClock())
        times = TimeMachine(present, queue)
        present.apply(.resize(Size(columns: 80, rows: 24)), to: &wishes)
        tick()
        for effect in startsAtHome ? present.state.start() : present.state.startSetup() {
            present.effects.carryOut(effect, present.state, &wishes)
        }
        times.begins()
        while present.effects.live == nil { try await Task.sleep(for: .milliseconds(1)) }
        await rest()
    }

    var state: WizardState { present.state }
    var frame: Frame { Wizard.view(state, state.size) }
    var world: WorldSnapshot { demo.simulator.simulation.snapshot() }

    /// The screen as text, one line a row.
    var text: String { frame.text }

    func tick() { present.apply(.tick(present.clock.now), to: &wishes) }

    /// Presses keys, as the full screen does.
    func press(_ keys: Key...) {
        for key in keys {
            tick()
            pressNow(key)
        }
    }

    /// Presses a key at the moment that the screen shows.
    func pressNow(_ key: Key) {
        times.press(key, &wishes)
        let commands = wishes.stage
        wishes = TerminalWishes()
        for command in commands { times.obey(command) }
    }

    /// Hears what was posted.
    func hear() {
        for posted in queue.takeAll() { present.apply(posted, to: &wishes) }
        tick()
    }

    /// Hears what is posted until something is so, for twenty seconds at most.
    func wait(
        _ what: String, at place: SourceLocation = #_sourceLocation, until isSo: (StageRun) -> Bool
    ) async {
        for _ in 0..<4000 {
            hear()
            if isSo(self) { return }
            try? await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("\(what): \(state.work.running)\n\(text)", sourceLocation: place)
    }

    /// Whether only a person is waited for.
    var isQuiet: Bool {
        let waitsForMail = state.planning.isApplying && !state.planning.waiting.isEmpty
        return state.work.running.keys.allSatisfy { state.work.purpose(of: $0) == .apply && waitsForMail }
    }

    /// Hears what is posted until only a person is waited for.
    func rest(at place: SourceLocation = #_sourceLocation) async {
        await wait("it never rests", at: place) { $0.isQuiet }
    }

    /// Presses what a person would who accepts everything, until a message is sent.
    func sendByKeys(at place: SourceLocation = #_sourceLocation) async {
        for _ in 0..<60 where !isSent {
            if state.screen == .apply, state.planning.plan != nil, !state.planning.isApplying,
                state.planning.end != .finished, !state.planning.isAllRight, state.overlays.isEmpty
            {
                press(.character("a"))
            } else {
                press(.enter)
            }
            await rest(at: place)
            // A click is seen when it is looked for next.
            if state.planning.isApplying { try? await Task.sleep(for: .milliseconds(100)) }
            hear()
        }
        #expect(isSent, "\(text)", sourceLocation: place)
    }

    var isSent: Bool { state.testing.outcome?.report.outcome == .sent }

    func end() async {
        present.effects.stop()
        await demo.simulator.stop()
    }
}

/// Everything that a world holds, as text: what differs between two worlds differs in their texts.
func everything(_ world: WorldSnapshot) -> String {
    var text = ""
    dump(world.state, to: &text)
    return text + world.scenario
}

/// Where two worlds differ first; nil where they are the same.
func difference(_ one: WorldSnapshot, _ other: WorldSnapshot) -> String? {
    let texts = (everything(one), everything(other))
    guard texts.0 != texts.1 else { return nil }
    let lines = (texts.0.split(separator: "\n"), texts.1.split(separator: "\n"))
    let first = zip(lines.0, lines.1).enumerated().first { $0.element.0 != $0.element.1 }
    return first.map { "line \($0.offset): \($0.element.0) | \($0.element.1)" } ?? "\(lines.0.count), \(lines.1.count)"
}
