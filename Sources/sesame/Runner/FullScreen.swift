import Canvas
import Design
import Synchronization
import Terminal
import Wire
import Wizard

/// The wizard on the screen: keys and results go in as events, effects come out and are carried out.
///
/// It lives on the main thread. What takes time runs in tasks that post their results to the queue.
final class FullScreen {
    /// How the wizard ended.
    enum End {
        /// The person left.
        case left
        /// The person asked for the live demo.
        case demo
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

    /// Takes an open screen.
    init(
        _ state: WizardState, _ screen: Terminal.Screen, effects: EffectRunner, queue: MessageQueue<WizardEvent>,
        clock: WallClock
    ) {
        self.state = state
        self.effects = effects
        self.queue = queue
        self.clock = clock
        self.screen = screen
        _ = Wizard.update(&self.state, .resize(screen.size))
    }

    /// Runs until the person leaves; the terminal is as it was afterwards.
    ///
    /// - Parameter begin: Called before the first frame; what it wants done is begun at once.
    /// - Returns: How it ended.
    func run(_ begin: (inout WizardState) -> [WizardEffect]) -> End {
        var decision = LoopDecision()
        apply(.tick(clock.now), to: &decision)
        carryOut(begin(&state), &decision)
        var loop = EventLoop<WizardEvent>(screen, queue: queue)
        loop.run(
            handle: { self.handle($0) },
            frame: { Wizard.view(self.state, $0) },
            nextTimer: { self.nextTimer() })
        effects.save(state.saved)
        screen.close()
        effects.stop()
        return end
    }

    private func handle(_ event: LoopEvent<WizardEvent>) -> LoopDecision {
        var decision = LoopDecision()
        apply(.tick(clock.now), to: &decision)
        switch event {
        case .key(let key): apply(.key(key), to: &decision)
        case .oversizedPaste(_, let limit):
            apply(.say("That was more than \(limit >> 20) MiB; nothing of it was pasted."), to: &decision)
        case .resized(let size): apply(.resize(size), to: &decision)
        case .message(let message): apply(message, to: &decision)
        case .timer: break
        case .leaving(let signal):
            end = .signal(signal)
            decision.leaves = true
        case .hungUp:
            end = .hungUp
            decision.leaves = true
        }
        return decision
    }

    private func apply(_ event: WizardEvent, to decision: inout LoopDecision) {
        carryOut(Wizard.update(&state, event), &decision)
    }

    private func carryOut(_ wanted: [WizardEffect], _ decision: inout LoopDecision) {
        for effect in wanted {
            switch effect {
            case .quit: decision.leaves = true
            case .startDemo:
                end = .demo
                decision.leaves = true
            case .suspend: decision.suspends = true
            case .redraw: decision.redraws = true
            case .dropTypeAhead: decision.dropsTypeAhead = true
            case .saveState: effects.saveSoon(state.saved)
            case .copy(let text, let what): copy(text, what, &decision)
            case .showRaw(let text): showRaw(text)
            default: effects.start(effect, callers: state.callersInUse)
            }
        }
    }

    private func copy(_ text: String, _ what: String, _ decision: inout LoopDecision) {
        let bytes = Array(text.utf8)
        guard let sequence = Clipboard.sequence(base64: Base64.encode(bytes), byteCount: bytes.count) else {
            queue.post(.say("\(what) is too long for the clipboard; w writes it to a file."))
            return
        }
        decision.sends += sequence
        queue.post(.say("Copied \(what), if this terminal allows it (it does not tell)."))
    }

    /// The text without borders on the normal screen, so that the terminal's own selection can take it.
    private func showRaw(_ text: String) {
        RawView.show(text, on: screen)
    }

    private func nextTimer() -> Duration? {
        guard let next = state.nextTick else { return nil }
        return .milliseconds(max(0, next.milliseconds - clock.now.milliseconds))
    }
}
