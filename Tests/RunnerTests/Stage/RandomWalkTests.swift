import Canvas
import Programs
import Terminal
import Testing

@testable import Simulator
@testable import Wizard
@testable import sesame

/// Walks of keys that nobody would press, with steps back: screen and world are as they were before.
///
/// `make test-kill` walks two hundred of them, each other run some.
@Suite(.serialized) struct RandomWalkTests {
    private static let keys: [Key] =
        [
            .enter, .enter, .enter, .enter, .tab, .backTab, .down, .down, .up, .right, .pageDown, .escape, .backspace,
            .home, .end, .character(" "), .paste("ops@example.com"), .control("o"),
            .mouse(.press, Position(row: 6, column: 5)),
            .mouse(.press, Position(row: 17, column: 6)), .mouse(.wheelDown, Position(row: 8, column: 20)),
        ] + "aaansrdpmveclux?:/gjou17".map(Key.character)

    @Test(arguments: 0..<8) func `walks with steps back`(_ group: Int) async throws {
        for walk in 0..<(Thoroughness.isWhole ? 25 : 2) {
            var numbers = Numbers(seed: UInt64(group * 1000 + walk + 1))
            let run = try await StageRun(walk % 3 == 0 ? "ready" : walk % 3 == 1 ? "fresh" : "verified")
            try await self.walk(run, &numbers)
            if walk % 5 == 0 {
                #expect(run.times.startOver())
                await run.rest()
                await run.sendByKeys()
            }
            await run.end()
        }
    }

    private func walk(_ run: StageRun, _ numbers: inout Numbers) async throws {
        // How it was before each key that can be taken back, where nothing was going on.
        var known: [Int: (text: String, world: WorldSnapshot)] = [:]
        // How it was before a list of the presenter was opened, which what is chosen in it goes back to.
        var opened: (text: String, world: WorldSnapshot)?
        var trail: [Key] = []
        for _ in 0..<14 {
            if run.times.keys > 0, numbers.next(4) == 0 {
                let keys = run.times.keys - 1
                let past = try #require(run.times.pasts.last)
                #expect(run.times.stepBack())
                #expect(run.times.keys == keys)
                #expect(run.text == Wizard.view(past.state.back(from: run.state), run.state.size).text, "\(trail)")
                if let known = known[keys], past.effects.isEmpty {
                    #expect(
                        run.state.isMasked || run.text == known.text, "\(trail)\n\(run.text)\nwas\n\(known.text)")
                    #expect(difference(run.world, known.world) == nil, "\(trail)")
                }
                continue
            }
            let key = Self.keys[numbers.next(Self.keys.count)]
            guard isHarmless(key, run.state) else { continue }
            trail.append(key)
            run.hear()
            let keys = run.times.keys
            let wasPresenting = run.state.isPresenting
            let before = run.state.awaited.isEmpty ? (text: run.text, world: run.world) : nil
            // Rows turn with the time: the key comes at the moment that was looked at.
            run.pressNow(key)
            if !wasPresenting { opened = before }
            if run.times.keys > keys { known[keys] = wasPresenting ? opened : before }
            // Most people wait, some do not.
            if numbers.next(3) > 0 { await run.rest() } else { run.hear() }
        }
    }

    /// Whether a key writes no file into the current folder and does not leave.
    private func isHarmless(_ key: Key, _ state: WizardState) -> Bool {
        var state = state
        return !update(&state, .key(key)).contains { effect in
            switch effect {
            case .writeFiles, .writeNew, .quit, .showRaw, .openBundle, .startDemo: true
            default: false
            }
        }
    }
}

/// Numbers that are the same in every run.
private struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }
}
