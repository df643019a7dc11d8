import Design
import Simulator
import Stage

/// What can be broken on a stage, as stage files name it: by number, or by the name of its scenario.
enum FaultMenu {
    /// Everything that can be broken, the menu first, with the names of the demo's own setup.
    static func faults() throws(Stop) -> [StageVocabulary.Fault] {
        do {
            return try SimulatedWorld("fresh").faults().map {
                StageVocabulary.Fault(number: $0.number, name: $0.name, title: $0.called, code: $0.code)
            }
        } catch {
            throw Stop(code: .failed, name: "BadScenario", message: error.sentence)
        }
    }
}
