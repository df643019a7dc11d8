import AWSClient
import Design
import Setup
import Simulator
import SimulatorServer
import Terminal
import Work
import Wire
import Wizard

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Starting the full screen and ending the process with it.
enum WizardRun {
    /// On this computer's accounts.
    static func live(
        _ options: CommonOptions, screen: ScreenOptions, startsAtHome: Bool, mask: MaskOption? = nil,
        recorder: Recorder? = nil, stage: StagePlan? = nil
    ) -> Never {
        let process = ProcessContext.current()
        do throws(Stop) {
            let answers = try AnswersSource.read(options)
            let ground = try Ground.live(process)
            let queue = MessageQueue<Posted>()
            let questions = QuestionDesk(queue)
            let bench = Workbench(
                ground, way: options.way,
                log: try CallLog.opened(options, keepsCalls: true), askForMFACode: { await questions.code($0) },
                askAboutProgram: { await questions.agrees(to: $0) }, pluginTerminal: ProgramAsking.inFullScreen)
            let endpoint =
                options.endpointURL ?? process.environment["AWS_ENDPOINT_URL"].flatMap { $0.isEmpty ? nil : $0 }
            var state = WizardState(
                mode: .live, endpoint: endpoint.map { Redactor().redact($0) }, version: Version.short, answers: answers,
                stage: stage?.look)
            if let mask { state.mask(mask.kinds) }
            let end = try show(
                state, process, screen, kept: ground.state, queue: queue, questions: questions,
                startsAtHome: startsAtHome, recorder: recorder, stage: stage
            ) { Task { LiveWork(bench, demo: nil) } }
            leave(end, screen, recorder)
        } catch {
            Exit.report(error, .text)
            Exit.atOnce(error.code.rawValue)
        }
    }

    /// On the embedded simulator, which starts while the first frame is already there.
    static func demo(
        scenario: String, screen: ScreenOptions, startsAtHome: Bool = true, mask: MaskOption? = nil,
        recorder: Recorder? = nil, stage: StagePlan? = nil
    ) -> Never {
        let process = ProcessContext.current()
        do throws(Stop) {
            try DemoWorld.check(scenario)
            var state = WizardState(
                mode: .demo, version: Version.short, answers: DemoWorld.suggestions(), stage: stage?.look)
            if let mask { state.mask(mask.kinds) }
            let queue = MessageQueue<Posted>()
            let end = try show(
                state, process, screen, kept: nil, queue: queue, startsAtHome: startsAtHome, recorder: recorder,
                stage: stage
            ) {
                Task.detached { await demoWork(scenario, queue) }
            }
            leave(end, screen, recorder)
        } catch {
            Exit.report(error, .text)
            Exit.atOnce(error.code.rawValue)
        }
    }

    /// Starts the demo's world; without one there is nothing to show, and the process ends.
    private static func demoWork(_ scenario: String, _ queue: MessageQueue<Posted>) async -> LiveWork {
        do throws(Stop) {
            let demo = try await DemoWorld.start(scenario)
            queue.post(.endpoint(demo.simulator.endpoints.aws))
            return LiveWork(demo, scenario: scenario)
        } catch {
            // The terminal is given back before the reason is said.
            Terminal.Screen.closeAny()
            Exit.report(error, .text)
            Exit.atOnce(error.code.rawValue)
        }
    }

    /// Opens the screen, starts the work and runs the wizard until the person leaves.
    ///
    /// Opening the first screen changes the environment and the locale, which must happen while there is one thread
    /// only: the work is begun after that.
    private static func show(
        _ state: WizardState, _ process: ProcessContext, _ options: ScreenOptions, kept: Setup.StateDirectory?,
        queue: MessageQueue<Posted>, questions: QuestionDesk? = nil, startsAtHome: Bool,
        recorder: Recorder?, stage: StagePlan?, work: () -> Task<LiveWork, Never>
    ) throws(Stop) -> FullScreen.End {
        let setting = TerminalSetting(
            environment: process.environment, inputIsTerminal: process.inputIsTerminal,
            outputIsTerminal: process.outputIsTerminal, color: options.color, ascii: options.ascii)
        guard setting.isInteractive, !options.plain else {
            throw Stop(
                code: .usage, name: "NoTerminal",
                message: """
                    The guided setup needs a terminal that can move its cursor. With --plain it asks line by line, and \
                    with --answers FILE "sesame plan", "sesame apply --yes" and "sesame send" ask nothing.
                    """)
        }
        try recorder?.open()
        let clock = WallClock()
        let screen: Terminal.Screen
        do throws(ScreenError) {
            screen = try Terminal.Screen(setting, term: process.environment["TERM"] ?? "")
        } catch {
            recorder?.discard()
            throw Stop(code: .usage, name: "NoTerminal", message: error.sentence)
        }
        let effects = EffectRunner(queue, state: kept, clock: clock, work: work(), questions: questions)
        let wizard = FullScreen(state, screen, effects: effects, queue: queue, clock: clock, recorder: recorder)
        var complaint: String?
        if let stage { wizard.director = wizard.direct(stage, process) { complaint = $0 } }
        let end = wizard.run { state in startsAtHome ? state.start() : state.startSetup() }
        // Not on the screen that the audience sees.
        if let complaint { Console.note("sesame: there was no console. \(complaint)") }
        return end
    }

    private static func leave(_ end: FullScreen.End, _ screen: ScreenOptions, _ recorder: Recorder?) -> Never {
        switch end {
        case .left:
            recorder?.end(status: 0)
            Exit.atOnce(0)
        case .demo(let kinds):
            demo(scenario: "fresh", screen: screen, mask: kinds.map { MaskOption(kinds: $0) }, recorder: recorder)
        case .signal(let number):
            recorder?.end(status: 128 + Int(number))
            Exit.leave(signal: number)
        case .hungUp:
            recorder?.end(status: 128 + Int(SIGHUP))
            Exit.leave(signal: SIGHUP)
        }
    }
}
