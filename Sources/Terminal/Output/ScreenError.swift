/// Why there is no full screen.
public enum ScreenError: Error, Hashable, Sendable {
    /// Standard input or output is not a terminal.
    case notATerminal
    /// terminfo has no entry for the name in `TERM`.
    case unknownTerminal(String)
    /// What is written to the terminal is refused.
    case notWritable
    /// The system refused a pipe or a file.
    case noResources

    /// The sentence for a person.
    public var sentence: String {
        switch self {
        case .notATerminal: "Standard input and output are not a terminal. --plain works without one."
        case .unknownTerminal(let name):
            "The terminal type \"\(name)\" is not known on this computer. TERM=xterm-256color may work, --plain does."
        case .notWritable:
            "The terminal on standard output cannot be written to. Start sesame without redirecting standard output."
        case .noResources: "The system refused the files that a full screen needs. --plain works without them."
        }
    }
}
