import Calls
import Design
import Diagnosis
import Setup

extension SetupWork {
    /// The same look, whose root causes say since when they are so and who did it, where CloudTrail tells.
    ///
    /// A refusal is silent: the verdict does not rest on the history.
    ///
    /// - Parameters:
    ///   - look: A look.
    ///   - tell: Called for every answer.
    /// - Returns: The look with one more row of evidence for each cause that the history knows.
    public func withHistory(
        _ look: Examination, _ tell: @escaping @Sendable (DiagnosisEvent) -> Void = { _ in }
    ) async -> Examination {
        var look = look
        let subject = look.diagnosis.subject
        let calls = look.diagnosis.rootCauses.flatMap { History.reads($0, subject, look.seen) }
            .filter { context.session($0.side) != nil }
            .reduce(into: [Call]()) { if !$0.contains($1) { $0.append($1) } }
        guard !calls.isEmpty, !look.isStopped else { return look }
        var rounds = Rounds(context, seen: look.seen, tell)
        _ = await rounds.ask(calls, for: subject.answers)
        look.made += rounds.made
        look.diagnosis.calls += rounds.made.count
        // What a bundle is made of has to tell the same.
        look.seen = rounds.seen.meant(by: subject)
        look.diagnosis = History.telling(look.diagnosis, look.seen)
        return look
    }

    /// The same look at a fleet, whose root causes say since when they are so; look-ups are by operation, so that causes
    /// share them.
    ///
    /// - Parameter look: A look.
    /// - Returns: The look with one more row of evidence for each cause that the history knows.
    public func withHistory(_ look: FleetExamination) async -> FleetExamination {
        guard !look.isStopped else { return look }
        let calls = look.diagnosis.causes.flatMap { cause in
            cause.rows.first.map { History.reads(cause.finding, $0.diagnosis.subject, look.seen) } ?? []
        }.filter { context.session($0.side) != nil }
        guard !calls.isEmpty else { return look }
        var look = look
        var rounds = Rounds(context, seen: look.seen) { _ in }
        _ = await rounds.ask(calls, for: answers)
        look.made += rounds.made
        look.seen = rounds.seen.meant(by: Subject(answers))
        look.diagnosis = look.diagnosis.adding { [seen = look.seen] in History.evidence($0, $1, seen) }
        look.diagnosis.calls += rounds.made.count
        return look
    }
}
