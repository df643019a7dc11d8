import Wire

/// Which cluster a line for kubectl goes to: what a run of sesame was told about it, so that the line asks the same one.
public struct KubectlOptions: Hashable, Sendable {
    /// The kubeconfig's context; nil leaves it to the kubeconfig.
    public var context: String?
    /// The kubeconfig file that was named; nil where `KUBECONFIG` or its default counts, for kubectl too.
    public var kubeconfig: String?

    /// Options.
    public init(context: String? = nil, kubeconfig: String? = nil) {
        self.context = context
        self.kubeconfig = kubeconfig
    }

    /// The options, as words that are not yet quoted.
    public var words: [String] {
        (context.map { ["--context", $0] } ?? []) + (kubeconfig.map { ["--kubeconfig", $0] } ?? [])
    }

    /// The line for a shell that runs kubectl there.
    ///
    /// - Parameter words: What follows `kubectl`, not yet quoted; nothing that ends options (`--`).
    /// - Returns: The line.
    public func line(_ words: [String]) -> String {
        (["kubectl"] + words + self.words).map(ShellQuoting.word).joined(separator: " ")
    }
}
