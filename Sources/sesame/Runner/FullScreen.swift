import Canvas
import Terminal
import Wizard

/// The wizard on the screen: keys and results go in as events, effects come out and are carried out.
///
/// It lives on the main thread. What takes time runs in tasks that post their results to the queue.
final class FullScreen {
    /// How the wizard ended.
    enum End {
        /// The person left.
        case left
        /// The person asked for the live demo; with masks, where they are on.
        case demo(isMasked: Bool)
        /// A signal ended it.
        case signal(Int32)
        /// The terminal is gone.
        case hungUp
    }

    private var state: WizardState
    private let screen: Terminal.Screen
    private let queue: MessageQueue<WizardEvent>
    private let effects: EffectRunner
    private var end = End.left
    private var clock: WallClock
    private let recorder: Recorder?

    /// Takes an open screen.
    init(
        _ state: WizardState, _ screen: Terminal.Screen, effects: EffectRunner, queue: MessageQueue<WizardEvent>,
        clock: WallClock, recorder: Recorder? = nil
    ) {
        self.state = state
        self.effects = effects
        self.queue = queue
        self.clock = clock
        self.recorder = recorder
        self.screen = screen
        _ = Wizard.update(&self.state, .resize(screen.size))
    }

    /// Runs until the person leaves; the terminal is as it was afterwards.
    ///
    /// - Parameter begin: Called before the first frame; what it wants done is begun at once.
    /// - Returns: How it ended.
    func run(_ begin: (inout WizardState) -> [WizardEffect]) -> End {
        var wishes = TerminalWishes()
        apply(.tick(clock.now), to: &wishes)
        for effect in begin(&state) { effects.carryOut(effect, state, &wishes) }
        var loop = EventLoop<WizardEvent>(screen, queue: queue)
        loop.run(
            handle: { self.handle($0) },
            frame: { self.recorded(Wizard.view(self.state, $0)) },
            nextTimer: { self.nextTimer() })
        effects.save(state.saved)
        screen.close()
        effects.stop()
        return end
    }

    private func handle(_ event: LoopEvent<WizardEvent>) -> LoopDecision {
        var wishes = TerminalWishes()
        apply(.tick(clock.now), to: &wishes)
        switch event {
        case .key(let key): apply(.key(key), to: &wishes)
        case .oversizedPaste(_, let limit):
            apply(.say("That was more than \(limit >> 20) MiB; nothing of it was pasted."), to: &wishes)
        case .resized(let size): apply(.resize(size), to: &wishes)
        case .message(let message): apply(message, to: &wishes)
        case .timer: break
        case .leaving(let signal):
            end = .signal(signal)
            wishes.loop.leaves = true
        case .hungUp:
            end = .hungUp
            wishes.loop.leaves = true
        }
        if wishes.startsDemo { end = .demo(isMasked: state.isMasked) }
        for text in wishes.raw { RawView.show(text, on: screen) }
        return wishes.loop
    }

    /// A frame that is about to be shown, after it was recorded as it is shown.
    private func recorded(_ frame: Frame) -> Frame {
        guard let recorder else { return frame }
        var shown = frame
        screen.setting.glyphs.apply(to: &shown)
        if let problem = recorder.take(shown, depth: screen.depth, aside: screen.timeAside) {
            queue.post(.say(problem))
        }
        return frame
    }

    private func apply(_ event: WizardEvent, to wishes: inout TerminalWishes) {
        for effect in Wizard.update(&state, event) { effects.carryOut(effect, state, &wishes) }
    }

    private func nextTimer() -> Duration? {
        guard let next = state.nextTick else { return nil }
        return .milliseconds(max(0, next.milliseconds - clock.now.milliseconds))
    }
}
