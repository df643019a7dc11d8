public import AWSClient

/// Whether a kubeconfig's exec plugin can talk with a person.
public enum PluginTerminal: Sendable {
    /// It gets the terminal while it runs: what runs it so.
    case given(any ProcessRunner)
    /// It cannot; why, as it follows "wants to talk with a person, and".
    case unavailable(String)

    /// Nobody is at a terminal.
    public static let none = PluginTerminal.unavailable("standard input is not a terminal")
}
