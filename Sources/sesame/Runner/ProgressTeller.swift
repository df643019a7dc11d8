import Design
import Setup
import Synchronization
import Wire
import Wizard

extension Trouble {
    /// What went wrong with one resource.
    fileprivate init(_ problem: ApplyProblem) {
        self.init(
            problem.sentence, advice: problem.sentence.hasSuffix(problem.message) ? "" : problem.message,
            short: problem.code)
    }
}

/// Turns what an apply reports into what the wizard's rows show.
final class ProgressTeller: Sendable {
    private let clock: WallClock
    private let report: @Sendable (ResourceAddress, ResourceProgress) -> Void
    private let begun = Mutex<[ResourceAddress: Moment]>([:])
    private let waiting = Mutex<[ResourceAddress: (since: Moment, task: PersonTask?)]>([:])
    /// What was done stays done: a later pass that finds nothing to do says nothing new.
    private let finished = Mutex<[ResourceAddress: ResourceProgress]>([:])

    init(clock: WallClock, _ report: @escaping @Sendable (ResourceAddress, ResourceProgress) -> Void) {
        self.clock = clock
        self.report = report
    }

    /// Passes one event on.
    func tell(_ event: ApplyEvent) {
        let now = clock.now
        switch event {
        case .started(let address):
            begun.withLock { $0[address] = $0[address] ?? now }
            report(address, .running(since: now))
        case .pausing(let address, let reason, let secondsLeft, let attempt):
            let since = begun.withLock { $0[address] } ?? now
            report(
                address,
                .waiting(
                    reason: "\(reason); try \(attempt)", since: since,
                    until: now.adding(milliseconds: Int64(secondsLeft) * 1000)))
        case .ended(let result):
            let progress = progress(result, now)
            if case .done = progress { finished.withLock { $0[result.address] = progress } }
            report(result.address, progress)
        case .looking: break
        }
    }

    private func progress(_ result: ApplyResult, _ now: Moment) -> ResourceProgress {
        let waited = waiting.withLock { $0[result.address] }
        switch result.outcome {
        case .done: return .done(milliseconds: result.milliseconds, note: result.note)
        case .unchanged:
            if let done = finished.withLock({ $0[result.address] }) { return done }
            guard let waited else { return .unchanged }
            var note = ""
            if case .followLink = waited.task { note = "link clicked" }
            return .done(milliseconds: now.since(waited.since), note: note)
        case .waiting:
            let since = waited?.since ?? now
            waiting.withLock { $0[result.address] = (since, result.task) }
            guard let task = result.task else { return .notTried("waits for somebody else") }
            return .waitingForPerson(task, since: since)
        case .failed:
            guard let problem = result.problem else { return .failed(Trouble("It did not work.")) }
            return .failed(Trouble(problem))
        case .unknown:
            guard let problem = result.problem else { return .unknown(Trouble("It may have been written.")) }
            return .unknown(Trouble(problem))
        case .notTried:
            guard let why = result.problem?.whyNotTried else { return .notTried("stopped before it") }
            // Screens put the reason into a sentence of theirs.
            return .notTried(why.withoutFullStop)
        }
    }
}
