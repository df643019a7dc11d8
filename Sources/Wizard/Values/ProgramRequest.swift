/// A kubeconfig's exec plugin that a person is asked about before it runs for the first time.
public struct ProgramRequest: Hashable, Sendable {
    /// What the effect runner knows the question by.
    public var id: Int
    /// The command as a line for a shell, secrets masked.
    public var command: String
    /// What there is to know about it; the command is one of the lines.
    public var lines: [String]

    /// A request.
    public init(id: Int, command: String, lines: [String]) {
        self.id = id
        self.command = command
        self.lines = lines
    }
}
