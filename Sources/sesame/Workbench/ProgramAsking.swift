import Dispatch
import Wire
import Work

/// Asking on the command line whether a kubeconfig's exec plugin may run.
enum ProgramAsking {
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
