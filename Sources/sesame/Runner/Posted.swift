import Terminal
import Wizard

/// An event on its way to the wizard, and the future that it belongs to: one that was left by going back in time ends with
/// all that it has to say.
struct Posted: Sendable {
    /// What happened.
    var event: WizardEvent
    /// The future whose work posted it; nil for what belongs to all.
    var future: Int?
}

extension MessageQueue where Message == Posted {
    /// Posts what belongs to every future.
    func post(_ event: WizardEvent) { post(Posted(event: event, future: nil)) }
}

/// Where the work of one future posts what it has to say.
struct Outbox: Sendable {
    let queue: MessageQueue<Posted>
    let future: Int

    /// Posts an event.
    func post(_ event: WizardEvent) { queue.post(Posted(event: event, future: future)) }
}
