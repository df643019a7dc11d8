import Canvas
import Simulator
import SimulatorServer
import Stage
import Wizard

/// Finds out what comes of a fault: it is broken in a twin of the world, and a copy of the stage's wizard does there what a
/// presenter would, key by key.
///
/// So what a console says of a fault is what really happens, with all that is broken already.
enum FaultRehearsal {
    /// How long a key may take, in milliseconds; of what takes longer nobody is told.
    private static let patience = 10_000

    /// What a fault is rehearsed with; a copy, so that the stage goes on.
    struct Beginning: Sendable {
        /// The fault.
        var fault: DemoFault
        /// The stage's wizard.
        var state: WizardState
        /// The stage's world.
        var world: DemoWorld
    }

    /// Rehearses a fault.
    ///
    /// - Parameter beginning: The fault and the stage as it is.
    /// - Returns: What comes of it.
    static func run(_ beginning: Beginning) async -> FaultOutlook {
        let twin: DemoWorld
        do throws(Stop) { twin = try await beginning.world.twin() } catch { return .unknown }
        let outlook = await run(beginning, in: twin)
        await twin.simulator.stop()
        return outlook
    }

    private static func run(_ beginning: Beginning, in twin: DemoWorld) async -> FaultOutlook {
        let simulation = twin.simulator.simulation
        // What waits for its cue breaks with others than this one.
        simulation.disarm()
        let live = LiveWork(twin, scenario: simulation.scenario)
        if !beginning.fault.isOn {
            let outcome = live.breakFault(beginning.fault.name, beginning.state.answers)
            if let why = outcome.refusal { return .impossible(why) }
        }
        var stage = HeadlessStage(on: twin, live, beginning.state)
        let outlook = await meet(beginning.fault, &stage, simulation)
        await stage.stop()
        return outlook
    }

    /// Sends a message, asks Diagnose, and lets it be mended.
    private static func meet(
        _ fault: DemoFault, _ stage: inout HeadlessStage, _ simulation: SimulatedWorld
    ) async -> FaultOutlook {
        _ = await stage.rest(patience: patience)
        guard await press(.character("s"), on: &stage), let end = stage.state.messageEnd,
            await press(.character("d"), on: &stage), let causes = stage.state.rootCauses
        else { return .unknown }
        var refusal: String?
        if case .refused(let code) = end { refusal = code }
        let isNamed = causes.contains(fault.code)
        // Of several the first is the one that keys lead to.
        let mending = isNamed && causes.count == 1 ? await mend(&stage, simulation) : nil
        return .met(refusal: refusal, isNamed: isNamed, causes: causes.count, mending: mending)
    }

    /// How the fix that Diagnose offers mends it; nil where these keys do not, which others may.
    private static func mend(_ stage: inout HeadlessStage, _ simulation: SimulatedWorld) async -> FaultOutlook.Mending?
    {
        guard await press(.enter, on: &stage) else { return nil }
        guard stage.state.showsDoableFix else { return FaultOutlook.Mending.none }
        guard await press(.character("a"), on: &stage), stage.press(.enter) == nil else { return nil }
        // Who waits for a click waits for ever.
        _ = await stage.rest(patience: 3000)
        if isRight(stage) { return .keys(3) }
        let isClicked = simulation.world.followAllLinks().contains(where: \.isVerified)
        stage.ring()
        _ = await stage.rest(patience: patience)
        // The stage looks again by itself until pods are made anew and AWS has taken it in; here nobody waits for that.
        if !isRight(stage) {
            simulation.world.clock.advance(seconds: 60)
            guard await press(.character("r"), on: &stage) else { return nil }
        }
        guard isRight(stage) else { return nil }
        return isClicked ? .keysAndClick(3) : .keys(3)
    }

    private static func isRight(_ stage: HeadlessStage) -> Bool { stage.state.rootCauses?.isEmpty == true }

    /// Presses a key and lets happen what follows; false where the key does nothing.
    private static func press(_ key: Key, on stage: inout HeadlessStage) async -> Bool {
        guard stage.press(key) == nil else { return false }
        _ = await stage.rest(patience: patience)
        return true
    }
}

extension LinkOutcome {
    fileprivate var isVerified: Bool { if case .verified = self { true } else { false } }
}
