#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Dispatch
import Synchronization

/// Runs programs of this machine.
public struct MachineProcessRunner: ProcessRunner {
    private let sharesTerminal: Bool

    /// Creates a runner.
    ///
    /// - Parameter sharesTerminal: Whether programs get this process's standard input and standard error, so that they can
    ///   talk with a person there; what they say on standard error is not kept then.
    public init(sharesTerminal: Bool = false) { self.sharesTerminal = sharesTerminal }

    /// Runs a program: posix_spawn, standard input empty unless it shares the terminal, its own signal settings.
    public func run(_ arguments: [String], environment: [String: String], timeoutSeconds: Int)
        async throws(ProcessError) -> ProcessOutput
    {
        guard let name = arguments.first, let program = MachineProcessRunner.find(name, environment["PATH"]) else {
            throw .cannotStart(program: arguments.first ?? "", reason: "not found")
        }
        let stop = StopFlag()
        let sharesTerminal = sharesTerminal
        let result: Result<ProcessOutput, ProcessError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Reading blocks: it happens outside the threads that run tasks.
                DispatchQueue.global().async {
                    continuation.resume(
                        returning: ChildProcess.run(
                            program, arguments, environment, timeoutSeconds, stop, sharesTerminal: sharesTerminal))
                }
            }
        } onCancel: {
            stop.set()
        }
        return try result.get()
    }

    /// The program's path: as it is when it holds a slash, else from `PATH`.
    ///
    /// - Parameters:
    ///   - name: The program, as somebody wrote it.
    ///   - path: The value of `PATH`; nil looks where systems keep their own programs.
    /// - Returns: The path; nil where there is no such program, or it may not be run.
    public static func find(_ name: String, _ path: String?) -> String? {
        if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
        for folder in (path ?? "/usr/bin:/bin").split(separator: ":") {
            let candidate = "\(folder)/\(name)"
            if access(candidate, X_OK) == 0 { return candidate }
        }
        return nil
    }
}

/// Tells a running program's reader to stop it.
final class StopFlag: Sendable {
    private let value = Atomic<Bool>(false)

    var isSet: Bool { value.load(ordering: .relaxed) }

    func set() { value.store(true, ordering: .relaxed) }
}
