import Design
import Simulator
import SimulatorServer
import Stage
import Wire
import Wizard

/// What consoles are told of the faults: listed anew only where the world or the setup is another one, and rehearsed where a
/// presenter looks at one.
///
/// It lives on the main thread.
final class FaultBoard {
    /// What the list hangs on, and when it was made.
    private struct Ground: Equatable {
        var world: ObjectIdentifier
        var revision: Int
        var answers: Answers
    }

    /// What was rehearsed; a thread of its own leaves it here.
    private let rehearsed = RehearsedFaults()
    private var ground: Ground?
    private var madeAt = Timestamp(secondsSinceEpoch: 0)
    private var faults: [DemoFault] = []
    private var listed: [StageReport.Fault] = []
    /// The faults that presenters look at and that were not rehearsed yet, the latest last.
    private var wanted: [String] = []

    /// The faults as they stand.
    ///
    /// - Parameters:
    ///   - live: Whose world it is; nil while it is starting.
    ///   - state: The stage's wizard.
    /// - Returns: The faults, none outside the demo.
    func list(_ live: LiveWork?, _ state: WizardState) -> [StageReport.Fault] {
        guard let live, let demo = live.demoWorld else { return [] }
        let world = demo.simulator.simulation.world
        // Who was told asks again where it is not so any more.
        let known = rehearsed.outlooks
        wanted.removeAll { known[$0] != nil }
        let now = Ground(world: ObjectIdentifier(world), revision: world.revision, answers: state.answers)
        if now != ground {
            ground = now
            madeAt = world.now
            faults = live.faults(state.answers)
            let labels = Dictionary(faults.map { ($0.name, $0.number.map(String.init) ?? $0.called) }) { $1 }
            listed = faults.map { StageReport.Fault($0, labels) }
            rehearsed.forget()
        }
        rehearse(demo, state)
        let outlooks = rehearsed.outlooks
        let more = Int64(max(0, world.now.seconds(since: madeAt))) * 1000
        guard more > 0 || !outlooks.isEmpty else { return listed }
        return listed.map { fault in
            var fault = fault
            if case .broken(let time) = fault.state { fault.state = .broken(time + more) }
            fault.outlook = outlooks[fault.name]
            return fault
        }
    }

    /// Finds out what comes of a fault, which is in the list then.
    ///
    /// - Parameter name: The name of its scenario; of several the latest few count. Nil where nobody looks at one any more.
    func foretell(_ name: String?) {
        guard let name else {
            wanted = []
            return
        }
        wanted = (wanted.filter { $0 != name } + [name]).suffix(4)
    }

    /// Begins with what is wanted, one after the other.
    private func rehearse(_ demo: DemoWorld, _ state: WizardState) {
        guard !rehearsed.isRunning, let name = wanted.last, let fault = faults.first(where: { $0.name == name }) else {
            return
        }
        rehearsed.begin(.init(fault: fault, state: state, world: demo))
    }
}
