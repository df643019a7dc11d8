import Simulator
import SimulatorServer
import Wizard

extension LiveWork {
    /// What lies in the demo's inbox, the newest first; nil outside the demo.
    func inbox() -> [DemoMail]? {
        guard let world = demoWorld?.simulator.simulation.world else { return nil }
        return world.read { state in
            state.inbox.all.reversed().map { mail in
                let isOpen = mail.verificationToken.map { state.pendingLinks[$0] != nil } ?? false
                return DemoMail(
                    id: mail.verificationToken ?? mail.messageID, to: mail.recipients.joined(separator: ", "),
                    account: mail.account, subject: mail.subject,
                    lines: mail.body.split(separator: "\n").map(String.init), hasLink: isOpen)
            }
        }
    }

    /// Does something to the demo's world and says what the wizard has to know of it.
    func demo(_ deed: DemoDeed) -> [WizardEvent] {
        guard let demoWorld else { return [] }
        let simulation = demoWorld.simulator.simulation
        switch deed {
        case .readInbox: return inbox().map { [.inbox($0)] } ?? []
        case .click(let mail):
            let outcome = simulation.world.follow(token: mail)
            var events: [WizardEvent] = inbox().map { [.inbox($0)] } ?? []
            if case .expired = outcome { events.append(.say("That link is older than 24 hours. Ask for a new mail.")) }
            return events
        // This simulator verifies addresses only.
        case .publish: return inbox().map { [.inbox($0)] } ?? []
        case .reset:
            do {
                try simulation.reset(to: scenario)
            } catch {
                return [.say(error.sentence)]
            }
            return [.inbox([]), .worldChanged("The demo's world is as it was at the start.")]
        case .breakThing(let fault):
            let breakage: Breakage =
                switch fault {
                case .clientID: .dropClientID
                case .subject: .wrongSub
                case .sendingPolicy: .removeSendingPolicy
                case .identity: .unverifySender
                }
            guard simulation.world.breakLink(breakage) > 0 else {
                return [.say("There is nothing to break yet: apply first.")]
            }
            return [.worldChanged("Broken on purpose. What was done: \(fault.words).")]
        }
    }
}
