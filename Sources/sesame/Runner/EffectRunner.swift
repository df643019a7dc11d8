import AWSClient
import Calls
import Design
import Setup
import Terminal
import Wire
import Wizard
import Work

/// Carries out what the wizard wants: each effect in a task of its own, its results posted to the loop.
///
/// It lives on the main thread, like the wizard.
final class EffectRunner {
    /// The number of the effect that a task carries out: one that is begun again after a step back has the same.
    @TaskLocal static var number: Int?

    private let queue: Outbox
    private let work: Task<LiveWork, Never>
    private let state: StateDirectory?
    private let clock: WallClock
    /// What goes on.
    let running = RunningWork()
    private var key: String
    private let complaint = Once()
    private var saving: Task<Void, Never>?
    private let questions: QuestionDesk?
    /// The effects that were begun and may still be waited for, and whether somebody wanted them stopped.
    private var begun: [EffectID: (effect: WizardEffect, isStopped: Bool)] = [:]
    /// What does the live work, as soon as it is there.
    private let here = LiveHere()

    /// A runner.
    ///
    /// - Parameters:
    ///   - queue: Where results go.
    ///   - state: Where the position is kept; nil keeps nothing.
    ///   - clock: The time of what is kept.
    ///   - work: What does the live work; it may still be starting.
    ///   - questions: Where answers to questions of the clients go.
    ///   - future: The number of the future that it works in.
    ///   - live: What does the live work, where it is there already.
    init(
        _ queue: MessageQueue<Posted>, state: StateDirectory?, clock: WallClock, work: Task<LiveWork, Never>,
        questions: QuestionDesk? = nil, future: Int = 0, _ live: LiveWork? = nil
    ) {
        self.queue = Outbox(queue: queue, future: future)
        self.questions = questions
        self.state = state
        self.clock = clock
        self.work = work
        let now = Timestamp(secondsSinceEpoch: clock.now.milliseconds / 1000, nanoseconds: 0)
        key = "\(now.basic)-\(UInt16.random(in: 0 ... .max))"
        if let live {
            here.comes(live)
        } else {
            Task.detached { [work, here] in here.comes(await work.value) }
        }
    }

    /// Carries out an effect: starts work or stops it, keeps the position, or wishes something of the terminal.
    ///
    /// This is the only place that knows what effects there are; a new one does not compile before it stands here.
    ///
    /// - Parameters:
    ///   - effect: What to do.
    ///   - state: The wizard's state: its position is kept, and its callers' credentials may be used. A side without any
    ///     is not asked.
    ///   - wishes: What the terminal is to do, added to.
    func carryOut(_ effect: WizardEffect, _ state: WizardState, _ wishes: inout TerminalWishes) {
        let callers = state.callersInUse
        if let id = effect.id { begun[id] = (effect, false) }
        switch effect {
        case .listCallers(let id):
            run(id) { work, post in post(.local(id, work.localFindings(), work.setups { post(.say($0)) })) }
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
        case .plan(let id, let answers, let options):
            run(id) { work, post in
                let planned = await work.plan(answers, callers, options)
                if case .success(let setup) = planned { post(.completed(id, setup.answers)) }
                let findings = (try? planned.get())?.findings ?? []
                post(.planned(id, planned.map(\.plan), findings: findings))
            }
        case .apply(let id, let scope, let answers, let takeOver):
            let control = StopControl()
            run(id, control: control) { work, post in
                let end = await work.apply(answers, callers, scope: scope, takeOver: takeOver, control: control) {
                    post(.progress(id, $0))
                }
                post(.applied(id, end))
            }
        case .mailAgain(let id, let address, let answers):
            run(id) { work, post in
                post(.mailed(id, await work.mailAgain(address, answers, callers) { post(.progress(id, $0)) }))
            }
        case .send(let id, let request, let answers):
            run(id) { work, post in
                let sent = await work.send(request, answers, callers) { event in
                    switch event {
                    case .ended(let link): post(.link(id, link))
                    case .workload(let status): post(.pod(id, .workload(status)))
                    case .line(let line): post(.pod(id, .line(line)))
                    case .started, .pausing: break
                    }
                }
                post(.sent(id, sent))
                if let mails = work.inbox() { post(.inbox(mails)) }
            }
        case .removeWorkload(let id, let uid, let answers):
            run(id) { work, post in post(.removed(id, await work.removeWorkload(uid, answers, callers))) }
        case .lookAtRestart(let id, let targets, let answers):
            run(id) { work, post in post(.restartSeen(id, await work.lookAtRestart(targets, answers, callers))) }
        case .restart(let id, let sights, let answers):
            run(id) { work, post in post(.restarted(id, await work.restart(sights, answers, callers))) }
        case .checkPractices(let id, let answers, let sides):
            run(id) { work, post in post(.practices(id, await work.practices(answers, callers, sides: sides))) }
        case .findSubject(let id, let clues, let known):
            run(id) { work, post in post(.found(id, await work.find(clues, known, callers))) }
        case .diagnose(let id, let subject):
            run(id) { work, post in
                let (result, seen, made) = await work.diagnose(subject, callers) {
                    post(.diagnosing(id, $0, $1, calls: $2))
                }
                post(.diagnosed(id, result, seen, made: made))
            }
        case .prove(let id, let subject, let sendsMail):
            run(id) { work, post in
                let end = await work.prove(subject, sendsMail: sendsMail, callers) { post(.proving(id, $0)) }
                post(.proved(id, end))
                if let mails = work.inbox() { post(.inbox(mails)) }
            }
        case .listSubjects(let id, let answers):
            run(id) { work, post in post(.subjects(id, await work.subjects(answers, callers))) }
        case .diagnoseAll(let id, let answers):
            run(id) { work, post in
                post(.fleetLooked(id, await work.diagnoseAll(answers, callers) { post(.fleet(id, $0)) }))
            }
        case .listBundles(let id): run(id) { _, post in post(.bundles(id, BundleDesk.names())) }
        case .openBundle(let id, let source):
            run(id) { work, post in post(.bundleOpened(id, work.open(source))) }
        case .writeNew(let id, let path, let text):
            run(id) { work, post in post(.wroteNew(id, NewFile.write(text, to: path, home: work.home))) }
        case .recallMasks(let id, let answers):
            let store = self.state.map { MaskStore($0) }
            run(id) { _, post in post(.masksRecalled(id, store?.memory(of: answers) ?? MaskMemory())) }
        case .keepMasks(let memory, let answers):
            // Nothing hangs on it: the next bundle only has other masks then.
            if let state = self.state { Task.detached { try? MaskStore(state).keep(memory, of: answers) } }
        case .writeFiles(let id, let directory, let files):
            run(id) { _, post in post(.wrote(id, OutputFiles.write(files, to: directory))) }
        case .openSetup(let id, let setup): open(id, setup)
        case .cancel(let id):
            begun[id]?.isStopped = true
            running.cancel(id)
        case .answerCode(let request, let code): questions?.answer(request, code)
        case .answerProgram(let request, let agrees): questions?.answer(request, agrees ? "yes" : nil)
        case .demo(let deed):
            let answers = state.answers
            // At once where that is possible: what is done to the world belongs before the next key.
            if let live = live { return live.demo(deed, answers).forEach(queue.post) }
            Task.detached { [work, queue] in for event in await work.value.demo(deed, answers) { queue.post(event) } }
        case .stage(let command): wishes.stage.append(command)
        case .saveState: saveSoon(state.saved)
        case .copy(let text, let what): wishes.loop.sends += copying(text, what)
        case .startDemo:
            wishes.startsDemo = true
            wishes.loop.leaves = true
        case .dropTypeAhead: wishes.loop.dropsTypeAhead = true
        case .redraw: wishes.loop.redraws = true
        case .suspend: wishes.loop.suspends = true
        case .showRaw(let text): wishes.raw.append(text)
        case .quit: wishes.loop.leaves = true
        }
    }

    /// The sequence that puts a text into the clipboard; empty for one that terminals would not take.
    private func copying(_ text: String, _ what: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard let sequence = Clipboard.sequence(base64: Base64.encode(bytes), byteCount: bytes.count) else {
            queue.post(
                .say("\(what.capitalizedFirst) is too long for the clipboard, which takes \(Clipboard.limit) bytes."))
            return []
        }
        queue.post(.say("Copied \(what), if this terminal allows it (it does not tell)."))
        return sequence
    }

    /// Keeps the position a moment later, so that typing never waits for the disk.
    private func saveSoon(_ position: SavedPosition) {
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

    /// What does the live work; nil while it is starting.
    var live: LiveWork? { here.work }

    /// The number of the future that it works in.
    var future: Int { queue.future }

    /// The effects that a state still waits for, in their order; those that were to be stopped are stopped again.
    func awaited(by state: WizardState) -> [WizardEffect] {
        let ids = state.awaited
        begun = begun.filter { ids.contains($0.key) }
        return begun.sorted { $0.key.number < $1.key.number }.flatMap { id, work in
            work.isStopped ? [work.effect, WizardEffect.cancel(id)] : [work.effect]
        }
    }

    /// The effects that were begun and have ended: all that they have to say is posted.
    var ended: Set<EffectID> { Set(begun.keys).subtracting(running.ids) }

    /// What works in another future, with clients that know nothing of this one.
    ///
    /// - Parameter work: What does its live work.
    /// - Returns: The other future's runner.
    func next(_ work: LiveWork) -> EffectRunner {
        EffectRunner(
            queue.queue, state: state, clock: clock, work: Task { work }, questions: questions, future: future + 1, work
        )
    }

    /// Ends all that is worked on, and returns when nothing of it can ask anything any more.
    var ending: @Sendable () async -> Void {
        { [running, here] in
            here.work?.bench.shutDown()
            await running.end()
        }
    }

    /// Stops everything that still runs.
    func stop() {
        questions?.close()
        running.stop()
    }

    private func open(_ id: EffectID, _ setup: String) {
        guard let state else { return }
        do {
            guard let saved = try SetupStore(state).load(setup) else {
                queue.post(.opened(id, .failure(Problem("That setup is not there any more."))))
                return
            }
            key = setup
            queue.post(.opened(id, .success(PositionFile.position(saved))))
            if let design = try? DelegateSending(saved.answers),
                let complaint = state.journal(of: design).complaint
            {
                queue.post(.say(complaint))
            }
        } catch {
            queue.post(.opened(id, .failure(Problem(error.sentence))))
        }
    }

    private func run(
        _ id: EffectID, control: StopControl? = nil,
        _ body: @escaping @Sendable (LiveWork, @escaping @Sendable (WizardEvent) -> Void) async -> Void
    ) {
        running.begin(id, control: control) { [work, queue] in
            let live = await work.value
            await Self.$number.withValue(id.number) {
                await body(live) { event in
                    // What was asked is told with what came of it, so that nothing is woken for calls alone.
                    let calls = live.bench.takeCalls()
                    if !calls.isEmpty { queue.post(.called(calls)) }
                    queue.post(event)
                }
            }
        }
    }
}
