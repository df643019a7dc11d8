/// A row of a list that something is chosen from.
struct ListRow: Hashable, Sendable {
    /// What choosing it means; unique in its list.
    var id: String
    /// The words.
    var text: String
    /// More words at the right.
    var note: String
    /// A mark before the note.
    var mark: Mark?
    /// Why it cannot be chosen; nil when it can.
    var disabled: String?
}
