/// Something that happens while a test message is sent.
public enum SendEvent: Hashable, Sendable {
    /// A link is being tried.
    case started(SendLinkName)
    /// A link is tried again after a pause.
    case pausing(SendLinkName, reason: String, secondsLeft: Int, attempt: Int)
    /// How far the workload is that sends; told again whenever it changed.
    case workload(WorkloadStatus)
    /// A program in the pod was started, or wrote a line.
    case line(PodLine)
    /// A link held or broke.
    case ended(SendLink)
}
