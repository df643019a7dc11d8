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
    public var input: [UInt8]?

    /// A program to run.
    public init(
        _ arguments: [String], pod: String, namespace: String, container: String? = nil, input: [UInt8]? = nil
    ) {
        self.arguments = arguments
        self.pod = pod
        self.namespace = namespace
        self.container = container
        self.input = input
    }
}

/// What a program in a pod wrote: text from outside, as it came.
public enum PodOutput: Hashable, Sendable {
    /// On its standard output.
    case out([UInt8])
    /// On its standard error.
    case error([UInt8])
}
