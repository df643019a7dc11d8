/// A command that somebody wants to run in a container, checked and allowed.
struct ExecRequest: Sendable, Hashable {
    /// The pod's namespace.
    var namespace: String
    /// The pod's name.
    var pod: String
    /// The container's name.
    var container: String
    /// The command and its arguments.
    var command: [String]
    /// Whether the client sends input.
    var takesInput: Bool
    /// Whether the client wants what the command writes.
    var givesOutput: Bool
    /// Whether the client wants what the command complains about.
    var givesErrors: Bool
    /// Whether the command runs on a terminal, on which output and complaints are one.
    var hasTerminal: Bool
}
