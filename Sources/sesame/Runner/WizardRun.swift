import AWSClient
import Design
import Setup
import Simulator
import SimulatorServer
import Terminal
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
    static func live(_ options: CommonOptions, screen: ScreenOptions, startsAtHome: Bool) -> Never {
        let process = ProcessContext.current()
        do throws(Stop) {
            let answers = try AnswersSource.read(options)
            let ground = try Ground.live(process)
            let queue = MessageQueue<WizardEvent>()
            let codes = CodeDesk(queue)
            let bench = Workbench(
                ground, way: Workbench.Way(endpointURL: options.endpointURL, kubeconfig: options.kubeconfig),
                log: try CallLog.opened(options), askForMFACode: { await codes.ask($0) })
            let endpoint =
                options.endpointURL ?? process.environment["AWS_ENDPOINT_URL"].flatMap { $0.isEmpty ? nil : $0 }
            let state = WizardState(
                mode: .live, endpoint: endpoint.map { Redactor().redact($0) }, version: Version.short, answers: answers)
            let end = try show(
                state, process, screen, kept: ground.state, work: Task { LiveWork(bench, demo: nil) }, queue: queue,
                codes: codes, startsAtHome: startsAtHome)
            leave(end, screen)
        } catch {
            Exit.report(error, .text)
            exit(error.code.rawValue)
        }
    }

    /// On the embedded simulator, which starts while the first frame is already there.
    static func demo(scenario: String, screen: ScreenOptions) -> Never {
        let process = ProcessContext.current()
        do throws(Stop) {
            try DemoWorld.check(scenario)
            let state = WizardState(mode: .demo, version: Version.short, answers: DemoWorld.suggestions())
            let queue = MessageQueue<WizardEvent>()
            let work = Task.detached {
                do throws(Stop) {
                    let demo = try await DemoWorld.start(scenario)
                    queue.post(.endpoint(demo.simulator.endpoints.aws))
                    return LiveWork(
                        Workbench(demo.ground, way: Workbench.Way(), log: .none, clock: DemoClock()), demo: demo,
                        scenario: scenario)
                } catch {
                    // Without a world there is nothing to show; the terminal is given back before the reason is said.
                    Terminal.Screen.closeAny()
                    Exit.report(error, .text)
                    Exit.atOnce(error.code.rawValue)
                }
            }
            let end = try show(state, process, screen, kept: nil, work: work, queue: queue, startsAtHome: true)
            leave(end, screen)
        } catch {
            Exit.report(error, .text)
            exit(error.code.rawValue)
        }
    }

    private static func show(
        _ state: WizardState, _ process: ProcessContext, _ options: ScreenOptions, kept: Setup.StateDirectory?,
        work: Task<LiveWork, Never>, queue: MessageQueue<WizardEvent>, codes: CodeDesk? = nil, startsAtHome: Bool
    ) throws(Stop) -> FullScreen.End {
        let setting = TerminalSetting(
            environment: process.environment, inputIsTerminal: process.inputIsTerminal,
            outputIsTerminal: process.outputIsTerminal, color: options.color, ascii: options.ascii)
        guard setting.isInteractive, !options.plain else {
            throw Stop(
                code: .usage, name: "NoTerminal",
                message: """
                    The guided setup needs a terminal that can move its cursor. Line by line there are \
                    "sesame plan", "apply --plain" and "send --plain" with --answers FILE.
                    """)
        }
        let clock = WallClock()
        let effects = EffectRunner(queue, state: kept, clock: clock, work: work, codes: codes)
        do throws(ScreenError) {
            let screen = try FullScreen(
                state, setting: setting, term: process.environment["TERM"] ?? "", effects: effects, queue: queue,
                clock: clock)
            return screen.run { state in startsAtHome ? state.start() : state.startSetup() }
        } catch {
            throw Stop(code: .usage, name: "NoTerminal", message: error.sentence)
        }
    }

    private static func leave(_ end: FullScreen.End, _ screen: ScreenOptions) -> Never {
        switch end {
        case .left: Exit.atOnce(0)
        case .demo: demo(scenario: "fresh", screen: screen)
        case .signal(let number): Exit.leave(signal: number)
        case .hungUp: Exit.leave(signal: SIGHUP)
        }
    }
}
