import Calls
import Design
import Diagnosis

/// News of a run that wait in front of an audience, so that rows turn one after the other.
///
/// Nothing is lost and nothing is reordered; what comes later is only told later.
struct StagePace: Sendable {
    /// The least time between two rows that turn, in milliseconds.
    static let pause: Int64 = 600

    /// News with the calls that led to it.
    struct Held: Sendable {
        var calls: [LoggedCall]
        var event: WizardEvent
        var id: EffectID
    }

    /// What waits, in the order in which it came.
    private(set) var held: [Held] = []
    /// Calls whose news has not come yet.
    private var calls: [LoggedCall] = []
    /// When a row turned last, or a run began.
    private var last: Moment?

    /// When the next row may turn.
    var opens: Moment? { last?.adding(milliseconds: Self.pause) }

    /// Whether a row may turn now.
    func isOpen(at now: Moment) -> Bool { opens.map { now >= $0 } ?? true }

    /// A row turned, or a run began.
    mutating func turned(at now: Moment) { last = now }

    /// Keeps calls for the news that they led to.
    mutating func keep(_ new: [LoggedCall]) { calls += new }

    /// The calls whose news did not wait.
    mutating func takeCalls() -> [LoggedCall] {
        defer { calls = [] }
        return calls
    }

    /// Keeps news until its time has come.
    mutating func hold(_ event: WizardEvent, _ id: EffectID) {
        held.append(Held(calls: takeCalls(), event: event, id: id))
    }

    /// Gives the next news.
    mutating func next() -> Held? { held.isEmpty ? nil : held.removeFirst() }

    /// Forgets news of work that nobody waits for any more, and gives the calls that came with it.
    mutating func drop(unless isWanted: (EffectID) -> Bool) -> [LoggedCall] {
        guard held.contains(where: { !isWanted($0.id) }) else { return [] }
        let dropped = held.filter { !isWanted($0.id) }.flatMap(\.calls)
        held.removeAll { !isWanted($0.id) }
        return dropped
    }
}

extension WizardEvent {
    /// The work whose rows it turns, where rows turn one after the other; nil for what is told at once.
    var pacedWork: EffectID? {
        switch self {
        case .link(let id, _), .pod(let id, _), .sent(let id, _), .progress(let id, _), .applied(let id, _),
            .proving(let id, _), .proved(let id, _), .diagnosed(let id, _, _, _):
            id
        default: nil
        }
    }
}
