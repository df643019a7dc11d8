import Design

/// Earlier answers, for undo and redo.
struct AnswersHistory: Hashable, Sendable {
    private var past: [Answers] = []
    private var future: [Answers] = []

    var canUndo: Bool { !past.isEmpty }
    var canRedo: Bool { !future.isEmpty }

    /// Remembers answers before they change.
    mutating func remember(_ answers: Answers) {
        if past.last == answers { return }
        past.append(answers)
        if past.count > 100 { past.removeFirst() }
        future = []
    }

    mutating func undo(_ current: Answers) -> Answers? {
        guard let last = past.popLast() else { return nil }
        future.append(current)
        return last
    }

    mutating func redo(_ current: Answers) -> Answers? {
        guard let next = future.popLast() else { return nil }
        past.append(current)
        return next
    }
}
