import AWSClient
import Calls
import Design
import FaultServer
import HTTPClient
import Programs
import Setup
import Simulator
import SimulatorServer
import Synchronization
import Testing
import Wire

/// Whether credentials that change their account in the middle of the work ever write there.
@Suite(.serialized) struct AccountBindingTests {
    /// Hands out one account's keys, and another's from some question on.
    final class Turncoat: CredentialsProvider {
        private let first: Credentials
        private let second: Credentials
        private let turn: Int
        private let asked = Mutex(0)
        private let isForgotten = Mutex(false)

        /// The second keys are handed out after that many questions, or, without a number, after being told to forget.
        init(_ first: Credentials, _ second: Credentials, turn: Int?) {
            self.first = first
            self.second = second
            self.turn = turn ?? .max
        }

        var count: Int { asked.withLock { $0 } }

        func credentials() async throws(CredentialError) -> Credentials {
            let number = asked.withLock { count in
                count += 1
                return count
            }
            return number > turn || isForgotten.withLock { $0 } ? second : first
        }

        func forget() async { isForgotten.withLock { $0 = true } }
    }

    /// Answers the first request for an operation with ExpiredToken, as AWS does when a session ends.
    final class Expiring: Transport {
        private let inner: any Transport
        private let operation: String
        private let isOver = Mutex(false)

        init(_ inner: any Transport, _ operation: String) {
            self.inner = inner
            self.operation = operation
        }

        func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
            let text = String(decoding: request.body, as: UTF8.self)
            let isIt = text.contains("Action=\(operation)&") || operation == "CreateEmailIdentity" && isCreate(request)
            let first =
                isIt
                && isOver.withLock { over in
                    defer { over = true }
                    return !over
                }
            guard first else { return try await inner.send(request) }
            return HTTPResponse(
                status: 403,
                body: Array(
                    "<ErrorResponse><Error><Code>ExpiredToken</Code><Message>expired</Message></Error></ErrorResponse>"
                        .utf8))
        }

        private func isCreate(_ request: HTTPRequest) -> Bool {
            request.method == "POST" && request.url.hasSuffix("/v2/email/identities")
        }
    }

    private static func keys(_ bench: Bench, _ side: String) throws -> Credentials {
        guard let key = bench.simulator.simulation.access.keys.first(where: { $0.side == side }) else {
            throw BenchError.noKey
        }
        return Credentials(
            accessKeyID: key.accessKeyID, secretAccessKey: key.secretAccessKey, source: .given(key.profile))
    }

    /// What the accounts hold that only a caller of the wrong account can have made.
    private func misplaced(_ bench: Bench) -> [String] {
        bench.world.read { state in
            var found: [String] = []
            for (id, account) in state.accounts {
                if id == "444455556666" {
                    found += account.iam.roles.keys.map { "\(id) role \($0)" }
                    found += account.iam.policies.keys.map { "\(id) policy \($0)" }
                    found += account.iam.providers.keys.map { "\(id) provider \($0)" }
                } else {
                    for ses in account.ses.values {
                        found += ses.identities.keys.filter { $0 != "ops@example.com" }.map { "\(id) identity \($0)" }
                        found += ses.identities.values.flatMap { $0.policies.keys.map { "\(id) sending policy \($0)" } }
                    }
                }
            }
            return found
        }
    }

    @Test(arguments: [Side.eks, .ses])
    func `a swap at every question for keys writes nothing elsewhere`(side: Side) async throws {
        var questions = 1
        try await Bench.run("fresh") { bench in
            let keys = try Self.keys(bench, side == .eks ? "eks" : "ses")
            let provider = Turncoat(keys, keys, turn: nil)
            var context = bench.context
            if side == .eks { context.eks = context.eks?.acting(with: provider) }
            if side == .ses { context.ses = context.ses?.acting(with: provider) }
            _ = try await Applier(context).apply(try await Planner(context).plan(try bench.answers()))
            questions = provider.count
        }
        #expect(questions > 8)
        var turn = 0
        // As many runs as one whole run asks for keys: each is the last one with the right keys once.
        while turn <= questions {
            try await Bench.run("fresh") { bench in
                let right = try Self.keys(bench, side == .eks ? "eks" : "ses")
                let wrong = try Self.keys(bench, side == .eks ? "ses" : "eks")
                let provider = Turncoat(right, wrong, turn: turn)
                var context = bench.context
                if side == .eks { context.eks = context.eks?.acting(with: provider) }
                if side == .ses { context.ses = context.ses?.acting(with: provider) }
                var code: ExitCode?
                let answers = try bench.answers()
                do throws(SetupError) {
                    let setup = try await Planner(context).plan(answers)
                    let report = try await Applier(context).apply(setup)
                    code = report.exitCode
                    for result in report.results where result.problem?.code == "WrongAccount" {
                        #expect(result.outcome == .failed || result.outcome == .notTried, "\(turn) \(result)")
                    }
                } catch {
                    code = error.exitCode
                    #expect(error.exitCode == .refused, "\(turn) \(error)")
                }
                #expect(misplaced(bench) == [], "\(side) turned after \(turn)")
                if provider.count > turn, bench.log.all.contains(where: { $0.account == provider.foreign(bench) }) {
                    #expect(code == .refused, "\(side) turned after \(turn)")
                }
            }
            turn += Thoroughness.isWhole ? 1 : 4
        }
    }

    @Test(arguments: ["CreateRole", "CreatePolicy", "CreateOpenIDConnectProvider", "CreateEmailIdentity"])
    func `keys renewed in the middle of a call are asked whose they are before they sign`(
        operation: String
    ) async throws {
        try await Bench.run("fresh") { bench in
            let provider = Turncoat(try Self.keys(bench, "eks"), try Self.keys(bench, "ses"), turn: nil)
            let base = try #require(bench.context.eks)
            var context = bench.context
            context.eks = AWSSession(
                label: base.label, region: base.region, provider: provider,
                transport: Expiring(base.transport, operation), endpoints: base.endpoints)
            let setup = try await Planner(context).plan(try bench.answers())
            let report = try await Applier(context).apply(setup)
            #expect(misplaced(bench) == [])
            #expect(report.exitCode == .refused)
            let refused = report.results.filter { $0.problem?.code == "WrongAccount" }
            #expect(!refused.isEmpty)
            #expect(
                refused.contains { $0.problem?.sentence.contains("belong to account 444455556666") == true },
                "\(refused)")
        }
    }

    @Test
    func `keys that change after an attempt whose answer was lost end the run, and say that it may have happened`()
        async throws
    {
        let lost = Mutex(false)
        let choose: @Sendable (Int, ReceivedRequest) -> WayFault = { _, request in
            guard request.operation == "CreateRole" else { return .none }
            lost.withLock { $0 = true }
            return .resetAfter
        }
        try await Bench.run("fresh", through: choose) { bench in
            let provider = Flipping(try Self.keys(bench, "eks"), try Self.keys(bench, "ses")) { lost.withLock { $0 } }
            var context = bench.context
            context.eks = context.eks?.acting(with: provider)
            // The role alone, so that its end decides the exit code.
            let report = try await Applier(context).apply(
                try await Planner(context).plan(try bench.answers()), options: ApplyOptions(only: [.role]))
            #expect(report[.role]?.outcome == .unknown, "\(report.results)")
            #expect(report[.role]?.problem?.sentence.contains("may have been carried out") == true)
            #expect(report.exitCode == .refused)
            #expect(bench.log.all.count { $0.operation == "CreateRole" } == 1)
            #expect(misplaced(bench) == [])
        }
    }

    /// Hands out other keys once something has happened.
    struct Flipping: CredentialsProvider {
        private let first: Credentials
        private let second: Credentials
        private let hasHappened: @Sendable () -> Bool

        init(_ first: Credentials, _ second: Credentials, once hasHappened: @escaping @Sendable () -> Bool) {
            self.first = first
            self.second = second
            self.hasHappened = hasHappened
        }

        func credentials() async throws(CredentialError) -> Credentials { hasHappened() ? second : first }

        func forget() async {}
    }

    @Test func `the owner's message is sent from the account that the answers name, or not at all`() async throws {
        try await Bench.run("ready") { bench in
            bench.world.change { state in
                // Sender and receiver are verified in the EKS account as well: only the guard stands in the way.
                let right = state.accounts["444455556666"]?.ses["eu-west-1"]?.identities ?? [:]
                for name in ["no-reply@example.com", "ops@example.com"] {
                    state.accounts["111122223333"]?.ses["eu-west-1"]?.identities[name] = right[name]
                }
            }
            var context = bench.context
            context.ses = context.ses?.acting(with: StaticCredentials(try Self.keys(bench, "eks")))
            let design = try await bench.plan().design
            let before = bench.world.read { $0.inbox.all.count }
            let report = await TestSend(context).send(design, options: SendOptions(via: .owner))
            #expect(report.outcome == .notSent)
            #expect(report.broken?.code == "WrongAccount")
            #expect(report.exitCode == .refused)
            #expect(bench.world.read { $0.inbox.all.count } == before)
            #expect(!bench.log.all.contains { $0.operation == "SendEmail" })
            #expect(try await bench.send(SendOptions(via: .owner)).outcome == .sent)
        }
    }

    @Test func `the role's message goes out without one request more`() async throws {
        try await Bench.run("ready") { bench in
            let design = try await bench.plan().design
            bench.log.clear()
            #expect(await TestSend(bench.context).send(design).isOK)
            #expect(
                bench.log.all.filter { $0.service != "kubernetes" }.map(\.operation)
                    == ["AssumeRoleWithWebIdentity", "SendEmail"])
        }
    }
}

extension AccountBindingTests.Turncoat {
    /// The account of the second keys.
    fileprivate func foreign(_ bench: Bench) -> String? {
        bench.simulator.simulation.access.keys.first { $0.accessKeyID == second.accessKeyID }
            .map { $0.side == "eks" ? "111122223333" : "444455556666" }
    }
}
