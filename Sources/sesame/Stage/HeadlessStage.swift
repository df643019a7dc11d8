import Canvas
import Design
import Simulator
import SimulatorServer
import Stage
import Terminal
import Wizard
import Work

/// The stage without a terminal: the wizard, the runner of its effects and a simulated world, driven by a script.
///
/// Nothing waits for the time that a talk takes: where only a moment is waited for, it comes at once.
struct HeadlessStage {
    /// What the audience would have before it.
    private(set) var state: WizardState
    private let demo: DemoWorld
    private let queue = MessageQueue<Posted>(wake: {})
    private let runner: EffectRunner
    private let faults: WorldFaults
    private var wishes = TerminalWishes()
    private var now = WallClock().now
    /// Why a fault could not be broken.
    private var refusal: ScenarioError?

    /// How long something may take that really runs, in milliseconds.
    private static let patience = 20_000
    /// How long the stage has to be quiet until what is not there is not waited for any more, in milliseconds.
    private static let quiet = 400
    /// The same where an apply looks now and then for what people do.
    private static let lookingAgain = 5000

    /// A stage at Home, with a fresh world.
    ///
    /// - Parameters:
    ///   - script: the talk, for what the stage says of its chapters.
    ///   - size: the size of the screen.
    /// - Throws: `Stop` where no port is free.
    init(_ script: StageScript, size: Size) async throws(Stop) {
        demo = try await DemoWorld.start("fresh")
        let bench = Workbench(
            demo.ground, way: Workbench.Way(), log: CallLog(descriptor: nil, wantsBodies: false, keepsCalls: true),
            clock: DemoClock())
        let work = LiveWork(bench, demo: demo)
        runner = EffectRunner(queue, state: nil, clock: WallClock(), work: Task { work })
        faults = WorldFaults(demo.simulator.simulation)
        // Cards lie over the stage until somebody presses Enter, which is no key of the script.
        let look = StageLook(chapters: script.chapters.map(StageLook.Chapter.init), hasCards: false)
        state = WizardState(mode: .demo, version: Version.short, answers: DemoWorld.suggestions(), stage: look)
        send(.tick(now))
        send(.resize(size))
        carryOut(state.start())
    }

    /// Stops what still runs, and the world.
    func end() async {
        runner.stop()
        await demo.simulator.stop()
    }

    /// What is seen now.
    var scene: StageScene { StageScene(screen: state.screen.name, frame: frame) }

    /// The cells that are seen now.
    var frame: Frame { view(state, state.size) }

    /// Begins a chapter, by its number from 1.
    mutating func begin(chapter number: Int) { send(.stage(.chapter(number))) }

    /// Breaks, arms or mends something.
    ///
    /// - Returns: Why that cannot be done; nil where it was.
    mutating func carryOut(_ deed: StageScript.FaultDeed) -> String? {
        do {
            guard try faults.carryOut(deed) else { return nil }
        } catch {
            return error.sentence
        }
        send(.stage(.worldChanged))
        if case .breaks = deed { send(.stage(.said("Something is broken now."))) }
        return nil
    }

    /// Presses a key.
    ///
    /// - Returns: Why nothing came of it; nil where something did, and for keys that only find nothing to move.
    mutating func press(_ key: Key) -> String? {
        let binding = state.activeBindings.first { $0.keys.contains(key) }
        if case .off(let reason)? = binding?.availability { return "not now: \(reason)" }
        let before = frame
        now = max(now, WallClock().now)
        send(.tick(now))
        let effects = update(&state, .key(key))
        carryOut(effects)
        return binding == nil && effects.isEmpty && frame == before ? "it does nothing here" : nil
    }

    /// Lets everything happen that runs, until the stage rests and shows what is wanted, or rests for good.
    ///
    /// - Parameter isWanted: whether a scene is the one that is waited for.
    /// - Returns: What is seen then.
    mutating func rest(until isWanted: (StageScene) -> Bool = { _ in true }) async -> StageScene {
        let start = ContinuousClock.now
        var quietSince = start
        var moments = 20
        while ContinuousClock.now - start < .milliseconds(Self.patience), !wishes.loop.leaves {
            let messages = queue.takeAll()
            for message in messages { send(message.event) }
            if !messages.isEmpty { quietSince = .now }
            if messages.isEmpty, state.rest == .still, moments > 0, let next = state.nextTick, next.since(now) < 2000 {
                now = max(now, next)
                moments -= 1
                send(.tick(now))
                continue
            }
            let quiet = ContinuousClock.now - quietSince
            if quiet >= .milliseconds(15), state.rest != .busy, isWanted(scene) { break }
            let limit =
                switch state.rest {
                case .still: Self.quiet
                case .waitsForPeople: Self.lookingAgain
                case .busy: Self.patience
                }
            if quiet >= .milliseconds(limit) { break }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return scene
    }

    /// Why an armed fault could not be broken when its time came; told once.
    mutating func takeRefusal() -> String? {
        defer { refusal = nil }
        return refusal?.sentence
    }

    /// Whether a key has left the program.
    var hasLeft: Bool { wishes.loop.leaves }

    private mutating func send(_ event: WizardEvent) { carryOut(update(&state, event)) }

    private mutating func carryOut(_ effects: [WizardEffect]) {
        for effect in effects {
            if let cue = effect.cue {
                do { try faults.come(cue) } catch { refusal = error }
            }
            runner.carryOut(effect, state, &wishes)
        }
    }
}

extension WizardEffect {
    /// What a fault may have waited for that this begins.
    fileprivate var cue: StageScript.Cue? {
        switch self {
        case .send: .send
        case .prove(_, _, let sendsMail): sendsMail ? .send : nil
        case .apply: .apply
        case .diagnose, .diagnoseAll, .checkPractices: .check
        default: nil
        }
    }
}
