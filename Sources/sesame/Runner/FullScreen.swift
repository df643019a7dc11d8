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

    private let present: Present
    /// The way back in time, for whoever presents.
    let times: TimeMachine
    private let screen: Terminal.Screen
    private let queue: MessageQueue<Posted>
    private var end = End.left

    private var state: WizardState {
        _read { yield present.state }
        _modify { yield &present.state }
    }

    /// Takes an open screen.
    init(
        _ state: WizardState, _ screen: Terminal.Screen, effects: EffectRunner, queue: MessageQueue<Posted>,
        clock: WallClock
    ) {
        present = Present(state, effects: effects, clock: clock)
        times = TimeMachine(present, queue)
        self.queue = queue
        self.screen = screen
        _ = Wizard.update(&self.state, .resize(screen.size))
    }

    /// Runs until the person leaves; the terminal is as it was afterwards.
    ///
    /// - Parameter begin: Called before the first frame; what it wants done is begun at once.
    /// - Returns: How it ended.
    func run(_ begin: (inout WizardState) -> [WizardEffect]) -> End {
        var wishes = TerminalWishes()
        apply(.tick(present.clock.now), to: &wishes)
        for effect in begin(&state) { present.effects.carryOut(effect, state, &wishes) }
        times.begins()
        var loop = EventLoop<Posted>(screen, queue: queue)
        loop.run(
            handle: { self.handle($0) },
            frame: { Wizard.view(self.state, $0) },
            nextTimer: { self.nextTimer() })
        present.effects.save(state.saved)
        screen.close()
        present.effects.stop()
        return end
    }

    private func handle(_ event: LoopEvent<Posted>) -> LoopDecision {
        var wishes = TerminalWishes()
        apply(.tick(present.clock.now), to: &wishes)
        switch event {
        case .key(let key): times.press(key, &wishes)
        case .oversizedPaste(_, let limit):
            apply(.say("That was more than \(limit >> 20) MiB; nothing of it was pasted."), to: &wishes)
        case .resized(let size): apply(.resize(size), to: &wishes)
        case .message(let message): present.apply(message, to: &wishes)
        case .timer: break
        case .leaving(let signal):
            end = .signal(signal)
            wishes.loop.leaves = true
        case .hungUp:
            end = .hungUp
            wishes.loop.leaves = true
        }
        for command in wishes.stage { times.obey(command) }
        if wishes.startsDemo { end = .demo(isMasked: state.isMasked) }
        for text in wishes.raw { RawView.show(text, on: screen) }
        return wishes.loop
    }

    private func apply(_ event: WizardEvent, to wishes: inout TerminalWishes) {
        present.apply(event, to: &wishes)
    }

    private func nextTimer() -> Duration? {
        guard let next = state.nextTick else { return nil }
        return .milliseconds(max(0, next.milliseconds - present.clock.now.milliseconds))
    }
}
