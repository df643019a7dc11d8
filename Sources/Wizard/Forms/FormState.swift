import Canvas
import Design

/// What is going on in the fields: texts that are no values yet, their problems, and the cursor.
struct FormState: Hashable, Sendable {
    /// Texts as they were typed, where they differ from what the answers keep.
    var drafts: [FieldID: String] = [:]
    /// Why a draft is no value.
    var problems: [FieldID: FieldProblem] = [:]
    /// Fields that were left with an incomplete text, which is reported only then.
    var left: Set<FieldID> = []
    /// Choices that the person wants to type.
    var typed: Set<FieldID> = []
    /// Whether the form shows the names that nobody usually changes.
    var showsNames = false
    /// The field with the text cursor.
    var field: FieldID?
    /// Its text and cursor.
    var editor = LineEditor()
}
