/// Runs programs of this machine.
public struct MachineProcessRunner: ProcessRunner {
    /// Creates a runner.
    public init() {}

    public func run(_ arguments: [String], environment: [String: String], timeoutSeconds: Int)
        async throws(ProcessError) -> ProcessOutput
    {
        throw .cannotStart(program: arguments.first ?? "", reason: "not available")
    }
}
