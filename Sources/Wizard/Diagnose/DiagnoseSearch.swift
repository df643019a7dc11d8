import Design
import Diagnosis

/// A subject that is looked for, from a part of it.
struct DiagnoseSearch: Sendable {
    /// What was given and chosen.
    var clues: [SubjectClue]
    /// What is known of its cluster; nil for whatever the kubeconfig tells.
    var known: Answers?
    /// What was found.
    var found: SubjectSearch.Found?
    /// When it began.
    var since: Moment
    /// How long it took; nil while it goes on.
    var milliseconds: Int64?
}
