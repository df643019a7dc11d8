import AWSClient
import Design
import FaultServer
import Observation
import Programs
import Setup
import Simulator
import Synchronization
import Testing
import Wire

/// Whether a write that happened is ever called not done, when the way to AWS and back breaks.
///
/// One after the other, as each is a whole setup and the machine is others' as well.
@Suite(.serialized) struct LostAnswerTests {
    /// A write of an apply on `fresh`, by the operation that a proxy sees.
    static let writes = [
        "CreateOpenIDConnectProvider", "CreatePolicy", "CreateRole", "AttachRolePolicy", "CreateEmailIdentity",
        "PutIdentityPolicy",
    ]

    static let faults = WayFault.allCases.filter { $0 != .none }

    /// How often the fault strikes: the first attempt, or every one.
    enum Reach: String, CaseIterable, Sendable { case once, always }

    /// One place for a fault.
    struct Strike: Sendable, CustomTestStringConvertible {
        var operation: String
        var fault: WayFault
        var reach: Reach

        var testDescription: String { "\(operation) \(fault) \(reach)" }
    }

    /// Every write with every fault, or, where only samples are wanted, one write with all and all with one.
    static var strikes: [Strike] {
        var strikes: [Strike] = []
        for operation in writes {
            for fault in faults {
                for reach in Reach.allCases {
                    let isSample = operation == "CreateRole" && reach == .once || fault == .resetAfter
                    guard isSample || Thoroughness.isWhole else { continue }
                    strikes.append(Strike(operation: operation, fault: fault, reach: reach))
                }
            }
        }
        return strikes
    }

    @Test(arguments: strikes)
    func `every write is told as it is, and the next apply converges`(strike: Strike) async throws {
        let (operation, fault, reach) = (strike.operation, strike.fault, strike.reach)
        let struck = Mutex(0)
        let isOver = Mutex(false)
        let name = Comment(rawValue: "\(operation) \(fault) \(reach)")
        let choose: @Sendable (Int, ReceivedRequest) -> WayFault = { _, request in
            guard request.operation == operation, !isOver.withLock({ $0 }) else { return .none }
            let number = struck.withLock { count in
                count += 1
                return count
            }
            return reach == .always || number == 1 ? fault : .none
        }
        try await Bench.run("fresh", through: choose, hastyFor: fault == .hang ? operation : nil) { bench in
            bench.world.followAllLinks()
            let report = try await bench.apply()
            // The wanted world, as the wanted world's own eyes see it.
            isOver.withLock { $0 = true }
            let now = try await bench.plan().plan
            for result in report.results {
                let action = now[result.address]?.action
                // An identity that waits for its click is there; a sending policy that waits for one is not.
                let isThere = action?.isRight == true || action == .waiting && result.address != .sendingPolicy
                switch result.outcome {
                case .done, .unchanged: #expect(isThere, "\(name) \(result)")
                case .failed, .notTried: #expect(!isThere, "\(name) \(result)")
                case .waiting, .unknown: break
                }
                if result.outcome == .unknown {
                    #expect(result.problem?.sentence.contains("may have been") == true, name)
                    #expect(result.problem?.isRefusal == false, name)
                }
            }
            if report.results.contains(where: { $0.outcome == .unknown }) {
                #expect(report.exitCode == .incomplete, "\(name) \(report.exitCode)")
                #expect(report.sentence.contains("may have been written"), name)
            }
            // One mail for each address, whatever happened.
            #expect(mails(bench).count == Set(mails(bench)).count, "\(name) \(mails(bench))")
            for _ in 0..<3 {
                bench.world.followAllLinks()
                _ = try await bench.apply()
            }
            #expect(try await bench.plan().plan.hasNoChanges, name)
            #expect(mails(bench).count == 3, "\(name) \(mails(bench))")
            #expect(bench.log.all.count { $0.operation == operation && $0.status < 300 } <= 3, name)
        }
    }

    /// The mails with links that went out, account and address.
    private func mails(_ bench: Bench) -> [String] {
        bench.world.read { state in state.inbox.all.map { "\($0.account) \($0.recipients)" } }
    }

    @Test(arguments: faults)
    func `a message is sent at most once, and one that may have gone is called that`(fault: WayFault) async throws {
        let choose: @Sendable (Int, ReceivedRequest) -> WayFault = { _, request in
            request.operation == "SendEmail" ? fault : .none
        }
        try await Bench.run("ready", through: choose, hastyFor: fault == .hang ? "SendEmail" : nil) { bench in
            let before = mails(bench).count
            let report = try await bench.send()
            #expect(report.outcome == .unknown, "\(fault) \(report)")
            #expect(report.exitCode == .incomplete)
            #expect(report.document["outcome"]?.string == "unknown")
            #expect(report.document["ok"]?.bool == false)
            #expect(report.unknownSentence.contains("ops@example.com"))
            var toNobody = report
            toNobody.receiver = DelegateSending.mailboxSimulator
            #expect(!toNobody.unknownSentence.contains("Look into"), "nobody can look into Amazon's test mailbox")
            #expect(mails(bench).count - before == (fault.isLost ? 1 : 0))
            let arrivals = bench.proxy?.passages.count { $0.request.operation == "SendEmail" }
            #expect(arrivals == 1)
        }
    }

    @Test func `a refusal is not a message that may have gone, and a delivered one is sent`() async throws {
        try await Bench.run("ready") { bench in
            let report = try await bench.send()
            #expect(report.outcome == .sent && report.document["outcome"]?.string == "sent")
            try bench.breakFault("ses-identity-policy-missing")
            let refused = try await bench.send()
            #expect(refused.outcome == .notSent && refused.document["outcome"]?.string == "not-sent")
        }
    }

    @Test(arguments: faults)
    func `a mail that was asked for once more is never asked for twice`(fault: WayFault) async throws {
        let choose: @Sendable (Int, ReceivedRequest) -> WayFault = { _, request in
            request.operation == "VerifyEmailIdentity" ? fault : .none
        }
        try await Bench.run("fresh", through: choose, hastyFor: fault == .hang ? "VerifyEmailIdentity" : nil) { bench in
            _ = try await bench.apply()
            let before = mails(bench).count
            let report = try await bench.apply(options: PlanOptions(resend: true))
            #expect(mails(bench).count - before == (fault.isLost ? 3 : 0), "\(fault)")
            #expect(bench.proxy?.passages.count { $0.request.operation == "VerifyEmailIdentity" } == 3)
            let unknown = report.results.filter { $0.outcome == .unknown }
            #expect(unknown.count == 3, "\(fault) \(report.results)")
            #expect(unknown.allSatisfy { $0.problem?.sentence.contains("look into that mailbox") == true })
        }
    }

    /// What is changed rather than made: what was broken, and the write that mends it.
    static let changes: [(String, String, ResourceAddress)] = [
        ("irsa-sub-wrong-ns-or-sa", "UpdateAssumeRolePolicy", .role),
        ("irsa-incorrect-token-audience", "AddClientIDToOpenIDConnectProvider", .oidcProvider),
        ("ses-identity-policy-missing", "PutIdentityPolicy", .sendingPolicy),
    ]

    @Test(arguments: changes)
    func `a change whose answer was lost is seen, and done`(
        broken: String, operation: String, address: ResourceAddress
    ) async throws {
        for fault in Thoroughness.isWhole ? Self.faults.filter(\.isLost) : [.resetAfter, .gateway503] {
            let choose: @Sendable (Int, ReceivedRequest) -> WayFault = { _, request in
                request.operation == operation ? fault : .none
            }
            try await Bench.run("ready", through: choose, hastyFor: fault == .hang ? operation : nil) { bench in
                try bench.breakFault(broken)
                let report = try await bench.apply()
                #expect(report[address]?.outcome == .done, "\(operation) \(fault) \(report.results)")
                #expect(report.exitCode == .success, "\(operation) \(fault)")
                #expect(try await bench.plan().plan.hasNoChanges)
            }
        }
    }

    @Test func `a new version of a policy whose answer was lost is not made a second time`() async throws {
        let struck = Mutex(false)
        let choose: @Sendable (Int, ReceivedRequest) -> WayFault = { _, request in
            guard request.operation == "CreatePolicyVersion" else { return .none }
            return struck.withLock { done in
                defer { done = true }
                return done ? .none : .resetAfter
            }
        }
        try await Bench.run("ready", through: choose) { bench in
            let answers = try bench.answers([(.sesReceiver, "other@example.com")])
            let report = try await bench.apply(answers)
            #expect(report[.permissionsPolicy]?.outcome == .done)
            #expect(report[.permissionsPolicy]?.note == "its answer was lost; it is there")
            #expect(bench.log.all.count { $0.operation == "CreatePolicyVersion" } == 1)
        }
    }

    @Test func `stopping lets the attempt in flight end and makes no other`() async throws {
        let control = StopControl()
        let choose: @Sendable (Int, ReceivedRequest) -> WayFault = { _, request in
            guard request.operation == "CreateRole" else { return .none }
            control.stop()
            return .hang
        }
        try await Bench.run("fresh", through: choose, hastyFor: "CreateRole") { bench in
            let setup = try await bench.plan()
            let report = try await Applier(bench.context).apply(setup, control: control)
            #expect(bench.proxy?.passages.count { $0.request.operation == "CreateRole" } == 1)
            #expect(report[.role]?.outcome == .unknown)
            #expect(report[.roleAttachment]?.outcome == .notTried)
            #expect(report.exitCode == .incomplete)
        }
    }

    @Test(arguments: [true, false])
    func `a write to the cluster whose answer was lost is looked for`(isDone: Bool) async throws {
        try await Bench.run("fresh") { bench in
            var context = bench.context
            let cluster = try #require(context.cluster)
            context.cluster = GuardTests.Steered(
                inner: cluster, route: cluster.route, loses: (.lost("The server broke the connection off."), isDone))
            let report = try await Applier(context).apply(try await Planner(context).plan(try bench.answers()))
            #expect(report[.serviceAccount]?.outcome == (isDone ? .done : .unknown))
            if isDone {
                #expect(report[.serviceAccount]?.note == "its answer was lost; it is there")
            } else {
                #expect(report[.serviceAccount]?.problem?.sentence.contains("may have been carried out") == true)
                #expect(report.exitCode == .incomplete)
            }
        }
    }
}
