import AWSClient
import Calls
import Design
import FaultServer
import Identifiers
import KubernetesClient
import Observation
import Setup
import Simulator
import SimulatorServer
import Synchronization
import TestAnswers
import Testing
import Wire

struct GuardTests {
    /// A cluster that is reached another way, refuses tokens, or does not answer at all.
    struct Steered: ClusterConnection {
        var inner: any ClusterConnection
        var route = KubernetesRoute(server: "https://127.0.0.1:9", authority: nil)
        /// What every question meets.
        var problem: ClusterProblem?
        /// What a question for a token meets, by namespace and name.
        var tokens: @Sendable (String, String) -> ClusterProblem? = { _, _ in nil }
        /// What a write is told, and whether it was carried out all the same.
        var loses: (problem: ClusterProblem, isDone: Bool)?
        /// What may not be done.
        var forbidden: Set<String> = []
        let asked = Asked()

        /// What was asked, for tests that count.
        final class Asked: Sendable {
            private let lines = Mutex<[String]>([])
            func note(_ line: String) { lines.withLock { $0.append(line) } }
            var all: [String] { lines.withLock { $0 } }
        }

        func perform(_ call: Call) async throws(ClusterProblem) -> JSONValue? {
            guard call.operation.effect.writes else {
                if let problem { throw problem }
                return try await inner.perform(call)
            }
            asked.note("apply")
            guard let loses else { return try await inner.perform(call) }
            if loses.isDone { _ = try await inner.perform(call) }
            throw loses.problem
        }
        func token(
            of serviceAccount: String, in namespace: String, audience: String, seconds: Int
        ) async throws(ClusterProblem) -> String {
            asked.note("token \(namespace)/\(serviceAccount)")
            if let problem = problem ?? tokens(namespace, serviceAccount) { throw problem }
            return try await inner.token(of: serviceAccount, in: namespace, audience: audience, seconds: seconds)
        }
        func allows(_ right: KubernetesRight) async throws(ClusterProblem) -> Bool {
            asked.note("\(right.verb) \(right.resource) \(right.name ?? "")")
            if forbidden.contains("\(right.verb) \(right.resource)") { return false }
            return try await inner.allows(right)
        }
        func run(
            _ command: PodCommand, within seconds: Int, _ output: @escaping @Sendable (PodOutput) -> Void
        ) async throws(ClusterProblem) -> Int {
            asked.note("run \(command.arguments.joined(separator: " "))")
            if let problem { throw problem }
            return try await inner.run(command, within: seconds, output)
        }
        func log(
            of pod: String, in namespace: String, container: String?
        ) async throws(ClusterProblem) -> String {
            if let problem { throw problem }
            return try await inner.log(of: pod, in: namespace, container: container)
        }
    }

    /// A bench whose cluster is steered.
    private func run(
        _ scenario: String = "fresh", _ change: @escaping @Sendable (inout Steered) -> Void = { _ in },
        _ body: (Bench, Steered) async throws -> Void
    ) async throws {
        try await Bench.run(scenario) { bench in
            var steered = Steered(inner: try #require(bench.context.cluster))
            change(&steered)
            var context = bench.context
            context.cluster = steered
            try await body(Bench(bench, context), steered)
        }
    }

    static let noToken = ClusterProblem.denied(
        KubernetesRight(verb: "create", resource: "serviceaccounts/token", namespace: "default"), "no tokens")

    @Test func `behind a tunnel the token's issuer proves the cluster`() async throws {
        try await run { bench, _ in
            let report = try await bench.apply()
            #expect(report[.serviceAccount]?.outcome == .done)
        }
    }

    @Test func `one service account that may be asked is enough`() async throws {
        let isOnly = { @Sendable (allowed: String) in
            { @Sendable (namespace: String, name: String) in
                "\(namespace)/\(name)" == allowed ? nil : Self.noToken
            }
        }
        for account in ["default/default", "mail/default", "mail/mailer"] {
            try await run("ready", { $0.tokens = isOnly(account) }) { bench, steered in
                let cluster = try #require(bench.context.cluster)
                for object: JSONValue in [
                    ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "mail"]],
                    [
                        "apiVersion": "v1", "kind": "ServiceAccount",
                        "metadata": ["name": "mailer", "namespace": "mail"],
                    ],
                ] { _ = try await cluster.perform(.apply(object)) }
                let plan = try await bench.plan(
                    bench.answers([(.namespace, "mail"), (.serviceAccount, "mailer")]),
                    options: PlanOptions(sides: [.kubernetes]))
                #expect(plan.plan[.namespace]?.action == .adopt, "\(account)")
                #expect(steered.asked.all.last == "token \(account)")
            }
        }
    }

    @Test func `without proof the cluster cannot be told, the right is named, and AWS goes on`() async throws {
        try await run("fresh", { $0.tokens = { _, _ in Self.noToken } }) { bench, steered in
            let setup = try await bench.plan()
            #expect(setup.plan[.role]?.action == .create)
            for address in [ResourceAddress.namespace, .serviceAccount] {
                #expect(
                    setup.plan[address]?.reason
                        == "Cannot tell: needs create serviceaccounts/token (core API group) in namespace default of "
                        + "cluster mail-prod, to prove that the context leads to this cluster. Rule to add to a Role in "
                        + "namespace default: apiGroups [\"\"], resources [\"serviceaccounts/token\"], verbs [\"create\"]; a "
                        + "RoleBinding gives it to the caller.")
            }
            #expect(setup.plan.exitCode == .incomplete)
            let report = try await Applier(bench.context).apply(setup)
            #expect(report[.role]?.outcome == .done)
            #expect(report[.serviceAccount]?.outcome == .notTried)
            #expect(report.exitCode == .incomplete)
            #expect(!steered.asked.all.contains("apply"))
        }
    }

    @Test(arguments: [
        (ClusterProblem.unreachable("It is down."), ExitCode.unreachable, "Cannot tell: It is down."),
        (.unauthorized("It does not know you.", message: "Unauthorized"), .incomplete, "It does not know you."),
        (.misconfigured("It is no kubeconfig."), .badData, "It is no kubeconfig."),
        (
            .refused(reason: "InternalError", message: "etcd"), .incomplete,
            "The cluster refused with InternalError: etcd"
        ),
    ])
    func `who does not answer is not another cluster, and is asked once`(
        problem: ClusterProblem, code: ExitCode, words: String
    ) async throws {
        try await run("ready", { $0.problem = problem }) { bench, steered in
            let alone = try await bench.plan(options: PlanOptions(sides: [.kubernetes])).plan
            #expect(alone.exitCode == code)
            #expect(alone[.serviceAccount]?.reason.contains(words) == true, "\(alone.resources.map(\.reason))")
            let whole = try await bench.plan().plan
            #expect(whole[.role]?.action == .unchanged)
            #expect(whole.exitCode == (code == .badData ? .badData : .incomplete))
            #expect(steered.asked.all.isEmpty)
        }
    }

    @Test func `a certificate that is not checked proves nothing, whatever the token says`() async throws {
        try await run(
            "fresh", { $0.route = KubernetesRoute(server: $0.inner.route.server, authority: nil, isVerified: false) }
        ) { bench, steered in
            let setup = try await bench.plan()
            #expect(setup.plan[.serviceAccount]?.action == .unknown)
            #expect(setup.plan[.serviceAccount]?.reason.contains("nothing proves which cluster answers") == true)
            let report = try await Applier(bench.context).apply(setup)
            #expect(report[.oidcProvider]?.outcome == .done && report.exitCode == .incomplete)
            #expect(!steered.asked.all.contains("apply"))
            #expect(!bench.log.all.contains { $0.service == "kubernetes" && isWrite($0) })
        }
    }

    @Test(arguments: ["a new plan": 86_400, "an old plan": -1])
    func `what was proven when the plan was made is asked again before the first write`(
        plan: String, freshSeconds: Int
    ) async throws {
        try await Bench.run("fresh") { bench in
            let setup = try await bench.plan()
            var context = bench.context
            var steered = Steered(inner: try #require(context.cluster))
            steered.problem = .unreachable("It went down.")
            context.cluster = steered
            let error = await #expect(throws: SetupError.self) {
                try await Applier(context).apply(setup, options: ApplyOptions(freshSeconds: freshSeconds))
            }
            #expect(error?.exitCode == .unreachable, "\(plan)")
            #expect(error?.code == "ClusterNotProven", "\(plan)")
            #expect(bench.log.all.filter(isWrite).isEmpty)
        }
    }

    @Test func `TLS for the endpoint's own name proves the cluster through a tunnel, for another name it does not`()
        async throws
    {
        let endpoint = "https://D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E.gr7.eu-west-1.eks.amazonaws.com"
        let other = "https://00000000000000000000000000000000.gr7.eu-west-1.eks.amazonaws.com"
        let name = "D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E.gr7.eu-west-1.eks.amazonaws.com"
        let routes: [(KubernetesRoute, String?)] = [
            (KubernetesRoute(server: endpoint, authority: "CA\n"), nil),
            (KubernetesRoute(server: endpoint + ":443/", authority: "CA"), nil),
            (KubernetesRoute(server: "https://127.0.0.1:8443", authority: "CA", serverName: name), nil),
            // A node's certificate is signed by the same authority.
            (KubernetesRoute(server: endpoint, authority: "CA", serverName: "node.example.com"), "ClusterNotProven"),
            (KubernetesRoute(server: endpoint, authority: "OTHER"), "ClusterNotProven"),
            (KubernetesRoute(server: endpoint, authority: "CA", isVerified: false), "ClusterNotProven"),
            (KubernetesRoute(server: "https://127.0.0.1:8443", authority: "CA"), "ClusterNotProven"),
            (KubernetesRoute(server: other, authority: "CA"), "WrongCluster"),
            (KubernetesRoute(server: other, authority: "CA", isVerified: false), "ClusterNotProven"),
        ]
        try await Bench.run("fresh") { bench in
            var setup = try await bench.plan()
            let cluster = try #require(setup.design.cluster)
            guard var described = setup.observations.cluster(cluster, in: setup.design.eksRegion)?.value else { return }
            described.endpoint = endpoint
            described.certificateAuthority = "CA"
            setup.observations[.cluster(cluster, in: setup.design.eksRegion)] = .value(described)
            for (route, code) in routes {
                var context = bench.context
                context.cluster = Steered(
                    inner: try #require(context.cluster), route: route, tokens: { _, _ in Self.noToken },
                    forbidden: ["patch serviceaccounts"])
                // The pre-flight stops those that are proven, so that every route meets the same world.
                // However slow the machine is: this plan is the one that is judged.
                let error = await #expect(throws: SetupError.self) {
                    try await Applier(context).apply(setup, options: ApplyOptions(freshSeconds: 86_400))
                }
                #expect(error?.code == code ?? "MissingPermissions", "\(route)")
            }
        }
    }

    static let issuer = "oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"

    @Test(arguments: [
        (issuer.lowercased(), "capital and small letters"),
        (issuer.replacing("eu-west-1", with: "eu-central-1"), "the region is eu-central-1 instead of eu-west-1"),
        (issuer.replacing("oidc.eks.eu-west-1", with: "eu-west-1.oidc.eks"), "the host before it is another"),
        (String(issuer.dropLast(3)), "cut off"), (issuer.replacing("D39B", with: "D93B"), "a few characters"),
    ])
    func `a mistyped issuer is a wrong answer and no other cluster`(answer: String, words: String) async throws {
        for name in ["mail-prod", nil] {
            try await Bench.run("fresh") { bench in
                var answers = try bench.answers([(.eksOIDCProvider, answer)])
                if name == nil { answers.clear(.eksCluster) }
                let error = await #expect(throws: SetupError.self) { try await bench.plan(answers) }
                #expect(error?.exitCode == .badData, "\(String(describing: error))")
                let sentence = error?.sentence ?? ""
                #expect(
                    sentence.hasPrefix(
                        "eks.oidcProvider: \(answer) is not the cluster's issuer, which is \(Self.issuer)"))
                #expect(sentence.contains(words), "\(sentence)")
                #expect(bench.log.all.filter(isWrite).isEmpty)
            }
        }
    }

    @Test func `every right that applying lacks is named at once, and asked for by the object's name`() async throws {
        try await run("fresh", { $0.forbidden = ["patch serviceaccounts", "create serviceaccounts"] }) {
            bench, steered in
            let error = await #expect(throws: SetupError.self) { try await bench.apply() }
            let place = "ses-sender (core API group) in namespace default of cluster mail-prod"
            #expect(
                error?.sentence
                    == "Permissions are missing, so nothing was changed: needs create serviceaccounts \(place); needs patch "
                    + "serviceaccounts \(place). \"sesame permissions --only kubernetes --missing\" prints the Role and "
                    + "RoleBinding to ask for.")
            #expect(steered.asked.all.contains("patch serviceaccounts ses-sender"))
        }
        // What exists is patched; nobody needs create for that.
        try await run("ready", { $0.forbidden = ["create serviceaccounts"] }) { bench, _ in
            _ = try await bench.context.cluster?.perform(
                .apply([
                    "apiVersion": "v1", "kind": "ServiceAccount",
                    "metadata": [
                        "name": "ses-sender", "namespace": "default",
                        "labels": ["app.kubernetes.io/managed-by": "sesame"],
                        "annotations": ["eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/other"],
                    ],
                ]))
            #expect(try await bench.apply()[.serviceAccount]?.outcome == .done)
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
            #expect(
                error?.sentence.contains(
                    "needs patch serviceaccounts ses-sender (core API group) in namespace default of cluster mail-prod")
                    == true)
            #expect(bench.log.all.filter(isWrite).isEmpty)
        }
    }

    /// Credentials that change under the hands of an apply.
    actor Changing: CredentialsProvider {
        private let first: Credentials
        private let second: Credentials
        /// Those of the EKS account, which become those of the SES account.
        init(of bench: Bench) {
            let keys = bench.simulator.simulation.access.keys.map {
                Credentials(
                    accessKeyID: $0.accessKeyID, secretAccessKey: $0.secretAccessKey, source: .given($0.profile))
            }
            first = keys[0]
            second = keys[1]
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
            let changing = Changing(of: bench)
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

    @Test(arguments: [
        (WayFault.gateway503, ExitCode.unreachable), (.innerFault, .incomplete), (.resetBefore, .unreachable),
        (.page200, .unreachable),
    ])
    func `credentials that nobody could be asked about are not said to be missing`(
        fault: WayFault, code: ExitCode
    ) async throws {
        try await Bench.run(
            "fresh", through: { _, request in request.operation == "GetCallerIdentity" ? fault : .none }
        ) { bench in
            let setup = try await bench.plan()
            let error = await #expect(throws: SetupError.self) { try await Applier(bench.context).apply(setup) }
            #expect(error?.code == "CallerNotTold")
            #expect(error?.exitCode == code)
            let sentence = error?.sentence ?? ""
            #expect(sentence.hasPrefix("Cannot tell whose the credentials of the EKS account are: "), "\(sentence)")
            #expect(sentence.hasSuffix(". Nothing was changed."), "\(sentence)")
            #expect(!bench.log.all.contains(where: isWrite))
        }
    }

    @Test func `what was written stays told when a look while waiting finds another account`() async throws {
        try await Bench.run("fresh") { bench in
            let changing = Changing(of: bench)
            var context = bench.context
            context.eks = context.eks?.acting(with: changing)
            let setup = try await Planner(context).plan(try bench.answers())
            let report = try await Applier(context).apply(setup, options: ApplyOptions(waitSeconds: 3600)) { event in
                if case .looking = event { Task { await changing.change() } }
            }
            #expect(report[.role]?.outcome == .done)
            #expect(report[.senderIdentity]?.outcome == .waiting)
            #expect(report.exitCode == .refused)
            let sentence = try #require(report.interruptionProblem?.sentence)
            #expect(sentence.contains("444455556666"), "\(sentence)")
            #expect(!sentence.contains("Nothing was changed"), "\(sentence)")
            #expect(report.document["error"]?["code"]?.string == "WrongAccount")
            #expect(report.document["resources"]?.array?.count == report.results.count)
        }
    }
}
