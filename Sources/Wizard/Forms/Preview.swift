/// What stands beside a form from 110 columns on.
struct Preview: Hashable, Sendable {
    /// The file's name.
    var title: String
    /// What stands at the right of the title: `2 of 3`.
    var count: String
    /// The lines.
    var lines: [String]
    /// The lines that the focused field makes, from 0.
    var marked: Set<Int>
    /// Whether the lines are JSON or YAML and are highlighted.
    var isDocument = true
    /// What leads to the rest, where there is no room for all lines.
    var more = "more: v"
    /// A sentence below the document.
    var note = ""
    /// What lines say whole that have no room for all of it, by the line's number.
    var whole: [Int: String] = [:]
    /// The columns of the form beside it.
    var formWidth = 63
}
