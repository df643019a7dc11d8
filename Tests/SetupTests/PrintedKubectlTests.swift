import Calls
import Design
import Foundation
import Identifiers
import Observation
import Programs
import Setup
import Simulator
import SimulatorServer
import Testing
import Wire

/// kubectl does with a printed command what this client does with the call.
@Suite(.enabled(if: Tools.kubectl != nil))
struct PrintedKubectlTests {
    @Test func `a hand-over by kubectl leaves what a call of ours leaves, and is taken back alike`() async throws {
        var byKubectl: [JSONValue?] = []
        var byCalls: [JSONValue?] = []
        try await Bench.run("fresh") { bench in
            let design = try Self.design(bench)
            let folder = try Folder()
            for artifact in Artifacts.make(design) { try folder.write(artifact.content, to: artifact.name.rawValue) }
            for line in HandOver.make(design, side: .kubernetes).commands { try await Self.shell(line, bench, folder) }
            byKubectl = try await Self.objects(design, bench)
            let shown = try await Self.shell(CommandLine(Self.account(design)), bench, folder)
            #expect(shown.out.contains("role-arn: \(design.roleARN.text)"))
            for call in Self.undo(design) { try await Self.shell(CommandLine(call), bench, folder) }
            byKubectl += try await Self.objects(design, bench)
        }
        try await Bench.run("fresh") { bench in
            let design = try Self.design(bench)
            let cluster = try #require(bench.context.cluster)
            for object in [
                design.namespaceObject(isOwn: false), design.serviceAccountObject(isOwn: false),
                design.deploymentObject(isOwn: false),
            ] { _ = try await cluster.perform(.apply(object)) }
            byCalls = try await Self.objects(design, bench)
            for call in Self.undo(design) { _ = try await cluster.perform(call) }
            byCalls += try await Self.objects(design, bench)
        }
        try #require(byKubectl.count == 6 && byCalls.count == 6)
        for (theirs, ours) in zip(byKubectl, byCalls) {
            #expect(theirs != nil && theirs == ours)
        }
        // Only the annotation went.
        #expect(ObjectState(object: byCalls[1] ?? .null).annotations.count == 1)
        #expect(ObjectState(object: byCalls[4] ?? .null).annotations.isEmpty)
    }

    @Test func `what is taken off and not there is no error`() async throws {
        try await Bench.run("fresh") { bench in
            let cluster = try #require(bench.context.cluster)
            let gone = Call.removeAnnotation("a/b", of: .serviceAccount, "nobody", in: "default")
            #expect(try await cluster.perform(gone) == nil)
        }
    }

    @Test func `the role and binding that a right asks for are ones that kubectl makes`() async throws {
        let rights = [
            KubernetesRight(verb: "get", resource: "serviceaccounts", namespace: "mail", name: "ses-sender"),
            KubernetesRight(verb: "patch", group: "apps", resource: "deployments", namespace: "mail", name: "ses-test"),
            KubernetesRight(verb: "create", resource: "serviceaccounts/token", namespace: "mail", name: "ses-sender"),
            KubernetesRight(
                verb: "create", group: "apps", resource: "deployments", namespace: "mail", name: "ses-test"),
            KubernetesRight(verb: "get", resource: "namespaces", name: "mail"),
            KubernetesRight(verb: "list", resource: "namespaces"),
            KubernetesRight(
                verb: "get", group: "admissionregistration.k8s.io", resource: "mutatingwebhookconfigurations",
                name: "pod-identity-webhook"),
        ]
        try await Bench.run("fresh") { bench in
            let folder = try Folder()
            for right in rights {
                var made: [JSONValue] = []
                for words in right.grant(to: "arn:aws:iam::111122223333:role/ops") {
                    let line = (words + ["--dry-run=client", "-o", "json"]).map(ShellQuoting.word)
                    made.append(
                        try JSONValue.parse(try await Self.shell(line.joined(separator: " "), bench, folder).out))
                }
                try #require(made.count == 2)
                let rule = try #require(made[0]["rules"]?[0])
                let parts = right.resource.split(separator: "/")
                #expect(rule["verbs"] == [.string(right.verb)] && rule["apiGroups"] == [.string(right.group)])
                #expect(rule["resources"]?[0]?.string?.hasPrefix(parts[0]) == true)
                #expect(rule["resourceNames"] == (right.namesItsObject ? right.name.map { JSONValue([$0]) } : nil))
                #expect(made[0]["metadata"]?["namespace"]?.string == right.roleNamespace)
                #expect(made[1]["roleRef"]?["name"] == made[0]["metadata"]?["name"])
                #expect(made[1]["subjects"]?[0]?["name"] == "arn:aws:iam::111122223333:role/ops")
            }
        }
    }

    private static func design(_ bench: Bench) throws -> DelegateSending {
        try DelegateSending(
            bench.answers([(.namespace, "mail"), (.serviceAccount, "mailer"), (.testWorkload, "true")]))
    }

    private static func account(_ design: DelegateSending) -> Call {
        Read.serviceAccount(design.namespace, design.serviceAccount).call
    }

    private static func undo(_ design: DelegateSending) -> [Call] {
        var nothing = Observations()
        for call in design.reads() { nothing[call] = Answer(.failure(CallFailure(.absent))) }
        return Plan.make(design, nothing)[.serviceAccount]?.steps.flatMap(\.undo) ?? []
    }

    /// The three objects without what differs from one moment and one cluster to the next.
    private static func objects(_ design: DelegateSending, _ bench: Bench) async throws -> [JSONValue?] {
        let cluster = try #require(bench.context.cluster)
        var objects: [JSONValue?] = []
        for call in [
            Read.namespace(design.namespace).call, account(design),
            Read.deployment(design.namespace, DelegateSending.workloadName).call,
        ] {
            var object = try await cluster.perform(call)?.object
            var metadata = object?["metadata"]?.object
            // Who wrote it is told apart, and so it should be.
            let own = ["uid", "resourceVersion", "creationTimestamp", "generation", "managedFields"]
            for key in own { metadata?[key] = nil }
            if let metadata { object?["metadata"] = .object(metadata) }
            object?["status"] = nil
            objects.append(object.map { JSONValue.object($0).sortingKeys() })
        }
        return objects
    }

    @discardableResult private static func shell(
        _ command: CommandLine, _ bench: Bench, _ folder: Folder
    ) async throws -> Ran {
        try await shell(command.words.map(ShellQuoting.word).joined(separator: " "), bench, folder)
    }

    @discardableResult private static func shell(
        _ line: String, _ bench: Bench, _ folder: Folder
    ) async throws -> Ran {
        let endpoints = bench.simulator.endpoints
        let authority = Base64.encode(Array(endpoints.certificateAuthority.utf8))
        let token = bench.simulator.simulation.access.clusterTokens.first?.token ?? ""
        let kubeconfig: JSONValue = [
            "apiVersion": "v1", "kind": "Config", "current-context": "c",
            "contexts": [["name": "c", "context": ["cluster": "c", "user": "u"]]],
            "clusters": [
                [
                    "name": "c",
                    "cluster": [
                        "server": .string(endpoints.kubernetes), "certificate-authority-data": .string(authority),
                    ],
                ]
            ], "users": [["name": "u", "user": ["token": .string(token)]]],
        ]
        try folder.write(kubeconfig.serialized(.pretty), to: "kubeconfig")
        var environment = Tools.environment
        environment["HOME"] = folder.path
        environment["KUBECONFIG"] = folder.path("kubeconfig")
        environment["KUBECACHEDIR"] = folder.path("cache")
        let ran = try await Command.run("/bin/sh", ["-c", line], environment: environment, in: folder.path)
        #expect(ran.status == 0, "\(ran)")
        return ran
    }
}
