import Design

/// What was changed in the form, for undo and redo: each time the fields that one act of a person touched.
struct AnswersHistory: Hashable, Sendable {
    /// What a field held: an answer, or a text that is none.
    struct Content: Hashable, Sendable {
        var entry: Answers.Entry?
        var draft: String?
    }

    /// One act: typing in a field, a choice, a paste.
    struct Change: Hashable, Sendable {
        /// The fields that the person answered.
        var fields: [FieldID]
        /// What they held before, with all fields that changed along.
        var before: [FieldID: Content]
        /// What they held then.
        var after: [FieldID: Content]
    }

    private var past: [Change] = []
    private var future: [Change] = []

    var canUndo: Bool { !past.isEmpty }
    var canRedo: Bool { !future.isEmpty }

    /// Remembers what an act changed.
    ///
    /// - Parameters:
    ///   - fields: The fields that the person answered.
    ///   - before: What all fields held before.
    ///   - after: What they hold now.
    ///   - isContinued: Whether this goes on with the last act, as a letter does with the letter before it.
    mutating func remember(
        _ fields: [FieldID], from before: [FieldID: Content], to after: [FieldID: Content], isContinued: Bool
    ) {
        let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        guard !changed.isEmpty else { return }
        future = []
        var change = Change(fields: fields, before: [:], after: [:])
        if isContinued, let last = past.last, last.fields == fields { change = past.removeLast() }
        for field in changed {
            if change.after[field] == nil { change.before[field] = before[field] ?? Content() }
            change.after[field] = after[field] ?? Content()
        }
        guard change.before != change.after else { return }
        past.append(change)
        if past.count > 100 { past.removeFirst() }
    }

    /// The last act, which is to be taken back.
    mutating func undo() -> Change? {
        guard let last = past.popLast() else { return nil }
        future.append(last)
        return last
    }

    /// The act that was taken back last, which is to be done again.
    mutating func redo() -> Change? {
        guard let next = future.popLast() else { return nil }
        past.append(next)
        return next
    }
}
