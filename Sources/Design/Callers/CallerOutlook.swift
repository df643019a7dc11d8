/// What choosing credentials would run and whom it would ask, found out from files alone.
public struct CallerOutlook: Hashable, Sendable {
    /// One thing that happens.
    public enum Step: Hashable, Sendable {
        /// A program runs: its command line with secrets masked, and the profile that names it.
        case runs(command: String, profile: String)
        /// Anything else, in the words that follow "Enter": `takes the keys of ops in ~/.aws/credentials`.
        case other(String)
    }

    /// What happens before AWS is asked whose credentials they are, in its order.
    public var steps: [Step]
    /// Why nobody could be asked, without a full stop; nil where somebody can.
    public var problem: String?

    /// An outlook.
    public init(steps: [Step], problem: String? = nil) {
        self.steps = steps
        self.problem = problem
    }

    /// Whether the steps lead to somebody who can be asked.
    public var leadsToSomebody: Bool { problem == nil && !steps.isEmpty }
}
