public import Calls
public import Design

/// Makes calls to both accounts and the cluster, in parallel, each at most once.
///
/// A run has one observer; who writes makes a new one, so that nothing stale is compared.
public actor Observer {
    /// How often answers may lead to further calls; a plan takes three rounds.
    private static let roundLimit = 8

    private let sources: ObservationSources
    private var asked: [Call: Task<Answer, Never>] = [:]

    /// An observer that has asked nothing yet.
    public init(_ sources: ObservationSources) {
        self.sources = sources
    }

    /// Makes the calls that were not made yet, all at once, and gives the answers to all of them.
    ///
    /// Cancelling the caller cancels the calls that nobody else waits for.
    public func observe(_ calls: some Collection<Call> & Sendable) async -> Observations {
        let tasks = calls.map { call in (call, task(for: call)) }
        var observations = Observations()
        await withTaskCancellationHandler {
            for (call, task) in tasks { observations[call] = await task.value }
        } onCancel: {
            for (_, task) in tasks { task.cancel() }
        }
        return observations
    }

    /// Makes calls in rounds, until the answers lead to no further ones.
    ///
    /// The number of rounds is the number of round trips.
    ///
    /// - Parameter reads: What is wanted, given what was answered so far.
    /// - Returns: All answers.
    public func observe(_ reads: (Observations) -> [Call]) async -> Observations {
        var observations = Observations()
        for _ in 0..<Self.roundLimit {
            let calls = reads(observations).filter { observations[$0] == nil }
            if calls.isEmpty || Task.isCancelled { break }
            let answers = await observe(calls)
            observations.merge(answers)
            // One answer about many things tells what reads of each would; what was asked itself counts.
            for call in calls where !call.operation.effect.writes {
                if let answer = answers[call] { observations.fill(answer, to: call) }
            }
        }
        return observations
    }

    private func task(for call: Call) -> Task<Answer, Never> {
        if let task = asked[call] { return task }
        let sources = sources
        // The clock is read off an answer of AWS; every caller is asked who they are.
        let first =
            call.operation == .clock && sources.recorded == nil && sources.session(call.side) != nil
            ? self.task(for: .getCallerIdentity(call.side)) : nil
        let task = Task {
            _ = await first?.value
            return await Asking.answer(call, sources)
        }
        asked[call] = task
        return task
    }
}
