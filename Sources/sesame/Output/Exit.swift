import Wire
import Design

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Ending a command: the exit code, and the words or the document for a failure.
enum Exit {
    /// Runs a command's work and ends the process with its exit code; 74 when what it said could not be written.
    ///
    /// - Parameters:
    ///   - format: How a failure is told.
    ///   - work: What the command does.
    static func run(_ format: OutputFormat, _ work: () throws(Stop) -> ExitCode) -> Never {
        var code: ExitCode
        do {
            code = try work()
        } catch {
            if error.code != .outputLost { report(error, format) }
            code = error.code
        }
        if let loss = Console.loss {
            if !loss.isQuiet { Console.note("sesame: \(loss.sentence)") }
            code = .first([code, .outputLost])
        }
        atOnce(code.rawValue)
    }

    /// Ends the process the way the signal would have, so that whoever started it sees the signal.
    static func leave(signal number: Int32) -> Never {
        signal(number, SIG_DFL)
        // Threads of Dispatch, and those that it took a signal on, have all signals blocked.
        var own = sigset_t()
        sigemptyset(&own)
        sigaddset(&own, number)
        pthread_sigmask(SIG_UNBLOCK, &own, nil)
        raise(number)
        atOnce(128 + number)
    }

    /// Ends the process, whose threads may still run.
    ///
    /// The C library's way out tears down what other libraries share; threads of the simulator or of a call in
    /// flight would then trip over it, and an ordinary leaving would end as a crash. OpenSSL is one of those libraries.
    static func atOnce(_ code: Int32) -> Never {
        fflush(nil)
        _exit(code)
    }

    /// Says why a command stopped.
    static func report(_ stop: Stop, _ format: OutputFormat) {
        switch format {
        case .json: try? Console.document(stop.problem.document)
        case .text: Console.say("sesame: \(TerminalText.sanitizedLines(stop.problem.sentence))")
        }
    }
}
