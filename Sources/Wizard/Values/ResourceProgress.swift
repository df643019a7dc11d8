public import Design

/// How far apply is with one resource.
public enum ResourceProgress: Hashable, Sendable {
    /// A call is under way since then.
    case running(since: Moment)
    /// Waiting for AWS, for a reason, at most until then: "IAM needs a moment, 3rd try".
    case waiting(reason: String, since: Moment, until: Moment?)
    /// Waiting for a person since then.
    case waitingForPerson(PersonTask, since: Moment)
    /// It is as wanted; the note says what was special: "3rd try; IAM needed time".
    case done(milliseconds: Int64, note: String)
    /// It was as wanted before.
    case unchanged
    /// It did not work; the rest went on.
    case failed(Problem)
    /// The request went out, and nobody knows whether it was carried out.
    case unknown(Problem)
    /// Not tried, because of this.
    case notTried(String)

    /// How a resource ended.
    ///
    /// - Parameters:
    ///   - result: The end.
    ///   - earlier: What was shown before.
    ///   - now: The time.
    init(_ result: ApplyResult, after earlier: ResourceProgress?, _ now: Moment) {
        switch result.outcome {
        case .done: self = .done(milliseconds: result.milliseconds, note: result.note)
        case .unchanged:
            guard case .waitingForPerson(let task, let since)? = earlier else {
                self = .unchanged
                return
            }
            // Somebody did their part while this was looked at.
            let isClicked = if case .followLink = task { true } else { false }
            self = .done(milliseconds: now.since(since), note: isClicked ? "link clicked" : "")
        case .waiting:
            self = result.task.map { .waitingForPerson($0, since: now) } ?? .notTried("waits for somebody else")
        case .failed: self = .failed(result.problem ?? Problem("It did not work."))
        case .unknown: self = .unknown(result.problem ?? Problem("It may have been written."))
        case .notTried:
            // Screens put the reason into a sentence of theirs.
            let why = result.problem?.whyNotTried ?? "stopped before it"
            self = .notTried(why.hasSuffix(".") ? String(why.dropLast()) : why)
        }
    }

    var isEnd: Bool {
        switch self {
        case .running, .waiting, .waitingForPerson: false
        case .done, .unchanged, .failed, .unknown, .notTried: true
        }
    }

    var isRight: Bool {
        switch self {
        case .done, .unchanged: true
        default: false
        }
    }

    /// Whether a person has to do something here; waiting for another resource's person does not count.
    var waitsForPerson: Bool {
        switch self {
        case .waitingForPerson(.verifyFirst, _): false
        case .waitingForPerson: true
        default: false
        }
    }

    /// What a row shows after it showed something else: what was made stays made while sesame keeps looking, and a
    /// wait goes on where it began.
    func after(_ earlier: ResourceProgress?) -> ResourceProgress {
        switch (earlier, self) {
        case (.done(let milliseconds, let note)?, .unchanged), (.done(let milliseconds, let note)?, .running):
            .done(milliseconds: milliseconds, note: note)
        case (.waitingForPerson(let task, let since)?, .running): .waitingForPerson(task, since: since)
        case (.waitingForPerson(_, let since)?, .waitingForPerson(let task, _)): .waitingForPerson(task, since: since)
        default: self
        }
    }
}
