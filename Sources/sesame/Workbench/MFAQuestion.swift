import AWSClient
import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Asking for a multi-factor code on the command line.
enum MFAQuestion {
    /// Who asks: the terminal, where there is one and asking is allowed.
    static func asker(_ process: ProcessContext, noInput: Bool) -> (@Sendable (MFAPrompt) async -> String?)? {
        guard !noInput, process.inputIsTerminal else { return nil }
        return { prompt in
            await withCheckedContinuation { continuation in
                // Reading blocks: it must not hold one of the few threads that tasks share.
                DispatchQueue.global().async {
                    let code = Progress.asking {
                        Console.say(prompt.text)
                        return readLine(strippingNewline: true)
                    }
                    continuation.resume(returning: code)
                }
            }
        }
    }
}
