import Calls
import Canvas
import Design
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
        /// The person asked for the live demo; with masks of these kinds, where they are on.
        case demo(masking: Set<MaskKind>?)
        /// A signal ended it.
        case signal(Int32)
        /// The terminal is gone.
        case hungUp
    }

    let present: Present
    /// The way back in time, for whoever presents.
    let times: TimeMachine
    private let screen: Terminal.Screen
    let queue: MessageQueue<Posted>
    private var end = End.left
    /// What effects ask of the terminal, since the last event began.
    private var wishes = TerminalWishes()
    /// Who directs the stage; nil where there is none.
    var director: Director?
    let recorder: Recorder?

    private var state: WizardState {
        _read { yield present.state }
        _modify { yield &present.state }
    }

    /// Takes an open screen.
    init(
        _ state: WizardState, _ screen: Terminal.Screen, effects: EffectRunner, queue: MessageQueue<Posted>,
        clock: WallClock, recorder: Recorder? = nil
    ) {
        present = Present(state, effects: effects, clock: clock)
        times = TimeMachine(present, queue)
        self.queue = queue
        self.recorder = recorder
        self.screen = screen
        _ = Wizard.update(&self.state, .resize(screen.size))
    }

    /// Runs until the person leaves; the terminal is as it was afterwards.
    ///
    /// - Parameter begin: Called before the first frame; what it wants done is begun at once.
    /// - Returns: How it ended.
    func run(_ begin: (inout WizardState) -> [WizardEffect]) -> End {
        apply(.tick(present.clock.now))
        for effect in begin(&state) { present.effects.carryOut(effect, state, &wishes) }
        times.begins()
        director?.begin()
        var loop = EventLoop<Posted>(screen, queue: queue)
        loop.run(
            handle: { self.handle($0) },
            frame: { self.frame($0) },
            nextTimer: { self.nextTimer() })
        present.effects.save(state.saved)
        director?.end()
        screen.close()
        present.effects.stop()
        return end
    }

    private func handle(_ event: LoopEvent<Posted>) -> LoopDecision {
        wishes = TerminalWishes()
        apply(.tick(present.clock.now))
        switch event {
        case .key(let key): if let director { director.type(key) } else { apply(.key(key)) }
        case .oversizedPaste(_, let limit):
            apply(.say("That was more than \(limit >> 20) MiB; nothing of it was pasted."))
        case .resized(let size): apply(.resize(size))
        case .message(let message):
            if case .called(let calls) = message.event {
                director?.heard(answers: calls.map { $0.problem != "no answer" })
            }
            present.apply(message, to: &wishes)
        case .timer: break
        case .leaving(let signal):
            end = .signal(signal)
            wishes.loop.leaves = true
        case .hungUp:
            end = .hungUp
            wishes.loop.leaves = true
        }
        direct()
        if wishes.startsDemo { end = .demo(masking: state.shownMasks) }
        for text in wishes.raw { RawView.show(text, on: screen) }
        return wishes.loop
    }

    /// Lets the director do what a presenter wants, and go on by itself.
    private func direct() {
        guard let director else { return }
        while !wishes.stage.isEmpty {
            let commands = wishes.stage
            wishes.stage = []
            for command in commands { director.take(command) }
        }
        director.goOn()
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

    /// Lets the wizard take an event, and carries out what it wants.
    func apply(_ event: WizardEvent) { present.apply(event, to: &wishes) }

    /// Presses a key, which can be taken back afterwards.
    func press(_ key: Key) { times.press(key, &wishes) }

    private func frame(_ size: Size) -> Frame {
        let frame = director?.recorded(size) ?? Wizard.view(state, size)
        director?.show(frame)
        return recorded(frame)
    }

    private func nextTimer() -> Duration? {
        let waits = [
            state.nextTick.map { max(0, $0.milliseconds - present.clock.now.milliseconds) }, director?.wait,
        ]
        return waits.compactMap(\.self).min().map { .milliseconds($0) }
    }
}
