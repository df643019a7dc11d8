import Design
import Diagnosis

/// A diagnosis that goes on: the nine links as far as they are known.
struct DiagnoseRun: Sendable {
    /// How far a link is.
    enum Stage: Hashable, Sendable {
        /// Nothing of it can be asked yet.
        case waiting
        /// It is being asked.
        case asking
        /// It was looked at, so long after the beginning.
        case done(LinkResult.State, milliseconds: Int64)
    }

    /// When it began.
    let since: Moment
    /// What was found so far.
    private(set) var diagnosis: Diagnosis?
    /// How many of the links are shown as they are, in front of an audience; nil for all.
    var shown: Int?
    /// What was read so far.
    private(set) var seen = Observations()
    /// How many calls are known to be needed by now.
    private(set) var calls = 0
    /// How far each link is, with its words.
    private(set) var links: [(link: Link, stage: Stage, words: String)] = Link.allCases.map { ($0, .waiting, "") }

    init(since: Moment) { self.since = since }

    /// How many answers are there.
    var answers: Int { seen.calls.count }

    /// Takes what was read so far.
    ///
    /// - Parameters:
    ///   - diagnosis: What it says.
    ///   - seen: What was read.
    ///   - calls: How many calls are known to be needed by now.
    ///   - now: The time.
    ///   - isComplete: Whether nothing more is read.
    mutating func hear(
        _ diagnosis: Diagnosis, _ seen: Observations, calls: Int, at now: Moment, isComplete: Bool = false
    ) {
        self.diagnosis = diagnosis
        self.seen = seen
        self.calls = calls
        let asking = isComplete ? [] : Doctor.linksBeingAsked(diagnosis.subject, seen, at: diagnosis.at)
        for (index, result) in diagnosis.links.enumerated() {
            let words = result.state == .notLooked ? "" : result.words
            if asking.contains(result.link) {
                links[index] = (result.link, .asking, words)
            } else if result.state == .notLooked {
                links[index] = (result.link, .waiting, words)
            } else if case .done(_, let milliseconds) = links[index].stage {
                links[index] = (result.link, .done(result.state, milliseconds: milliseconds), words)
            } else {
                links[index] = (result.link, .done(result.state, milliseconds: now.since(since)), words)
            }
        }
    }
}
