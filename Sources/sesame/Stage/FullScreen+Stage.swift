import Stage
import Terminal
import Wizard

extension FullScreen {
    /// A director for this screen, with a socket for consoles.
    ///
    /// - Parameters:
    ///   - plan: what `--stage` asks for.
    ///   - process: where the socket may lie.
    ///   - complain: called with why no console can attach; the stage goes on without.
    func direct(_ plan: StagePlan, _ process: ProcessContext, complain: (String) -> Void) -> Director {
        var server: StageServer?
        do throws(StageSocketProblem) {
            server = try StageServer(
                in: StageSocket.folders(process), take: { [queue] in queue.post(.wanted($0)) },
                wake: { Terminal.Screen.wake() })
        } catch {
            complain(error.sentence)
        }
        return Director(
            plan.script, hasCards: plan.hasCards, began: StageSocket.clock(Int(clock.now.milliseconds / 1000)),
            recording: plan.recording, server: server, stagehands())
    }

    /// The one place where the director meets those who do things for it.
    private func stagehands() -> Stagehands {
        Stagehands(
            state: { [unowned self] in state },
            tell: { [unowned self] in apply($0) },
            press: { [unowned self] in apply(.key($0)) })
    }
}
