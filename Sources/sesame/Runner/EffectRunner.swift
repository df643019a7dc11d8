import AWSClient
import Calls
import Design
import Setup
import Terminal
import Wire
import Wizard

/// Carries out what the wizard wants: each effect in a task of its own, its results posted to the loop.
///
/// It lives on the main thread, like the wizard.
final class EffectRunner {
    private let queue: MessageQueue<WizardEvent>
    private let work: Task<LiveWork, Never>
    private let state: StateDirectory?
    private let clock: WallClock
    private var tasks: [EffectID: Task<Void, Never>] = [:]
    private var controls: [EffectID: StopControl] = [:]
    private var key: String
    private let complaint = Once()
    private var saving: Task<Void, Never>?
    private let codes: CodeDesk?

    /// A runner.
    ///
    /// - Parameters:
    ///   - queue: Where results go.
    ///   - state: Where the position is kept; nil keeps nothing.
    ///   - clock: The time of what is kept.
    ///   - work: What does the live work; it may still be starting.
    ///   - codes: Where answers to questions for multi-factor codes go.
    init(
        _ queue: MessageQueue<WizardEvent>, state: StateDirectory?, clock: WallClock, work: Task<LiveWork, Never>,
        codes: CodeDesk? = nil
    ) {
        self.queue = queue
        self.codes = codes
        self.state = state
        self.clock = clock
        self.work = work
        let now = Timestamp(secondsSinceEpoch: clock.now.milliseconds / 1000, nanoseconds: 0)
        key = "\(now.basic)-\(UInt16.random(in: 0 ... .max))"
    }

    /// Starts an effect, or stops one.
    ///
    /// - Parameters:
    ///   - effect: What to do.
    ///   - callers: Whose credentials it may use; a side without any is not asked.
    func start(_ effect: WizardEffect, callers: [Side: CallerChoice]) {
        switch effect {
        case .listCallers(let id): run(id) { work, post in post(.local(id, await work.localFindings())) }
        case .identify(let id, let side, let choice):
            run(id) { work, post in
                let answer = await work.identify(side, choice)
                post(.identified(id, answer))
                if case .failure = answer, await work.credentialFilesChanged() {
                    await work.forget(side)
                    post(.credentialsChanged)
                }
            }
        case .ask(let id, let calls, let answers):
            run(id) { work, post in
                await work.observe(calls, answers, callers) { post(.observed(id, $0, isLast: $1)) }
            }
        case .plan(let id, let answers, let sides):
            run(id) { work, post in post(.planned(id, await work.plan(answers, callers, sides: sides))) }
        case .apply(let id, let scope, let answers):
            let control = StopControl()
            controls[id] = control
            run(id) { work, post in
                let end = await work.apply(answers, callers, scope: scope, control: control) {
                    post(.progress(id, $0, $1))
                }
                post(.applied(id, end))
            }
        case .mailAgain(let id, let address, let answers):
            run(id) { work, post in
                let end = await work.mailAgain(address, answers, callers) { post(.progress(id, $0, $1)) }
                var trouble: Trouble?
                if case .refused(let why) = end { trouble = why }
                post(.mailed(id, trouble))
            }
        case .send(let id, let request, let answers):
            run(id) { work, post in
                let outcome = await work.send(request, answers, callers) { post(.link(id, $0)) }
                post(.sent(id, outcome))
                if let mails = work.inbox() { post(.inbox(mails)) }
            }
        case .checkPractices(let id, let answers, let sides):
            run(id) { work, post in post(.practices(id, await work.practices(answers, callers, sides: sides))) }
        case .writeFiles(let id, let directory, let files):
            run(id) { _, post in post(.wrote(id, OutputFiles.write(files, to: directory))) }
        case .openSetup(let id, let setup): open(id, setup)
        case .cancel(let id): cancel(id)
        case .answerCode(let request, let code): codes?.answer(request, code)
        case .demo(let deed):
            run(nil) { work, post in for event in work.demo(deed) { post(event) } }
        default: break
        }
    }

    /// Keeps the position a moment later, so that typing never waits for the disk.
    func saveSoon(_ position: SavedPosition) {
        guard let write = writing(position) else { return }
        saving?.cancel()
        saving = Task.detached { [queue, complaint] in
            try? await Task.sleep(for: .milliseconds(300))
            guard !Task.isCancelled, let problem = write(), complaint.isFirst() else { return }
            queue.post(.say("Answers are not being kept: \(problem.sentence)"))
        }
    }

    /// Keeps the position now.
    func save(_ position: SavedPosition) {
        saving?.cancel()
        _ = writing(position)?()
    }

    /// What keeps a position; nil where nothing is kept, or nothing is there to keep.
    private func writing(_ position: SavedPosition) -> (@Sendable () -> StateProblem?)? {
        guard let state, position.screen != .home || !position.answers.entries.isEmpty else { return nil }
        let now = Timestamp(secondsSinceEpoch: clock.now.milliseconds / 1000, nanoseconds: 0)
        let saved = PositionFile.saved(position, key: key, at: now)
        return {
            do throws(StateProblem) {
                try SetupStore(state).save(saved)
                return nil
            } catch {
                return error
            }
        }
    }

    /// Stops everything that still runs.
    func stop() {
        codes?.close()
        for control in controls.values { control.stop() }
        for task in tasks.values { task.cancel() }
        tasks = [:]
    }

    private func cancel(_ id: EffectID) {
        // An apply ends after its call in flight and says so itself; everything else just stops.
        if let control = controls[id] {
            control.stop()
        } else {
            tasks.removeValue(forKey: id)?.cancel()
        }
    }

    private func open(_ id: EffectID, _ setup: String) {
        guard let state else { return }
        do {
            guard let saved = try SetupStore(state).load(setup) else {
                queue.post(.opened(id, .failure(Trouble("That setup is not there any more."))))
                return
            }
            key = setup
            queue.post(.opened(id, .success(PositionFile.position(saved))))
            if let design = try? DelegateSending(saved.answers),
                let complaint = Journal(setup: Setup.SavedSetup.key(for: design), in: state).complaint
            {
                queue.post(.say(complaint))
            }
        } catch {
            queue.post(.opened(id, .failure(Trouble(error.sentence))))
        }
    }

    private func run(
        _ id: EffectID?,
        _ body: @escaping @Sendable (LiveWork, @escaping @Sendable (WizardEvent) -> Void) async -> Void
    ) {
        let task = Task.detached { [work, queue] in
            let live = await work.value
            await body(live) { queue.post($0) }
        }
        if let id { tasks[id] = task }
    }
}
