import AWSClient
import Calls
import Design
import Setup
import Wire
import Work

extension SetupWork {
    /// The work of a command about a live setup: its answers are those of file and flags, or the demo's own.
    ///
    /// - Parameters:
    ///   - options: The command's options.
    ///   - sides: The sides that will be asked; the callers of the others are not looked for.
    /// - Returns: What the command works with.
    /// - Throws: `Stop` when answers, credentials or the kubeconfig that was named cannot be used.
    static func open(_ options: CommonOptions, sides: Set<Side>) async throws(Stop) -> SetupWork {
        let process = ProcessContext.current()
        let log = try CallLog.opened(options)
        let ground: Ground
        var answers: Answers
        if options.demo {
            let demo = try await DemoWorld.start("fresh")
            ground = demo.ground
            answers = options.answersFile == nil ? try demo.answers() : try AnswersSource.read(options)
            answers.merge(try options.flagAnswers())
        } else {
            ground = try .live(process)
            answers = try AnswersSource.required(options)
        }
        let bench = Workbench(
            ground, way: options.demo ? Workbench.Way() : options.way, log: log,
            askForMFACode: MFAQuestion.asker(process, noInput: options.noInput),
            askAboutProgram: ProgramAsking.asker(process, noInput: options.noInput),
            pluginTerminal: ProgramAsking.terminal(process, noInput: options.noInput), saysWaits: { Console.say($0) })
        do throws(Problem) {
            return try await open(bench, answers, sides: sides, kubeconfig: .stops)
        } catch {
            throw Stop(error)
        }
    }

    /// The journal of a setup that is about to be written to; what cannot be read in it is said on standard error.
    ///
    /// - Throws: `Stop` where there is no place for one.
    func openJournal(of design: DelegateSending) throws(Stop) {
        do throws(Problem) {
            if let complaint = try journal(of: design)?.complaint {
                Console.note("sesame: \(TerminalText.sanitized(complaint))")
            }
        } catch {
            throw Stop(error)
        }
    }
}

extension CommonOptions {
    /// Where the options say that calls go.
    var way: Workbench.Way {
        Workbench.Way(endpointURL: endpointURL, kubeconfig: kubeconfig, runsExecPlugins: execPlugins)
    }
}

extension Ground {
    /// This computer.
    static func live(_ process: ProcessContext) throws(Stop) -> Ground {
        do throws(Problem) {
            return try live(environment: process.environment, home: process.home, state: process.state)
        } catch {
            throw Stop(error)
        }
    }
}
