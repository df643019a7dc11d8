import AWSClient
import Dispatch
import Wire
import Work

/// Asking on the command line whether a kubeconfig's exec plugin may run.
enum ProgramAsking {
    /// Whether a plugin that was agreed to can talk with a person: at the terminal, where there is one.
    static func terminal(_ process: ProcessContext, noInput: Bool) -> PluginTerminal {
        if noInput { return .unavailable("--no-input says that nobody is asked") }
        return process.inputIsTerminal ? .given(TerminalRunner()) : .none
    }

    /// The full screen has the terminal, and a program that wrote to it would break what is shown.
    static let inFullScreen = PluginTerminal.unavailable(
        "the full screen has the terminal; \"sesame setup --plain\" gives it to the program")

    /// Gives the terminal to programs, and says nothing meanwhile.
    private struct TerminalRunner: ProcessRunner {
        func run(_ arguments: [String], environment: [String: String], timeoutSeconds: Int)
            async throws(ProcessError) -> ProcessOutput
        {
            Progress.isQuiet(true)
            defer { Progress.isQuiet(false) }
            return try await MachineProcessRunner(sharesTerminal: true).run(
                arguments, environment: environment, timeoutSeconds: timeoutSeconds)
        }
    }

    /// Who asks: the terminal, where there is one and asking is allowed.
    static func asker(_ process: ProcessContext, noInput: Bool) -> (@Sendable (ProgramQuestion) async -> Bool)? {
        guard !noInput, process.inputIsTerminal else { return nil }
        return { question in
            await withCheckedContinuation { continuation in
                // Reading blocks: it must not hold one of the few threads that tasks share.
                DispatchQueue.global().async {
                    let answer = Progress.asking {
                        for line in question.lines { Console.say(TerminalText.sanitized(line)) }
                        Console.say("Run it? Type y to run it now and from now on, anything else does without.")
                        return readLine(strippingNewline: true)
                    }
                    continuation.resume(returning: ["y", "yes"].contains(answer?.lowercased() ?? ""))
                }
            }
        }
    }
}
