import Design
import Simulator
import Stage
import Wizard

/// What can be broken in the demo's world, for the demo's own list, the stage and its console.
extension LiveWork {
    /// Everything that can be broken, the menu's first, and how it stands; none outside the demo.
    func faults() -> [DemoFault] { [] }

    /// Breaks a fault now.
    ///
    /// - Parameters:
    ///   - name: The name of its scenario.
    ///   - answers: The setup that is broken: its names are those of its role, service account, addresses and policies.
    /// - Returns: What came of it.
    func breakFault(_ name: String, _ answers: Answers) -> FaultOutcome { .refused("") }

    /// Breaks the fault of a number in the menu.
    ///
    /// - Parameters:
    ///   - number: The number, counted from 1; nil for one that can be broken now and would be seen.
    ///   - answers: The setup that is broken.
    /// - Returns: What came of it.
    func breakNumber(_ number: Int?, _ answers: Answers) -> FaultOutcome { .refused("") }

    /// Breaks a fault just before the next message, apply or check.
    func arm(_ name: String, on cue: StageScript.Cue) -> FaultOutcome { .refused("") }

    /// Mends a fault, or disarms it. What somebody repaired by hand stays as it is.
    func mend(_ name: String) -> FaultOutcome { .refused("") }
}
