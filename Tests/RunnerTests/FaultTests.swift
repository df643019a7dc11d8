import AWSClient
import Calls
import Design
import Diagnosis
import Setup
import Simulator
import SimulatorServer
import Stage
import Testing
import Wizard
import Work

@testable import sesame

/// The demo's world is broken and mended under a setup that has other names than the guide's.
struct FaultTests {
    private let demo: DemoWorld
    private let work: LiveWork
    private var answers: Answers

    init() async throws {
        demo = try await DemoWorld.start("fresh")
        work = LiveWork(
            Workbench(demo.ground, way: Workbench.Way(), log: .none, clock: DemoClock()), demo: demo)
        answers = try demo.answers()
        let names: [(FieldID, String)] = [
            (.namespace, "letters"), (.serviceAccount, "writer"), (.role, "letter-role"), (.rolePath, "/mail/"),
            (.permissionsPolicy, "letter-policy"), (.sendingPolicy, "letter-sending"),
            (.sesSender, "hello@example.org"), (.sesIdentity, "hello@example.org"), (.sesReceiver, "you@example.org"),
            // Mail leaves from another region than the cluster's.
            (.sesRegion, "eu-central-1"),
        ]
        for (field, name) in names { try answers.set(name, for: field, from: .typed) }
    }

    /// Applies, and follows every link as soon as the mails are out.
    private func setUp() async {
        let (work, answers) = (work, answers)
        let end = await work.apply(answers, answers.callers, scope: .sides(Set(Side.allCases)), control: StopControl())
        {
            guard case .looking = $0 else { return }
            for mail in work.inbox() ?? [] where mail.hasLink { _ = work.demo(.click(mail: mail.id), answers) }
        }
        guard case .finished = end else {
            Issue.record("\(end)")
            return
        }
    }

    /// The code of what keeps a message from being sent; empty for one that is sent.
    private func sent() async throws -> String {
        let outcome = try await work.send(SendOptions(), answers, answers.callers) { _ in }.get()
        return outcome.finding?.code ?? (outcome.report.messageID == nil ? "not sent" : "")
    }

    @Test func `each of the menu is found under the names of the setup, and mended`() async throws {
        let refusal = "There is nothing to break yet: apply first."
        for number in 1...13 { #expect(work.breakNumber(number, answers).refusal == refusal, "\(number)") }
        await setUp()
        #expect(try await sent() == "")
        for fault in work.faults(answers).filter({ $0.number != nil }) {
            #expect(work.breakNumber(fault.number, answers).says == "Something is broken now.", "\(fault.name)")
            let subject = Subject(answers)
            let found = try await work.diagnose(subject, answers.callers) { _, _, _ in }.0.get()
            #expect(found.rootCauses.map(\.code) == [fault.code], "\(fault.name): \(found.rootCauses.map(\.title))")
            // The chain asks as a pod would that is made now, and nobody has to be signed in to AWS for that.
            let isFelt = !["K8S-POD-OLD", "K8S-WEBHOOK", "CRED-EXPIRED"].contains(fault.code)
            #expect(try await sent() == (isFelt ? fault.code : ""), "\(fault.name)")
            #expect(work.mend(fault.name).changesWorld, "\(fault.name)")
            #expect(try await sent() == "", "\(fault.name)")
        }
    }

    @Test func `what is armed breaks with its cue, and nobody is told which it was`() async throws {
        await setUp()
        let name = "ses-identity-policy-missing"
        #expect(!work.arm(name, on: .send).changesWorld)
        #expect(work.faults(answers).first { $0.name == name }?.standing == .armed(.send))
        let subject = Subject(answers)
        #expect(try await work.diagnose(subject, answers.callers) { _, _, _ in }.0.get().isHealthy)
        #expect(try await sent() == "SES-DOOR-2")
        #expect(work.faults(answers).first { $0.name == name }?.isOn == true)
        #expect(work.arm(name, on: .check).refusal == "That is broken already.")
        // An apply puts the policy back: nothing is left to mend.
        await setUp()
        #expect(try await sent() == "")
        #expect(work.faults(answers).allSatisfy { $0.standing == .off })
        #expect(work.mend(name).refusal == "That was repaired by hand. Nothing was changed.")
        #expect(work.arm(name, on: .check).refusal == nil)
        #expect(work.mend(name).says == "Nothing will break.")
        #expect(work.mend(name).refusal == "That is not broken.")
        #expect(work.breakNumber(15, answers).refusal == "Nothing that can be broken is called \"15\".")
    }

    @Test func `what calls EKS breaks in the cluster's region, wherever mail leaves`() async throws {
        await setUp()
        for name in ["token-association-new", "token-fargate"] {
            #expect(work.breakFault(name, answers).refusal == nil, "\(name)")
            #expect(work.faults(answers).first { $0.name == name }?.isOn == true, "\(name)")
            #expect(work.mend(name).changesWorld, "\(name)")
        }
        #expect(try await sent() == "")
    }

    @Test func `work that is begun again sends nothing twice, and breaks nothing`() async throws {
        await setUp()
        let simulation = demo.simulator.simulation
        func message(_ number: Int) async throws -> String? {
            try await EffectRunner.$number.withValue(number) {
                try await work.send(SendOptions(), answers, answers.callers) { _ in }.get().report.messageID
            }
        }
        func mails() -> Int { work.inbox()?.count ?? 0 }
        let first = try #require(try await message(7))
        let count = mails()
        // SES took it, and nobody has heard of it yet; what is armed now waits for the next message.
        #expect(work.arm("ses-identity-policy-missing", on: .send).refusal == nil)
        await demo.simulator.restore(simulation.snapshot(), sendsAgain: true)
        #expect(try await message(7) == first)
        #expect(mails() == count)
        await demo.simulator.restore(simulation.snapshot(), sendsAgain: true)
        #expect(try await message(7) == first && mails() == count)
        #expect(try await message(8) == nil && mails() == count)
        #expect(work.mend("ses-identity-policy-missing").changesWorld)
        #expect(try await message(9) != first && mails() == count + 1)
    }

    @Test func `a role that was made again and given to stays who it is`() async throws {
        await setUp()
        #expect(work.breakFault("ses-policy-dead-principal", answers).changesWorld)
        #expect(try await sent() == "SES-PRINCIPAL-DEAD")
        await setUp()
        #expect(try await sent() == "")
        #expect(!work.mend("ses-policy-dead-principal").changesWorld)
        #expect(try await sent() == "")
    }

    @Test func `a surprise is one of the menu, and the next one is another that would be seen`() async throws {
        await setUp()
        for count in 1...3 {
            let outcome = work.breakNumber(nil, answers)
            #expect(outcome.changesWorld || outcome.refusal != nil)
            let on = work.faults(answers).filter(\.isOn)
            #expect(on.count <= count && on.allSatisfy { $0.number != nil })
        }
        for fault in work.faults(answers) where fault.isOn { #expect(work.mend(fault.name).changesWorld) }
        #expect(try await sent() == "")
    }
}
