import AWSClient
import Calls
import Design
import Diagnosis
import Stage
import Synchronization
import Wizard
import Work

extension LiveWork {
    /// Finds out what is wrong with a subject; whoever cancels gets no answer.
    ///
    /// - Parameters:
    ///   - subject: What is diagnosed.
    ///   - callers: Whose credentials may be used.
    ///   - tell: Takes what was found so far, what was read, and how many calls are known to be needed.
    /// - Returns: What all that was read says, and what was read, and by which calls; or why nobody could be asked.
    func diagnose(
        _ subject: Subject, _ callers: [Side: CallerChoice],
        _ tell: @escaping @Sendable (Diagnosis, Observations, Int) -> Void
    ) async -> (Result<Diagnosis, Problem>, Observations, [MadeCall]) {
        come(to: .check, answers: subject.answers)
        do throws(Problem) {
            var seen = Observations()
            var made: [MadeCall] = []
            let work: SetupWork
            if let found = lastFound(subject) {
                (work, seen, made) = (found.work, found.seen, found.made)
            } else {
                work = try await SetupWork.open(bench, subject.answers, callers, needed: [])
                seen = shared(subject, callers) ?? seen
            }
            let known = Mutex((seen: seen, calls: seen.calls))
            let clock = bench.clock
            var examination = await work.diagnose(subject, seen: seen) { event in
                let (seen, count) = known.withLock { known in
                    switch event {
                    case .asking(let calls): known.calls.formUnion(calls)
                    case .answered(let made): known.seen[made.call] = made.answer
                    }
                    return (known.seen, known.calls.count)
                }
                tell(Doctor.diagnose(subject, seen, at: clock.now), seen, count)
            }
            if !Task.isCancelled { examination = await work.withHistory(examination) }
            made += examination.made
            // What was asked before for all of them was not asked for this one.
            examination.diagnosis.calls = made.count
            looked.withLock { $0 = Looked(subject: subject, work: work, examination: examination) }
            return (.success(examination.diagnosis), examination.seen, made)
        } catch {
            return (.failure(error), Observations(), [])
        }
    }

    /// Really takes the role of a subject that was looked at last; looks at it first, where it was not.
    ///
    /// - Parameters:
    ///   - subject: What was diagnosed.
    ///   - sendsMail: Whether one mail goes to Amazon's test mailbox as well.
    ///   - callers: Whose credentials may be used.
    ///   - tell: Takes every event.
    /// - Returns: The verdict with what was proven; or why nothing could be.
    func prove(
        _ subject: Subject, sendsMail: Bool, _ callers: [Side: CallerChoice],
        _ tell: @escaping @Sendable (SendEvent) -> Void
    ) async -> Result<Diagnosis, Problem> {
        if sendsMail {
            come(to: .check, .send, answers: subject.answers)
        } else {
            come(to: .check, answers: subject.answers)
        }
        do throws(Problem) {
            let last = looked.withLock { $0 }
            let work: SetupWork
            let look: Examination
            if let last, last.subject == subject {
                (work, look) = (last.work, last.examination)
            } else {
                work = try await SetupWork.open(bench, subject.answers, callers, needed: [])
                look = await work.diagnose(subject)
            }
            return .success(try await work.prove(look, sendsMail: sendsMail, tell).diagnosis)
        } catch {
            return .failure(error)
        }
    }

    /// Finds the rest of a subject from a part of it.
    func find(
        _ clues: [SubjectClue], _ known: Answers, _ callers: [Side: CallerChoice]
    ) async -> Result<SubjectSearch.Found, Problem> {
        do throws(Problem) {
            let found = try await SetupWork.find(bench, clues, known: known, callers: callers, given: "given")
            keep(found)
            return .success(found.found)
        } catch {
            return .failure(error)
        }
    }
}
