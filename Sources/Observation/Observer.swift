public import Design

/// Asks questions of both accounts and the cluster, in parallel, each at most once.
///
/// A run has one observer; who writes makes a new one, so that nothing stale is compared.
public actor Observer {
    private let sources: ObservationSources
    private var asked: [Question: Task<Observed<Observations.Finding>, Never>] = [:]

    /// An observer that has asked nothing yet.
    public init(_ sources: ObservationSources) {
        self.sources = sources
    }

    /// Asks what has not been asked, all at once, and gives the answers to all of the questions.
    ///
    /// Cancelling the caller cancels the calls that nobody else waits for.
    public func observe(_ questions: some Collection<Question> & Sendable) async -> Observations {
        let tasks = questions.map { question in (question, task(for: question)) }
        var observations = Observations()
        await withTaskCancellationHandler {
            for (question, task) in tasks { observations[question] = await task.value }
        } onCancel: {
            for (_, task) in tasks { task.cancel() }
        }
        return observations
    }

    /// Forgets answers, so that they are asked again.
    public func forget(_ questions: some Collection<Question>) {
        for question in questions { asked[question] = nil }
    }

    private func task(for question: Question) -> Task<Observed<Observations.Finding>, Never> {
        if let task = asked[question] { return task }
        let sources = sources
        let task = Task { await Asking.answer(question, sources) }
        asked[question] = task
        return task
    }
}
