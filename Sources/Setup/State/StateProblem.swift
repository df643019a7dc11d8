import Files

/// Why the state directory cannot be used.
public struct StateProblem: Error, Hashable, Sendable {
    /// What was tried.
    public enum Doing: String, Hashable, Sendable {
        case makeDirectory = "make the directory"
        case write
        case read
        case list
        case lock
        case understand
    }

    /// What was tried.
    public var doing: Doing
    /// The file or directory.
    public var path: String
    /// The system's word for what is wrong, for example `Permission denied`.
    public var reason: String

    /// A problem.
    public init(doing: Doing, path: String, reason: String) {
        self.doing = doing
        self.path = path
        self.reason = reason
    }

    init(_ doing: Doing, _ problem: FileProblem) {
        self.init(doing: doing, path: problem.path, reason: problem.words)
    }

    /// What is wrong and what to do, in one sentence.
    public var sentence: String {
        "Cannot \(doing.rawValue) \(path): \(reason). Set XDG_STATE_HOME to a directory that can be written."
    }
}
