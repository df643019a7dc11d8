import Calls
import Design
import Diagnosis
import KubernetesClient
import Observation
import Setup
import Simulator
import TestDisk
import Testing
import Wire

/// A workload that makes its pods anew, because pods get role and token when they are made.
@Suite struct RestartTests {
    private static let target = RestartTarget("deployment/ses-test", in: "default")

    private func journal(_ bench: Bench, _ design: DelegateSending) throws -> Journal? {
        bench.context.state?.journal(of: design)
    }

    @Test func `the pod is made anew, gets the role, and the journal says so`() async throws {
        try await Bench.run("irsa-pod-not-restarted") { bench in
            let design = try await bench.plan().design
            let target = try #require(Self.target)
            let restarter = Restarter(bench.context)
            let before = bench.world.read { $0.podNames }
            let sight = try await restarter.look(target, in: "the cluster")
            #expect(sight.obstacle == nil && sight.pods == 1 && sight.isAllowed == true && !sight.isOwn)
            #expect(sight.sentences.contains("That restarts an application: what it is doing ends."))
            try await restarter.restart(sight, design, journal: try journal(bench, design))
            #expect(bench.world.read { $0.podNames } != before)
            let sent = try await bench.send(SendOptions(via: .pod))
            #expect(sent.workload?.rows.first { $0.part == .token }?.state == .right, "\(sent.links)")
            guard let journal = try journal(bench, design) else { return }
            let entries = try journal.entries()
            #expect(entries.map(\.state) == ["begun", "done"])
            #expect(entries.allSatisfy { $0.object == "default/deployment/ses-test" && $0.oldDocument == nil })
            // Nothing was changed that IAM would need a moment for.
            #expect(journal.lastWrite() == nil)
        }
    }

    @Test func `a namesake that was made meanwhile is left alone`() async throws {
        try await Bench.run("irsa-pod-not-restarted") { bench in
            let design = try await bench.plan().design
            let target = try #require(Self.target)
            let object = ObjectState(
                object: ["metadata": ["name": "ses-test", "uid": "00000000-0000-4000-8000-000000000000"]])
            let before = bench.world.read { $0.podNames }
            await #expect(throws: Problem.self) {
                try await Restarter(bench.context).restart(
                    RestartSight(target, object, isAllowed: true), design, journal: nil)
            }
            #expect(bench.world.read { $0.podNames } == before)
        }
    }

    @Test func `who may not is told which right, before and when it is tried`() async throws {
        try await Bench.run("irsa-pod-not-restarted") { bench in
            let design = try await bench.plan().design
            let target = try #require(Self.target)
            bench.world.change { $0.cluster.withheld.formUnion(["patch deployments"]) }
            let sight = try await Restarter(bench.context).look(target, in: "the cluster")
            #expect(sight.isAllowed == false && sight.obstacle?.contains("patch deployments ses-test") == true)
            let problem = await #expect(throws: Problem.self) {
                try await Restarter(bench.context).restart(sight, design, journal: nil)
            }
            #expect(
                problem?.sentence.contains("Rule to add to a Role in namespace default") == true, "\(problem as Any)")
        }
    }

    @Test(arguments: ["deployment/ses-test", "statefulset/web", "daemonset/agent"])
    func `the rights that are printed suffice, and one less does not`(_ path: String) async throws {
        try await Bench.run("irsa-pod-not-restarted") { bench in
            let design = try await bench.plan().design
            let now = bench.world.now
            bench.world.change { $0.makeSets(at: now) }
            let target = try #require(RestartTarget(path, in: "default"))
            let printed = PermissionSet(.restart, design, restarts: [target])
            let verbs = printed.clusterRights.map(\.verb)
            #expect(verbs == ["get", "patch"] && printed.isEmpty(.eks) && printed.isEmpty(.ses))
            #expect(printed.clusterRights.allSatisfy { $0.name == target.name && $0.namespace == "default" })
            func allow(_ verbs: [String]) {
                let rule = AccessRule(
                    groups: ["apps"], [target.kind.rawValue], verbs: verbs, names: [target.name])
                bench.world.change { $0.leave(rule) }
            }
            allow(verbs)
            let restarter = Restarter(bench.context)
            let sight = try await restarter.look(target, in: "the cluster")
            #expect(sight.isAllowed == true && sight.obstacle == nil)
            let before = bench.world.read { $0.podIDs }
            try await restarter.restart(sight, design, journal: nil)
            #expect(bench.world.read { $0.podIDs } != before)
            allow(["get"])
            #expect(try await restarter.look(target, in: "the cluster").isAllowed == false)
            allow(["patch"])
            await #expect(throws: Problem.self) { try await restarter.look(target, in: "the cluster") }
        }
    }

    @Test func `nothing restarts in another cluster`() async throws {
        try await Bench.run("irsa-pod-not-restarted") { bench in
            let other = "oidc.eks.eu-west-1.amazonaws.com/id/" + String(repeating: "0", count: 32)
            let design = try DelegateSending(bench.answers([(.eksOIDCProvider, other)]))
            let target = try #require(Self.target)
            let before = bench.world.read { $0.podNames }
            let sight = try await Restarter(bench.context).look(target, in: "the cluster")
            await #expect(throws: Problem.self) {
                try await Restarter(bench.context).restart(sight, design, journal: nil)
            }
            #expect(bench.world.read { $0.podNames } == before)
        }
    }

    @Test func `kinds and names are read as kubectl writes them, and others are none`() {
        #expect(RestartTarget("Deployment/web", in: "shop")?.words == "deployment web")
        #expect(RestartTarget("statefulset/db.x-1", in: "shop")?.words == "stateful set db.x-1")
        #expect(RestartTarget("daemonset/agent", in: "shop")?.call.kind == .daemonSet)
        // As "kubectl get -o name" prints it, and as people type it.
        #expect(RestartTarget("deployment.apps/web", in: "shop")?.path == "deployment/web")
        #expect(RestartTarget("sts/db", in: "shop")?.path == "statefulset/db")
        #expect(RestartTarget("replicaset.apps/web", in: "shop") == nil)
        for text in ["pod/web", "deployment/", "web", "deployment/../x", "deployment/Web", "deployment/a/b", "/x", ""] {
            #expect(RestartTarget(text, in: "shop") == nil, "\(text)")
        }
    }

    @Test func `what a restart does follows from the workload's strategy`() throws {
        func sight(_ kind: ClusterKind, _ object: JSONValue) throws -> RestartSight {
            RestartSight(
                try #require(RestartTarget(kind, "web", in: "shop")), ObjectState(object: object), isAllowed: nil)
        }
        let recreate = try sight(.deployment, ["spec": ["replicas": 3, "strategy": ["type": "Recreate"]]])
        #expect(
            recreate.sentences.prefix(2) == [
                "Its 3 pods end first, then new ones start.", "Between that nothing of it runs.",
            ])
        let set = try sight(.statefulSet, ["spec": ["replicas": 2, "updateStrategy": ["type": "OnDelete"]]])
        #expect(set.obstacle?.contains("OnDelete") == true)
        let daemons = try sight(.daemonSet, ["spec": [:], "status": ["desiredNumberScheduled": 5]])
        #expect(daemons.obstacle == nil && daemons.pods == 5)
        #expect(try sight(.daemonSet, ["spec": [:]]).obstacle == "daemon set web wants no pods")
        let leaving = try sight(.statefulSet, ["metadata": ["deletionTimestamp": "2026-11-30T00:00:00Z"]])
        #expect(leaving.obstacle == "stateful set web is being deleted: it makes no pods any more")
    }
}
