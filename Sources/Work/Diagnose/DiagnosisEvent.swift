public import Calls

/// What happens while a subject is looked at.
public enum DiagnosisEvent: Sendable {
    /// These calls go out now, all at once.
    case asking([Call])
    /// An answer came.
    case answered(MadeCall)
}
