import AWSClient
import Calls
import Design
import Observation
import Setup
import Simulator
import SimulatorServer
import Synchronization
import Testing

/// A sign-in that ends before an apply, or in the middle of it.
struct SignInTests {
    /// Credentials that end: the sign-in has to be made again.
    private final class Ending: CredentialsProvider {
        private let inner: Credentials?
        private let isOver: Mutex<Bool>

        init(_ inner: Credentials?, isOver: Bool) {
            self.inner = inner
            self.isOver = Mutex(isOver)
        }

        func end() { isOver.withLock { $0 = true } }

        func credentials() async throws(CredentialError) -> Credentials {
            if let inner, !isOver.withLock({ $0 }) { return inner }
            throw .signInExpired(profile: "eks-admin", command: "aws sso login --profile eks-admin")
        }

        func forget() async {}
    }

    @Test func `a sign-in that has ended writes nothing, not even where the cluster's own credentials work`()
        async throws
    {
        try await Bench.run("fresh") { bench in
            var context = bench.context
            context.eks = context.eks?.acting(with: Ending(nil, isOver: true))
            let setup = try await Planner(context).plan(try bench.answers())
            #expect(setup.plan[.role]?.action == .unknown)
            #expect(
                setup.plan[.serviceAccount]?.action == .create && !(setup.plan[.serviceAccount]?.steps.isEmpty ?? true))
            let error = await #expect(throws: SetupError.self) { try await Applier(context).apply(setup) }
            #expect(error?.code == "CallerNotTold")
            let sentence = error?.sentence ?? ""
            #expect(
                sentence.contains("aws sso login --profile eks-admin") && sentence.hasSuffix("Nothing was changed."))
            #expect(!bench.log.all.contains(where: isWrite))
            // Whoever leaves that side out is not kept waiting for it.
            let other = try await Planner(context).plan(try bench.answers(), options: PlanOptions(sides: [.ses]))
            let report = try await Applier(context).apply(other)
            #expect(report[.senderIdentity]?.outcome == .waiting)
        }
    }

    @Test func `a sign-in that ends in the middle is said once, and nothing more begins`() async throws {
        try await Bench.run("fresh") { bench in
            let key = try #require(bench.simulator.simulation.access.keys.first { $0.side == "eks" })
            let ending = Ending(
                Credentials(
                    accessKeyID: key.accessKeyID, secretAccessKey: key.secretAccessKey,
                    source: .given(key.profile)), isOver: false)
            var context = bench.context
            context.eks = context.eks?.acting(with: ending)
            let setup = try await Planner(context).plan(try bench.answers())
            let report = try await Applier(context).apply(setup) { event in
                if case .started(.role) = event { ending.end() }
            }
            #expect(report[.role]?.outcome == .failed)
            #expect(report[.roleAttachment]?.outcome == .notTried)
            #expect(report[.sendingPolicy]?.outcome == .notTried)
            let words = report[.sendingPolicy]?.problem?.sentence ?? ""
            #expect(words.contains("the sign-in has ended, see") && !words.contains("aws sso login"), "\(words)")
        }
    }
}
