import Design
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

    /// What lies in the demo's inbox: the records that domains wait for, the mails with a link to click by account and
    /// address, then the others, the newest first; nil outside the demo.
    ///
    /// Amazon's mails are asked for side by side, and which one comes first is chance: nobody on a stage, and no
    /// picture of it, should hang on that.
    func inbox() -> [DemoMail]? {
        guard let world = demoWorld?.simulator.simulation.world else { return nil }
        let records = world.pendingRecords.map { waiting in
            DemoMail(
                id: waiting.token, to: waiting.domain, account: waiting.account, subject: "DNS records to publish",
                lines: waiting.records.map { "\($0.name) CNAME \($0.value)" }, hasLink: true, isRecords: true)
        }
        let mails = world.read { state in
            state.inbox.all.reversed().map { mail in
                let isOpen = mail.verificationToken.map { state.pendingLinks[$0] != nil } ?? false
                return DemoMail(
                    id: mail.verificationToken ?? mail.messageID, to: mail.recipients.joined(separator: ", "),
                    account: mail.account, subject: mail.subject,
                    lines: mail.body.split(separator: "\n").map(String.init), hasLink: isOpen)
            }
        }
        let open = mails.enumerated().filter { $0.element.hasLink }.sorted {
            ($0.element.account, $0.element.to, $0.offset) < ($1.element.account, $1.element.to, $1.offset)
        }
        return records + open.map(\.element) + mails.filter { !$0.hasLink }
    }

    /// Does something to the demo's world and says what the wizard has to know of it.
    ///
    /// - Parameters:
    ///   - deed: What is done.
    ///   - answers: The setup that it is done to.
    /// - Returns: What the wizard has to know.
    func demo(_ deed: DemoDeed, _ answers: Answers) -> [WizardEvent] {
        guard let demoWorld else { return [] }
        // Whoever waits for people looks at once.
        defer { if deed != .readInbox, deed != .readFaults { (bench.clock as? DemoClock)?.ring() } }
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
        case .readFaults: return [.faults(faults(answers))]
        case .breakFault(let name): return told(breakFault(name, answers), answers)
        case .breakNumber(let number): return told(breakNumber(number, answers), answers)
        case .arm(let name, let cue): return told(arm(name, on: cue), answers)
        case .mend(let name): return told(mend(name), answers)
        }
    }

    /// What the wizard has to know of a fault that was broken, armed or mended.
    private func told(_ outcome: FaultOutcome, _ answers: Answers) -> [WizardEvent] {
        let words = outcome.refusal ?? outcome.says
        return [.faults(faults(answers)), outcome.changesWorld ? .worldChanged(words) : .say(words)]
    }
}
