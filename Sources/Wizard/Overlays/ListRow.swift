/// A row of a list that something is chosen from.
struct ListRow: Sendable {
    /// The words.
    var text: String
    /// More words at the right.
    var note: String
    /// A mark before the note.
    var mark: Mark?
    /// Why it cannot be chosen; nil when it can.
    var disabled: String?
    /// The two lines above the footer; nil names the row.
    var says: (@Sendable (WizardState) -> Says)?
    /// The letter that chooses it at once; nil for none.
    var key: Character?
    /// What choosing it does, after the list was closed.
    var choose: Handler

    init(
        _ text: String, note: String = "", mark: Mark? = nil, disabled: String? = nil, key: Character? = nil,
        says: (@Sendable (WizardState) -> Says)? = nil, choose: @escaping Handler
    ) {
        self.text = text
        self.note = note
        self.mark = mark
        self.disabled = disabled
        self.key = key
        self.says = says
        self.choose = choose
    }

    /// Text and note as one.
    var words: String { "\(text)\(note.isEmpty ? "" : ", \(note)")" }
}
