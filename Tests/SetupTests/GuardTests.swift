import AWSClient
import Design
import Identifiers
import Observation
import Setup
import Simulator
import Testing
import Wire

struct GuardTests {
    /// A cluster that says it is somewhere else, as behind a tunnel.
    struct Tunnelled: ClusterConnection {
        var inner: any ClusterConnection
        var server: String { "https://127.0.0.1:9" }
        var authority: String? { nil }
        var tokens = true

        func read(
            _ kind: ClusterKind, _ name: String, in namespace: String?
        ) async throws(ClusterProblem) -> JSONValue? { try await inner.read(kind, name, in: namespace) }
        func list(_ kind: ClusterKind, in namespace: String?) async throws(ClusterProblem) -> [JSONValue] {
            try await inner.list(kind, in: namespace)
        }
        func apply(_ object: JSONValue) async throws(ClusterProblem) -> JSONValue { try await inner.apply(object) }
        func token(
            of serviceAccount: String, in namespace: String, audience: String, seconds: Int
        ) async throws(ClusterProblem) -> String {
            guard tokens else { throw .denied("no tokens") }
            return try await inner.token(of: serviceAccount, in: namespace, audience: audience, seconds: seconds)
        }
        func allows(
            _ verb: String, _ kind: ClusterKind, subresource: String?, in namespace: String?
        ) async throws(ClusterProblem) -> Bool {
            try await inner.allows(verb, kind, subresource: subresource, in: namespace)
        }
    }

    @Test func `behind a tunnel the token's issuer proves the cluster`() async throws {
        try await Bench.run("fresh", change: { $0.cluster = $0.cluster.map { Tunnelled(inner: $0) } }) { bench in
            let report = try await bench.apply()
            #expect(report[.serviceAccount]?.outcome == .done)
        }
    }

    @Test func `a cluster with another server and no proof is another cluster`() async throws {
        try await Bench.run("fresh", change: { $0.cluster = $0.cluster.map { Tunnelled(inner: $0, tokens: false) } }) {
            bench in
            let error = await #expect(throws: SetupError.self) { try await bench.plan() }
            #expect(error?.code == "WrongCluster")
            #expect(error?.exitCode == .refused)
            #expect(bench.log.all.filter(isWrite).isEmpty)
        }
    }

    @Test func `a context of another cluster is refused`() async throws {
        try await Bench.run("fresh") { bench in
            let issuer = "oidc.eks.eu-west-1.amazonaws.com/id/00000000000000000000000000000000"
            let error = await #expect(throws: SetupError.self) {
                try await bench.plan(bench.answers([(.eksOIDCProvider, issuer)]))
            }
            #expect(error?.code == "WrongCluster")
            #expect(bench.log.all.filter(isWrite).isEmpty)
        }
    }

    @Test func `what the cluster's caller may not write is known before the first write`() async throws {
        try await Bench.run("fresh") { bench in
            let viewer = try #require(bench.simulator.simulation.access.clusterTokens.last)
            var context = bench.context
            context.cluster = bench.cluster(token: viewer.token)
            let setup = try await Planner(context).plan(try bench.answers())
            let error = await #expect(throws: SetupError.self) { try await Applier(context).apply(setup) }
            #expect(error?.code == "MissingPermissions")
            #expect(error?.sentence.contains("needs patch serviceaccounts in cluster mail-prod") == true)
            #expect(bench.log.all.filter(isWrite).isEmpty)
        }
    }

    /// Credentials that change under the hands of an apply.
    actor Changing: CredentialsProvider {
        private let first: Credentials
        private let second: Credentials
        init(_ first: Credentials, _ second: Credentials) {
            self.first = first
            self.second = second
        }
        func credentials() async throws(CredentialError) -> Credentials {
            isChanged ? second : first
        }
        func forget() async {}
        private var isChanged = false
        func change() { isChanged = true }
    }

    @Test func `a profile that changes its account meanwhile writes nothing there`() async throws {
        try await Bench.run("fresh") { bench in
            let keys = bench.simulator.simulation.access.keys.map {
                Credentials(
                    accessKeyID: $0.accessKeyID, secretAccessKey: $0.secretAccessKey, source: .given($0.profile))
            }
            let changing = Changing(keys[0], keys[1])
            var context = bench.context
            context.eks = context.eks?.acting(with: changing)
            let setup = try await Planner(context).plan(try bench.answers())
            let report = try await Applier(context).apply(setup) { event in
                if case .ended(let result) = event, result.address == .role { Task { await changing.change() } }
            }
            // The attachment comes after the role; it either was quicker than the change or was refused.
            if report[.roleAttachment]?.outcome != .done {
                #expect(report[.roleAttachment]?.problem?.code == "WrongAccount")
                #expect(report.exitCode == .refused)
            }
            let foreign = bench.log.all.filter { isWrite($0) && $0.account == "444455556666" && $0.service == "iam" }
            #expect(foreign.isEmpty)
        }
    }
}
