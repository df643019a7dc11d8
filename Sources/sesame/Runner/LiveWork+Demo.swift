import Simulator
import SimulatorServer
import Wizard
import Work

extension LiveWork {
    /// The work of a demo, which knows nothing of its world yet.
    convenience init(_ demo: DemoWorld, scenario: String) {
        let clock = DemoClock(demo.simulator.simulation.world.clock)
        self.init(
            Workbench(
                demo.ground, way: Workbench.Way(),
                log: CallLog(descriptor: nil, wantsBodies: false, keepsCalls: true, clock: clock), clock: clock),
            demo: demo, scenario: scenario)
    }

    /// What lies in the demo's inbox, the newest mail first, before it the records that domains wait for; nil outside
    /// the demo.
    func inbox() -> [DemoMail]? {
        guard let world = demoWorld?.simulator.simulation.world else { return nil }
        let records = world.pendingRecords.map { waiting in
            DemoMail(
                id: waiting.token, to: waiting.domain, account: waiting.account, subject: "DNS records to publish",
                lines: waiting.records.map { "\($0.name) CNAME \($0.value)" }, hasLink: true, isRecords: true)
        }
        return records
            + world.read { state in
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
        case .publish(let records):
            let outcome = simulation.world.publishRecords(token: records)
            var events: [WizardEvent] = inbox().map { [.inbox($0)] } ?? []
            if case .expired = outcome { events.append(.say("SES looked for these records for 72 hours and gave up.")) }
            return events
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
