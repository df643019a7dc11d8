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
    static func live(_ options: CommonOptions, screen: ScreenOptions, startsAtHome: Bool, isMasked: Bool = false)
        -> Never
    {
        let process = ProcessContext.current()
        do throws(Stop) {
            let answers = try AnswersSource.read(options)
            let ground = try Ground.live(process)
            let queue = MessageQueue<WizardEvent>()
            let questions = QuestionDesk(queue)
            let bench = Workbench(
                ground, way: options.way,
                log: try CallLog.opened(options, keepsCalls: true), askForMFACode: { await questions.code($0) },
                askAboutProgram: { await questions.agrees(to: $0) }, pluginTerminal: ProgramAsking.inFullScreen)
            let endpoint =
                options.endpointURL ?? process.environment["AWS_ENDPOINT_URL"].flatMap { $0.isEmpty ? nil : $0 }
            var state = WizardState(
                mode: .live, endpoint: endpoint.map { Redactor().redact($0) }, version: Version.short, answers: answers)
            if isMasked { state.mask() }
            let end = try show(
                state, process, screen, kept: ground.state, queue: queue, questions: questions,
                startsAtHome: startsAtHome
            ) { Task { LiveWork(bench, demo: nil) } }
            leave(end, screen)
        } catch {
            Exit.report(error, .text)
            Exit.atOnce(error.code.rawValue)
        }
    }

    /// On the embedded simulator, which starts while the first frame is already there.
    static func demo(scenario: String, screen: ScreenOptions, startsAtHome: Bool = true, isMasked: Bool = false)
        -> Never
    {
        let process = ProcessContext.current()
        do throws(Stop) {
            try DemoWorld.check(scenario)
            var state = WizardState(mode: .demo, version: Version.short, answers: DemoWorld.suggestions())
            if isMasked { state.mask() }
            let queue = MessageQueue<WizardEvent>()
            let end = try show(state, process, screen, kept: nil, queue: queue, startsAtHome: startsAtHome) {
                Task.detached { await demoWork(scenario, queue) }
            }
            leave(end, screen)
        } catch {
            Exit.report(error, .text)
            Exit.atOnce(error.code.rawValue)
        }
    }

    /// Starts the demo's world; without one there is nothing to show, and the process ends.
    private static func demoWork(_ scenario: String, _ queue: MessageQueue<WizardEvent>) async -> LiveWork {
        do throws(Stop) {
            let demo = try await DemoWorld.start(scenario)
            queue.post(.endpoint(demo.simulator.endpoints.aws))
            return LiveWork(
                Workbench(
                    demo.ground, way: Workbench.Way(),
                    log: CallLog(descriptor: nil, wantsBodies: false, keepsCalls: true), clock: DemoClock()),
                demo: demo,
                scenario: scenario)
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
        queue: MessageQueue<WizardEvent>, questions: QuestionDesk? = nil, startsAtHome: Bool,
        work: () -> Task<LiveWork, Never>
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
        let clock = WallClock()
        let screen: Terminal.Screen
        do throws(ScreenError) {
            screen = try Terminal.Screen(setting, term: process.environment["TERM"] ?? "")
        } catch {
            throw Stop(code: .usage, name: "NoTerminal", message: error.sentence)
        }
        let effects = EffectRunner(queue, state: kept, clock: clock, work: work(), questions: questions)
        let wizard = FullScreen(state, screen, effects: effects, queue: queue, clock: clock)
        return wizard.run { state in startsAtHome ? state.start() : state.startSetup() }
    }

    private static func leave(_ end: FullScreen.End, _ screen: ScreenOptions) -> Never {
        switch end {
        case .left: Exit.atOnce(0)
        case .demo(let isMasked): demo(scenario: "fresh", screen: screen, isMasked: isMasked)
        case .signal(let number): Exit.leave(signal: number)
        case .hungUp: Exit.leave(signal: SIGHUP)
        }
    }
}
