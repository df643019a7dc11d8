import Simulator
import Stage

/// What a script breaks in a simulated world and mends there: the one place that knows how.
final class WorldFaults {
    private let simulation: SimulatedWorld
    /// The world before each fault that is broken.
    private var before: [(name: String, state: WorldState)] = []
    private var armed: [(name: String, cue: StageScript.Cue)] = []

    /// Faults of a world.
    init(_ simulation: SimulatedWorld) { self.simulation = simulation }

    /// Does what a script wants.
    ///
    /// - Returns: Whether the world is another one now.
    /// - Throws: `ScenarioError` where the world as it is cannot be broken so.
    func carryOut(_ deed: StageScript.FaultDeed) throws(ScenarioError) -> Bool {
        switch deed {
        case .breaks(let name): try breakNow(name)
        case .arms(let name, let cue):
            armed.append((name, cue))
            return false
        case .mends(let name):
            armed.removeAll { $0.name == name }
            guard let index = before.lastIndex(where: { $0.name == name }) else { return false }
            simulation.world.reset(to: before.remove(at: index).state)
        }
        return true
    }

    /// Breaks what waits for this.
    func come(_ cue: StageScript.Cue) throws(ScenarioError) {
        let due = armed.filter { $0.cue == cue }
        armed.removeAll { $0.cue == cue }
        for fault in due { try breakNow(fault.name) }
    }

    private func breakNow(_ name: String) throws(ScenarioError) {
        let state = simulation.world.read { copy $0 }
        try simulation.change(by: name)
        before.append((name, state))
    }
}
