import Canvas
import Design
import Identifiers
import Testing

@testable import Wizard

/// Drives the wizard with keys and answers its effects from a script, as the effect runner would.
struct Driver {
    var state: WizardState
    var effects: [WizardEffect] = []
    /// The effects that nobody answered yet.
    var open: [WizardEffect] = []
    var world = FakeWorld()
    /// Whether effects are answered at once.
    var answers = true

    init(
        _ mode: WizardState.Mode = .demo, answers given: Answers = FakeWorld.answers,
        local: LocalFindings? = FakeWorld.local, setups: [SavedSetup] = [],
        size: Size = Size(columns: 80, rows: 24), stage: StageLook? = nil
    ) {
        state = WizardState(mode: mode, answers: given, stage: stage)
        send(.tick(Moment(milliseconds: 1_800_000_000_000)))
        send(.resize(size))
        if let local {
            world.local = local
            world.setups = setups
            run(state.start())
        }
    }

    mutating func send(_ event: WizardEvent) { run(update(&state, event)) }

    mutating func press(_ keys: Key...) { for key in keys { send(.key(key)) } }

    mutating func press(_ key: Key, times: Int) { for _ in 0..<times { send(.key(key)) } }

    mutating func type(_ text: String) { for character in text { send(.key(.character(character))) } }

    mutating func run(_ new: [WizardEffect]) {
        effects += new
        guard answers else {
            open += new
            return
        }
        for effect in new {
            for event in world.events(for: effect, state) { send(event) }
        }
    }

    func frame(_ size: Size? = nil) -> Frame { view(state, size ?? state.size) }
    func text(_ size: Size? = nil) -> String { frame(size).text }

    /// Goes to a screen the way a person does, taking every default.
    mutating func walk(to screen: ScreenID) {
        var guardian = 0
        while state.screen != screen, guardian < 60 {
            guardian += 1
            if state.screen == .apply, state.overlays.isEmpty, state.applyObstacle == nil { press(.character("a")) }
            press(.enter)
        }
        #expect(state.screen == screen)
    }
}
