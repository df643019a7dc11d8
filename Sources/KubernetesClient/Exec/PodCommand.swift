/// A program to run in a container of a running pod (`pods/exec`).
public struct PodCommand: Hashable, Sendable {
    /// The pod's name.
    public var pod: String
    /// Its namespace.
    public var namespace: String
    /// The container; nil where the pod has only one.
    public var container: String?
    /// The program and its arguments, as they reach it: no shell reads them.
    public var arguments: [String]
    /// What the program reads on its standard input; nil leaves the input closed.
    ///
    /// Its end is told to the program where the cluster speaks `v5.channel.k8s.io` (Kubernetes 1.30 and later). In
    /// version 4 nobody can end the input alone: a program that reads to its end waits until its time is up.
    public var input: [UInt8]?
    /// The terminal that the program is to believe in, on which output and errors are one; nil for none.
    public var terminal: TerminalSize?

    /// A program to run.
    public init(
        _ arguments: [String], pod: String, namespace: String, container: String? = nil, input: [UInt8]? = nil,
        terminal: TerminalSize? = nil
    ) {
        self.arguments = arguments
        self.pod = pod
        self.namespace = namespace
        self.container = container
        self.input = input
        self.terminal = terminal
    }
}
