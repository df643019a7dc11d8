import Canvas
import Dispatch
import Simulator
import SimulatorServer
import Stage
import Synchronization
import Terminal
import Wizard

/// The way back in time: before each key on a stage it keeps the wizard's state and the simulated world, and puts both back
/// as they were.
///
/// What was asked and done in the future that is left does not outlive it: its work ends, what it still has to say is
/// dropped, and new clients know none of its credentials, answers and calls. It lives on the main thread.
final class TimeMachine {
    /// A moment that can be gone back to.
    struct Past {
        var state: WizardState
        var world: WorldSnapshot
        /// What was worked on, and is begun again.
        var effects: [WizardEffect]
    }

    /// The beginning of a chapter: how many keys were pressed before it, and how it was then.
    private struct Mark {
        var chapter: Int
        var keys: Int
        var past: Past
    }

    /// How many keys can be taken back; of more the oldest are forgotten.
    static let limit = 500

    private let present: Present
    private let queue: MessageQueue<Posted>
    private(set) var pasts: [Past] = []
    /// How many of the oldest keys were forgotten.
    private var forgotten = 0
    private var marks: [Mark] = []
    private var beginning: (state: WizardState, effects: [WizardEffect])?
    /// How it was before a list of the presenter was opened, which is not part of what is shown.
    private var before: Past?
    /// How it was before what the next key brings with it.
    private var held: Past?

    /// A machine for what goes on.
    ///
    /// - Parameters:
    ///   - present: the state and the work that it keeps and puts back.
    ///   - queue: where the work posts its answers.
    init(_ present: Present, _ queue: MessageQueue<Posted>) {
        self.present = present
        self.queue = queue
    }

    /// How many keys were kept since the beginning, those among them that were forgotten; less after one was taken back.
    var kept: Int { forgotten + pasts.count }

    /// How many keys can be taken back now.
    var keys: Int { pasts.count }

    /// The chapters whose beginning can be gone to, counted from 1.
    var chapters: Set<Int> { Set(marks.map(\.chapter)) }

    /// Notes how it all began, for ``startOver()``; called once, when the first effects were begun.
    func begins() {
        beginning = present.state.stage.map { _ in (present.state, present.effects.awaited(by: present.state)) }
    }

    // MARK: Keys

    /// Presses a key; on a stage it can be taken back afterwards.
    ///
    /// What was told before the key is heard before it, so that it belongs to the moment that is kept. Keys of the presenter
    /// and keys that do nothing are not kept.
    func press(_ key: Key, _ wishes: inout TerminalWishes) {
        if key == .left, present.state.leavesLeft { return obey(.back) }
        guard let before = beforeKey(key, &wishes) else {
            present.apply(.key(key), to: &wishes)
            return
        }
        let size = present.state.size
        let wasPresenting = present.state.isPresenting
        let effects = present.apply(.key(key), to: &wishes)
        if present.state.isPresenting {
            self.before = before
            return
        }
        self.before = nil
        let isMask = present.state.isMasked != before.state.isMasked
        if isMask || effects.contains(where: \.isPresenters) || wasPresenting && key == .escape { return }
        if effects.isEmpty, Wizard.view(present.state, size) == Wizard.view(before.state, size) { return }
        keep(before)
    }

    /// What happens to the world from now on belongs to the next key, and is taken back with it.
    func hold() { held = present.state.isPresenting ? before : now() }

    /// How it is before a key; nil where nothing is kept.
    private func beforeKey(_ key: Key, _ wishes: inout TerminalWishes) -> Past? {
        defer { held = nil }
        guard present.state.stage != nil, present.state.mode == .demo, present.effects.live != nil,
            !Self.isTerminals(key)
        else { return nil }
        // What has ended by now has posted all that it has to say, and that is heard.
        let ended = present.effects.ended
        for posted in queue.takeAll() { present.apply(posted, to: &wishes) }
        if let held { return held }
        return present.state.isPresenting ? before ?? now(without: ended) : now(without: ended)
    }

    /// Whether a key is about the terminal and not about what it shows.
    private static func isTerminals(_ key: Key) -> Bool {
        switch key {
        case .control("c"), .control("l"), .control("z"), .control("s"), .control("q"): true
        case .mouse(let action, _): action != .press
        default: false
        }
    }

    /// How it is now.
    ///
    /// - Parameter ended: the effects of which all was heard, whatever the wizard still makes of it.
    /// - Returns: The moment; nil while there is no world.
    private func now(without ended: Set<EffectID> = []) -> Past? {
        guard let world = present.effects.live?.demoWorld else { return nil }
        return Past(
            state: present.state, world: world.simulator.simulation.snapshot(),
            effects: present.effects.awaited(by: present.state).filter { effect in
                switch effect {
                case .cancel(let id): !ended.contains(id)
                default: effect.id.map { !ended.contains($0) } ?? true
                }
            })
    }

    private func keep(_ past: Past) {
        pasts.append(past)
        guard pasts.count > Self.limit else { return }
        pasts.removeFirst()
        forgotten += 1
    }

    // MARK: Back

    /// Does what the wizard's own keys want of time; what else a presenter wants is left to others.
    func obey(_ command: StageCommand) {
        let isDone: Bool
        switch command {
        case .back: isDone = stepBack()
        case .chapter(let number): isDone = go(toChapter: number)
        case .startOver: isDone = startOver()
        default: return
        }
        guard !isDone else { return }
        _ = Wizard.update(&present.state, .say(refusal(of: command)))
    }

    /// Why a command was not followed.
    private func refusal(of command: StageCommand) -> String {
        if present.state.mode == .live { return "A real account cannot go back." }
        if present.effects.live == nil { return "The demo is still starting." }
        if case .chapter(let number) = command { return "Chapter \(number) was not begun yet." }
        return "No key is left to take back."
    }

    /// Takes the last key back: screen and world are as they were before it.
    ///
    /// - Returns: whether there was one.
    @discardableResult
    func stepBack() -> Bool {
        guard let past = pasts.last else { return false }
        pasts.removeLast()
        go(to: past)
        return true
    }

    /// Notes that a chapter begins here.
    ///
    /// - Parameter chapter: its number, counted from 1.
    func mark(_ chapter: Int) {
        guard let past = now() else { return }
        marks.removeAll { $0.chapter >= chapter }
        marks.append(Mark(chapter: chapter, keys: forgotten + pasts.count, past: past))
    }

    /// Goes back to the beginning of a chapter, with the world of that moment; the chapters after it are not begun then.
    ///
    /// - Parameter chapter: its number, counted from 1.
    /// - Returns: whether it was begun before.
    @discardableResult
    func go(toChapter chapter: Int) -> Bool {
        guard let mark = marks.last(where: { $0.chapter == chapter }) else { return false }
        pasts.removeLast(max(0, pasts.count - max(0, mark.keys - forgotten)))
        marks.removeAll { $0.chapter > chapter }
        go(to: mark.past)
        return true
    }

    /// Begins anew, with the world as it was before the first key.
    ///
    /// - Returns: whether there is a world yet.
    @discardableResult
    func startOver() -> Bool {
        guard let beginning, let world = present.effects.live?.demoWorld else { return false }
        pasts = []
        marks = []
        forgotten = 0
        go(to: Past(state: beginning.state, world: world.beginning, effects: beginning.effects))
        return true
    }

    /// Puts screen and world back as they were.
    private func go(to past: Past) {
        guard let live = present.effects.live, let demo = live.demoWorld else { return }
        (before, held) = (nil, nil)
        // Marks of the future that is left.
        marks.removeAll { $0.keys > forgotten + pasts.count }
        let left = present.effects
        let world = past.world
        let sendsAgain = past.effects.contains(where: \.sendsMail)
        Self.wait { [ending = left.ending] in
            await ending()
            await demo.simulator.restore(world, sendsAgain: sendsAgain)
        }
        present.clock.shift += past.state.now.milliseconds - present.clock.now.milliseconds
        present.state = past.state.back(from: present.state)
        present.effects = left.next(LiveWork(demo, scenario: live.scenario))
        var wishes = TerminalWishes()
        for effect in past.effects { present.effects.carryOut(effect, present.state, &wishes) }
    }

    /// Waits for work on the main thread, which has nothing else to do meanwhile.
    ///
    /// No key means anything before the world is back. Work that hangs is not waited for for ever; no connection is taken until it has ended.
    private static func wait(_ work: @escaping @Sendable () async -> Void) {
        let done = DispatchSemaphore(value: 0)
        Task.detached(priority: .high) {
            await work()
            done.signal()
        }
        _ = done.wait(timeout: .now() + .seconds(3))
    }
}

extension WizardEffect {
    /// Whether mail leaves by it, and would leave once more when it is begun again.
    fileprivate var sendsMail: Bool {
        switch self {
        case .send, .mailAgain, .prove(_, _, sendsMail: true): true
        default: false
        }
    }

    /// Whether it is about the stage and not about what is shown on it.
    fileprivate var isPresenters: Bool { if case .stage = self { true } else { false } }
}
