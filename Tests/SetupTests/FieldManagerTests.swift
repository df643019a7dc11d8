import Calls
import Design
import HTTPClient
import Identifiers
import KubernetesClient
import Observation
import Setup
import Simulator
import SimulatorServer
import Testing
import Wire

/// Fields of sesame's own objects that others manage: seen before anything is written, taken over knowingly.
struct FieldManagerTests {
    private static let account = "/api/v1/namespaces/default/serviceaccounts/ses-sender"
    private static let field = ".metadata.annotations.eks.amazonaws.com/role-arn"

    /// Changes an object as another field manager.
    private static func patch(_ bench: Bench, _ path: String, as manager: String, _ body: JSONValue) async throws {
        let token = try #require(bench.simulator.simulation.access.clusterTokens.first).token
        var request = HTTPRequest(
            method: "PATCH", url: "\(bench.simulator.endpoints.kubernetes)\(path)?fieldManager=\(manager)",
            headers: [
                HTTPHeader("Authorization", "Bearer \(token)"),
                HTTPHeader("Content-Type", "application/merge-patch+json"),
            ], body: body.bytes(.compact))
        request.trust = HTTPTrust(roots: .pem(bench.simulator.endpoints.certificateAuthority))
        let response = try await CurlTransport().send(request)
        try #require(response.status == 200)
    }

    private static func annotate(_ bench: Bench, _ role: String, as manager: String = "kubectl-annotate") async throws {
        try await patch(
            bench, account, as: manager, ["metadata": ["annotations": ["eks.amazonaws.com/role-arn": .string(role)]]])
    }

    private static func object(_ bench: Bench) async throws -> ObjectState {
        let call = Call.get(.serviceAccount, "ses-sender", in: "default")
        return ObjectState(object: try #require(try await bench.context.cluster?.perform(call)))
    }

    private static let other = "arn:aws:iam::111122223333:role/other"

    @Test func `a plan shows who manages what it would change, and writes nothing`() async throws {
        try await Bench.run("ready") { bench in
            try await Self.annotate(bench, Self.other)
            let before = try await Self.object(bench)
            let setup = try await bench.plan()
            let row = try #require(setup.plan[.serviceAccount])
            #expect(row.action == .conflict && row.canTakeOver && row.steps.isEmpty)
            #expect(row.gain == "others manage its fields")
            #expect(
                row.reason
                    == "kubectl-annotate manages \(Self.field), so it stays as it is until you agree to taking that over. "
                    + "metadata.annotations.eks.amazonaws.com/role-arn is \(Self.other), wanted is "
                    + "\(setup.design.roleARN.text).")
            #expect(try await Self.object(bench) == before)
            let report = try await bench.apply()
            #expect(report.exitCode == .failed)
            #expect(try await Self.object(bench) == before)
        }
    }

    @Test func `taking over takes exactly these fields`() async throws {
        try await Bench.run("ready") { bench in
            try await Self.annotate(bench, Self.other)
            try await Self.patch(
                bench, Self.account, as: "kubectl-label", ["metadata": ["labels": ["team": "shop"]]])
            let options = PlanOptions(takeOver: [.serviceAccount])
            let setup = try await bench.plan(options: options)
            let row = try #require(setup.plan[.serviceAccount])
            #expect(row.action == .change && row.isTakenOver)
            #expect(row.reason.hasPrefix("kubectl-annotate manages \(Self.field): taken over."))
            #expect(
                row.steps.map { CommandLine($0.call, file: $0.file?.rawValue).shellLine } == [
                    "kubectl apply --server-side --force-conflicts --field-manager=sesame -f service-account.yaml"
                ])
            let report = try await bench.apply(options: options)
            #expect(report[.serviceAccount]?.outcome == .done)
            let after = try await Self.object(bench)
            #expect(after.annotations["eks.amazonaws.com/role-arn"] == setup.design.roleARN.text)
            #expect(after.labels["team"] == "shop" && after.labels["app.kubernetes.io/managed-by"] == "sesame")
            #expect(try await bench.plan().plan.hasNoChanges)
        }
    }

    @Test func `what somebody took after the plan was shown is not taken`() async throws {
        try await Bench.run("ready") { bench in
            try await Self.annotate(bench, Self.other)
            let setup = try await bench.plan(options: PlanOptions(takeOver: [.serviceAccount]))
            let step = try #require(setup.plan[.serviceAccount]?.steps.first)
            try await Self.annotate(bench, Self.other + "2", as: "helm")
            let error = await #expect(throws: ClusterProblem.self) {
                try await bench.context.cluster?.perform(step.call)
            }
            #expect(
                error?.sentence.contains("Others manage what") == true
                    && error?.sentence.contains("\(Self.field) by helm") == true)
            #expect(try await Self.object(bench).annotations["eks.amazonaws.com/role-arn"] == Self.other + "2")
        }
    }

    @Test func `who may not patch is told that it was not checked`() async throws {
        try await Bench.run("ready") { bench in
            try await Self.annotate(bench, Self.other)
            let viewer = try #require(bench.simulator.simulation.access.clusterTokens.last)
            var context = bench.context
            context.cluster = bench.cluster(token: viewer.token)
            let plan = try await Planner(context).plan(try bench.answers()).plan
            let row = try #require(plan[.serviceAccount])
            #expect(row.action == .change)
            #expect(
                row.reason.hasSuffix(
                    "Whether others manage these fields was not checked: needs patch serviceaccounts ses-sender (core API "
                        + "group) in namespace default of cluster mail-prod."))
        }
    }

    @Test func `nothing is asked where nothing would change`() async throws {
        try await Bench.run("ready") { bench in
            let setup = try await bench.plan()
            #expect(setup.plan.comparisons.isEmpty)
            #expect(!setup.observations.calls.contains { $0.operation == .compareObject })
        }
    }
}
