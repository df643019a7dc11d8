import Wizard

/// What goes on now: the wizard's state and what carries out its effects.
///
/// Going back in time puts others in place of both. It lives on the main thread.
final class Present {
    /// The wizard's state.
    var state: WizardState
    /// What carries out its effects.
    var effects: EffectRunner
    /// The time that events come at.
    var clock: WallClock

    init(_ state: WizardState, effects: EffectRunner, clock: WallClock) {
        self.state = state
        self.effects = effects
        self.clock = clock
    }

    /// Lets the wizard take an event, and carries out what it wants.
    ///
    /// - Returns: What it wanted.
    @discardableResult
    func apply(_ event: WizardEvent, to wishes: inout TerminalWishes) -> [WizardEffect] {
        let wanted = Wizard.update(&state, event)
        for effect in wanted { effects.carryOut(effect, state, &wishes) }
        return wanted
    }

    /// Lets the wizard take a message; one of a future that was left is dropped.
    func apply(_ posted: Posted, to wishes: inout TerminalWishes) {
        guard posted.future ?? effects.future == effects.future else { return }
        apply(posted.event, to: &wishes)
    }
}
