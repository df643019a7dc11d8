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
    private var live: LiveWork
    private var runner: EffectRunner
    private let beginning: WizardState
    /// What is answered as if files had been written.
    private var unwritten: [WizardEvent] = []
    /// Whether a key wanted the talk to start over.
    private var startsOver = false
    private var wishes = TerminalWishes()
    private var now = WallClock().now

    /// The world that talks begin with.
    private static let scenario = "fresh"
    /// How long something may take that really runs, in milliseconds.
    private static let patience = 60_000
    /// How long the stage has to be quiet until what is not there is not waited for any more, in milliseconds.
    private static let quiet = 2000
    /// The same where an apply looks now and then for what people do.
    private static let lookingAgain = 10_000

    /// A stage at Home, with a fresh world.
    ///
    /// - Parameters:
    ///   - script: the talk, for what the stage says of its chapters.
    ///   - size: the size of the screen.
    /// - Throws: `Stop` where no port is free.
    init(_ script: StageScript, size: Size) async throws(Stop) {
        demo = try await DemoWorld.start(Self.scenario)
        let work = LiveWork(demo, scenario: Self.scenario)
        live = work
        runner = EffectRunner(queue, state: nil, clock: WallClock(), work: Task { work })
        let look = StageLook(chapters: script.chapters.map(StageLook.Chapter.init))
        beginning = WizardState(
            mode: .demo, version: Version.short, answers: DemoWorld.suggestions(), stage: look)
        state = beginning
        begin(size)
    }

    /// A stage that begins where a message is sent, as another one is now; no row waits for its turn.
    ///
    /// - Parameters:
    ///   - demo: its world, which ``stop()`` leaves as it is.
    ///   - work: what asks it.
    ///   - state: the other stage's wizard.
    init(on demo: DemoWorld, _ work: LiveWork, _ state: WizardState) {
        self.demo = demo
        live = work
        runner = EffectRunner(queue, state: nil, clock: WallClock(), work: Task { work }, work)
        beginning = state
        self.state = state
        send(.tick(now))
        send(.resize(Size(columns: 80, rows: 24)))
        carryOut(self.state.beginRehearsal())
    }

    private mutating func begin(_ size: Size) {
        send(.tick(now))
        send(.resize(size))
        carryOut(state.start())
    }

    /// Begins anew with a fresh world, as the stage does; what still runs is not heard any more.
    private mutating func startOver() async {
        startsOver = false
        unwritten = []
        let size = state.size
        await runner.ending()
        await demo.simulator.restore(demo.beginning)
        live = LiveWork(demo, scenario: Self.scenario)
        runner = runner.next(live)
        state = beginning
        begin(size)
    }

    /// Whoever waits for people looks at once: somebody did something in the world.
    func ring() { (live.bench.clock as? DemoClock)?.ring() }

    /// Stops what still runs.
    func stop() async { await runner.ending() }

    /// Stops what still runs, and the world.
    func end() async {
        runner.stop()
        await demo.simulator.stop()
    }

    /// What is seen now.
    var scene: StageScene { StageScene(screen: state.screen.name, frame: frame) }

    /// The cells that are seen now.
    var frame: Frame { view(state, state.size) }

    /// Begins a chapter, by its number from 1: its card lies over the stage then.
    mutating func begin(chapter number: Int) { send(.stage(.chapter(number))) }

    /// Begins the talk anew with a fresh world, as one that loops does at its end.
    mutating func beginAgain() { startsOver = true }

    /// Breaks, arms or mends something.
    ///
    /// - Returns: Why that cannot be done; nil where it was.
    mutating func carryOut(_ deed: StageScript.FaultDeed) -> String? {
        let outcome =
            switch deed {
            case .breaks(let name): live.breakFault(name, state.answers)
            case .arms(let name, let cue): live.arm(name, on: cue)
            case .mends(let name): live.mend(name)
            }
        if outcome.changesWorld { send(.stage(.worldChanged)) }
        return outcome.refusal
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
        if effects.contains(.stage(.back)) { return "it takes the last key back" }
        return binding == nil && effects.isEmpty && frame == before ? "it does nothing here" : nil
    }

    /// Lets everything happen that runs, until the stage rests and shows what is wanted, or rests for good.
    ///
    /// - Parameters:
    ///   - patience: how long something may take that really runs, in milliseconds.
    ///   - isWanted: whether a scene is the one that is waited for.
    /// - Returns: What is seen then.
    mutating func rest(
        patience: Int = Self.patience, until isWanted: (StageScene) -> Bool = { _ in true }
    ) async -> StageScene {
        let start = ContinuousClock.now
        var quietSince = start
        var moments = 40
        while ContinuousClock.now - start < .milliseconds(patience), !wishes.loop.leaves {
            if startsOver { await startOver() }
            let answers = unwritten
            unwritten = []
            for answer in answers { send(answer) }
            let messages = queue.takeAll()
            for message in messages where message.future ?? runner.future == runner.future { send(message.event) }
            if !messages.isEmpty { quietSince = .now }
            if messages.isEmpty, moments > 0, let next = comingTick {
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
                case .busy: patience
                }
            if quiet >= .milliseconds(limit) { break }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return scene
    }

    /// A moment that is only waited for: when a row turns that came before, and what the wizard wants to see to itself.
    private var comingTick: Moment? {
        let next = state.rest == .still ? state.nextTick : state.nextTurn
        return next.flatMap { $0.since(now) < 2000 ? $0 : nil }
    }

    /// Whether a key has left the program.
    var hasLeft: Bool { wishes.loop.leaves }

    private mutating func send(_ event: WizardEvent) { carryOut(update(&state, event)) }

    private mutating func carryOut(_ effects: [WizardEffect]) {
        for effect in effects {
            switch effect {
            // A script is somebody else's file: going through it writes nothing into this folder.
            case .writeFiles(let id, _, let files): unwritten.append(.wrote(id, .success(files.map(\.name))))
            case .writeNew(let id, let path, _): unwritten.append(.wroteNew(id, .success(path)))
            case .recallMasks(let id, _): unwritten.append(.masksRecalled(id, MaskMemory()))
            case .keepMasks: break
            default: runner.carryOut(effect, state, &wishes)
            }
        }
        startsOver = startsOver || wishes.stage.contains(.startOver)
        wishes.stage = []
    }
}
