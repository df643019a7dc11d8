import Simulator
import SimulatorServer
import Stage
import Terminal
import Wire
import Wizard

extension FullScreen {
    /// A director for this screen, with a socket for consoles.
    ///
    /// - Parameters:
    ///   - plan: what `--stage` asks for.
    ///   - process: where the socket may lie.
    ///   - complain: called with why no console can attach; the stage goes on without.
    /// - Returns: The director.
    func direct(_ plan: StagePlan, _ process: ProcessContext, complain: (String) -> Void) -> Director {
        var server: StageServer?
        do throws(StageSocketProblem) {
            server = try StageServer(
                in: StageSocket.folders(process), take: { [queue] in queue.post(.wanted($0)) },
                wake: { Terminal.Screen.wake() })
        } catch {
            complain(error.sentence)
        }
        let began = present.clock.now.milliseconds / 1000
        return Director(
            plan.script, hasCards: plan.hasCards, began: StageSocket.clock(Int(began)),
            recording: plan.recording, server: server, stagehands())
    }

    /// The one place where the director meets those who do things for it.
    private func stagehands() -> Stagehands {
        let board = FaultBoard()
        return Stagehands(
            state: { [unowned self] in present.state },
            tell: { [unowned self] event in
                if case .stage(.chapter(let number)) = event, let title = present.state.stage?.title(of: number) {
                    _ = recorder?.marker(title)
                }
                apply(event)
            },
            press: { [unowned self] in press($0) },
            kept: { [unowned self] in times.kept },
            hold: { [unowned self] in times.hold() },
            canTakeBack: { [unowned self] in times.keys },
            stepBack: { [unowned self] in times.stepBack() },
            mark: { [unowned self] in times.mark($0) },
            goToChapter: { [unowned self] in times.go(toChapter: $0) },
            startOver: { [unowned self] in times.startOver() },
            changes: { [unowned self] in present.effects.live?.demoWorld?.deeds ?? 0 },
            faults: { [unowned self] in board.list(present.effects.live, present.state) },
            foretell: { board.foretell($0) },
            fault: { [unowned self] in fault($0) })
    }

    /// Breaks, arms or mends something of the world.
    private func fault(_ command: StageCommand) -> Stagehands.Outcome {
        guard present.state.mode == .demo else {
            return Stagehands.Outcome(answer: "Not now: a real account is not broken on purpose.")
        }
        guard let live = present.effects.live else {
            return Stagehands.Outcome(answer: "The demo's world is still starting.")
        }
        let answers = present.state.answers
        let outcome: FaultOutcome
        switch command {
        case .breaks(let name): outcome = live.breakFault(name, answers)
        case .breaksNumber(let number): outcome = live.breakNumber(number, answers)
        case .arms(let name, let cue): outcome = live.arm(name, on: cue)
        case .mends(let name): outcome = live.mend(name)
        default: return Stagehands.Outcome()
        }
        var isBreaking = false
        switch command {
        case .breaks, .breaksNumber: isBreaking = outcome.changesWorld
        default: break
        }
        // Mending and arming are nothing that an audience is told.
        return Stagehands.Outcome(
            changesWorld: outcome.changesWorld, says: isBreaking || outcome.refusal != nil ? outcome.says : "",
            answer: outcome.refusal)
    }
}

extension StageLook {
    /// What the recording calls a chapter, by its number from 1.
    fileprivate func title(of number: Int) -> String? {
        chapters.indices.contains(number - 1) ? chapters[number - 1].title : nil
    }
}

extension StageReport.Fault {
    /// A fault of the demo as consoles list it; what hides others is called by its label.
    init(_ fault: DemoFault, _ labels: [String: String]) {
        let state: State =
            switch fault.standing {
            case .off: .right
            case .armed(let cue): .armed(cue)
            case .on(let seconds): .broken(Int64(seconds) * 1000)
            }
        let hiders = fault.hiddenBy.compactMap { labels[$0] }
        self.init(
            number: fault.number, name: fault.name, title: fault.called, code: fault.code, state: state,
            hiddenBy: hiders.isEmpty ? nil : hiders.joined(separator: ", "), about: fault.title)
    }
}
