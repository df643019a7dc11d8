import Testing
import Wire

@testable import Simulator

/// Stateful sets and daemon sets: pods that have places.
struct SetTests {
    private static let sets = "/apis/apps/v1/namespaces/default/statefulsets"
    private static let daemons = "/apis/apps/v1/namespaces/default/daemonsets"

    static func set(_ kind: String = "StatefulSet", _ name: String = "web", image: String = "nginx") -> JSONValue {
        var object: JSONValue = [
            "apiVersion": "apps/v1", "kind": kind.json, "metadata": ["name": name.json],
            "spec": [
                "selector": ["matchLabels": ["app": name.json]],
                "template": [
                    "metadata": ["labels": ["app": name.json]],
                    "spec": [
                        "serviceAccountName": "ses-sender",
                        "containers": [["name": "app", "image": image.json]],
                    ],
                ],
            ],
        ]
        if kind == "StatefulSet" {
            object.set(["spec", "replicas"], 3)
            object.set(["spec", "serviceName"], "web")
        }
        return object
    }

    private func cluster() throws -> TestCluster {
        var test = TestCluster()
        try test.ask("POST", TestCluster.accounts, TestCluster.account())
        return test
    }

    private static func pods(_ test: inout TestCluster) throws -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: try test.pods().map { ($0.name, $0.at(["metadata", "uid"])?.string ?? "") })
    }

    private static func patch(_ path: [String], _ value: JSONValue) -> JSONValue {
        var patch = JSONValue.object(JSONObject())
        patch.set(path, value)
        return patch
    }

    @discardableResult
    private func change(
        _ test: inout TestCluster, _ target: String, _ path: [String], _ value: JSONValue
    ) throws -> (status: Int, object: JSONValue) {
        try test.ask("PATCH", target, Self.patch(path, value), type: "application/merge-patch+json")
    }

    private static let stamp = ["spec", "template", "metadata", "annotations", "restartedAt"]

    @Test func `pods of a stateful set have numbers and its service, and are made anew with the role`() throws {
        var test = try cluster()
        #expect(try test.ask("POST", Self.sets, Self.set()).status == 201)
        let first = try Self.pods(&test)
        #expect(first.keys.sorted() == ["web-0", "web-1", "web-2"])
        let pod = try test.ask("GET", "/api/v1/namespaces/default/pods/web-1").object
        #expect(pod.at(["spec", "hostname"]) == "web-1" && pod.at(["spec", "subdomain"]) == "web")
        #expect(pod.at(["metadata", "labels", "statefulset.kubernetes.io/pod-name"]) == "web-1")
        #expect(pod.at(["metadata", "ownerReferences"])?.array?.first?["kind"] == "StatefulSet")
        var status = try test.ask("GET", Self.sets + "/web").object["status"] ?? .null
        #expect(status["readyReplicas"] == 3 && status["currentRevision"] == status["updateRevision"])
        let revision = status["updateRevision"]
        try change(&test, Self.sets + "/web", Self.stamp, "now")
        let second = try Self.pods(&test)
        #expect(second.keys.sorted() == first.keys.sorted() && Set(second.values).isDisjoint(with: first.values))
        status = try test.ask("GET", Self.sets + "/web").object["status"] ?? .null
        #expect(status["updatedReplicas"] == 3 && status["updateRevision"] != revision)
        #expect(status["currentRevision"] == status["updateRevision"] && status["observedGeneration"] == 2)
        // Back to a template that it had: the same revision, with a new number.
        try change(&test, Self.sets + "/web", Self.stamp, .null)
        let revisions = try test.ask("GET", "/apis/apps/v1/namespaces/default/controllerrevisions").object
        #expect((revisions["items"]?.array ?? []).compactMap { $0["revision"]?.int }.sorted() == [2, 3])
    }

    @Test func `a partition and OnDelete leave pods alone`() throws {
        var test = try cluster()
        var set = Self.set()
        set.set(["spec", "updateStrategy"], ["type": "RollingUpdate", "rollingUpdate": ["partition": 2]])
        try test.ask("POST", Self.sets, set)
        let first = try Self.pods(&test)
        try change(&test, Self.sets + "/web", Self.stamp, "now")
        let second = try Self.pods(&test)
        #expect(first.filter { second[$0.key] == $0.value }.keys.sorted() == ["web-0", "web-1"])
        let status = try test.ask("GET", Self.sets + "/web").object["status"]
        #expect(status?["updatedReplicas"] == 1 && status?["currentReplicas"] == 2)
        try change(
            &test, Self.sets + "/web", ["spec", "updateStrategy"], ["type": "OnDelete", "rollingUpdate": .null])
        try change(&test, Self.sets + "/web", Self.stamp, "later")
        #expect(try Self.pods(&test) == second)
        // Deleted by hand, it comes back of the newest template.
        try test.ask("DELETE", "/api/v1/namespaces/default/pods/web-0")
        let pod = try test.ask("GET", "/api/v1/namespaces/default/pods/web-0").object
        #expect(pod.at(["metadata", "annotations", "restartedAt"]) == "later")
    }

    @Test func `an ordered set stops at the first pod that does not come up`() throws {
        var test = try cluster()
        test.cluster.unpullableImages = ["broken": "not found"]
        try test.ask("POST", Self.sets, Self.set(image: "broken"))
        #expect(try Self.pods(&test).keys.sorted() == ["web-0"])
        try test.ask("DELETE", Self.sets + "/web")
        #expect(try test.pods().isEmpty)
        var parallel = Self.set(image: "broken")
        parallel.set(["spec", "podManagementPolicy"], "Parallel")
        try test.ask("POST", Self.sets, parallel)
        #expect(try Self.pods(&test).count == 3)
        // A template that does not come up takes one pod, and the others go on.
        try test.ask("DELETE", Self.sets + "/web")
        try test.ask("POST", Self.sets, Self.set())
        let good = try Self.pods(&test)
        try change(
            &test, Self.sets + "/web", ["spec", "template", "spec", "containers"], [["name": "app", "image": "broken"]])
        let after = try Self.pods(&test)
        #expect(good.filter { after[$0.key] == $0.value }.keys.sorted() == ["web-0", "web-1"])
    }

    @Test func `claims become volumes of each pod's own`() throws {
        var test = try cluster()
        var set = Self.set()
        set.set(
            ["spec", "volumeClaimTemplates"],
            [["metadata": ["name": "data"], "spec": ["resources": ["requests": ["storage": "1Gi"]]]]])
        set.set(
            ["spec", "template", "spec", "containers"],
            [["name": "app", "image": "nginx", "volumeMounts": [["name": "data", "mountPath": "/data"]]]])
        let made = try test.ask("POST", Self.sets, set)
        #expect(made.status == 201, "\(made)")
        let pod = try test.ask("GET", "/api/v1/namespaces/default/pods/web-2").object
        let volume = pod.at(["spec", "volumes"])?.array?.first { $0["name"] == "data" }
        #expect(volume?.at(["persistentVolumeClaim", "claimName"]) == "data-web-2")
        // Nobody looks into the template before pods are made from it: what is wrong shows as an event.
        set.set(["metadata", "name"], "wrong")
        set.set(
            ["spec", "template", "spec", "containers"],
            [["name": "app", "image": "nginx", "volumeMounts": [["name": "other", "mountPath": "/data"]]]])
        #expect(try test.ask("POST", Self.sets, set).status == 201)
        let events = try test.ask("GET", "/api/v1/namespaces/default/events").object["items"]?.array ?? []
        let failed = events.first { $0["reason"] == "FailedCreate" }?["message"]?.string ?? ""
        #expect(failed.hasPrefix("create Pod wrong-0 in StatefulSet wrong failed error: Pod \"wrong-0\" is invalid"))
        #expect(failed.contains("volumeMounts[0].name: Not found: \"other\""))
    }

    @Test func `a daemon set has a pod on every node that fits, and makes them anew one by one`() throws {
        var test = try cluster()
        let nodes = "/api/v1/nodes"
        try test.ask("POST", nodes, ["metadata": ["name": "second", "labels": ["disk": "ssd"]]])
        try test.ask(
            "POST", nodes,
            ["metadata": ["name": "third"], "spec": ["taints": [["key": "gpu", "effect": "NoSchedule"]]]])
        let made = try test.ask("POST", Self.daemons, Self.set("DaemonSet", "agent"))
        #expect(made.object.at(["metadata", "annotations", SetPlace.generationAnnotation]) == "1")
        var pods = try test.pods()
        #expect(pods.compactMap { $0.at(["spec", "nodeName"])?.string }.count == 2)
        #expect(pods.contains { $0.at(["spec", "nodeName"]) == "second" })
        let first = try Self.pods(&test)
        try change(&test, Self.daemons + "/agent", Self.stamp, "now")
        #expect(Set(try Self.pods(&test).keys).isDisjoint(with: first.keys))
        let set = try test.ask("GET", Self.daemons + "/agent").object
        #expect(set.at(["metadata", "annotations", SetPlace.generationAnnotation]) == "2")
        #expect(
            set.at(["status", "updatedNumberScheduled"]) == 2 && set.at(["status", "desiredNumberScheduled"]) == 2)
        try change(&test, Self.daemons + "/agent", ["spec", "template", "spec", "nodeSelector"], ["disk": "ssd"])
        pods = try test.pods()
        #expect(pods.count == 1 && pods[0].at(["spec", "nodeName"]) == "second")
        #expect(try test.ask("DELETE", Self.daemons + "/agent").status == 200)
        #expect(try test.pods().isEmpty)
        let revisions = try test.ask("GET", "/apis/apps/v1/namespaces/default/controllerrevisions").object
        #expect(revisions["items"]?.array?.isEmpty == true)
    }

    @Test func `a set that is being deleted makes nothing anew, and an orphan is taken by the next one`() throws {
        var test = try cluster()
        var held = Self.set()
        held.set(["metadata", "finalizers"], ["example.com/hold"])
        try test.ask("POST", Self.sets, held)
        try test.ask("DELETE", Self.sets + "/web")
        let before = try Self.pods(&test)
        #expect(before.count == 3)
        #expect(try change(&test, Self.sets + "/web", Self.stamp, "now").status == 200)
        #expect(try Self.pods(&test) == before)
        try change(&test, Self.sets + "/web", ["metadata", "finalizers"], .null)
        #expect(try test.pods().isEmpty)
        try test.ask("POST", Self.sets, Self.set())
        let orphans = try Self.pods(&test)
        try test.ask("DELETE", Self.sets + "/web", ["propagationPolicy": "Orphan"])
        #expect(try Self.pods(&test) == orphans)
        try test.ask("POST", Self.sets, Self.set())
        #expect(try Self.pods(&test) == orphans)
        try test.ask("DELETE", Self.sets + "/web")
        #expect(try test.pods().isEmpty)
    }

    private struct Wrong {
        var kind: String
        var path: [String]
        var value: JSONValue
        var field: String
        var reason: String
    }

    private static let wrong: [Wrong] = [
        Wrong(
            kind: "StatefulSet", path: ["podManagementPolicy"], value: "x",
            field: "spec.podManagementPolicy", reason: "FieldValueInvalid"),
        Wrong(
            kind: "StatefulSet", path: ["updateStrategy"], value: ["type": "x"],
            field: "spec.updateStrategy", reason: "FieldValueInvalid"),
        Wrong(
            kind: "StatefulSet", path: ["updateStrategy"],
            value: ["type": "OnDelete", "rollingUpdate": ["partition": 1]],
            field: "spec.updateStrategy.rollingUpdate", reason: "FieldValueInvalid"),
        Wrong(
            kind: "StatefulSet", path: ["replicas"], value: -1,
            field: "spec.replicas", reason: "FieldValueInvalid"),
        Wrong(
            kind: "StatefulSet", path: ["selector"], value: .null,
            field: "spec.selector", reason: "FieldValueRequired"),
        Wrong(
            kind: "StatefulSet", path: ["persistentVolumeClaimRetentionPolicy"], value: ["whenScaled": "Keep"],
            field: "spec.persistentVolumeClaimRetentionPolicy.whenScaled", reason: "FieldValueNotSupported"),
        Wrong(
            kind: "DaemonSet", path: ["template", "spec", "restartPolicy"], value: "Never",
            field: "spec.template.spec.restartPolicy", reason: "FieldValueNotSupported"),
        Wrong(
            kind: "DaemonSet", path: ["template", "spec", "activeDeadlineSeconds"], value: 5,
            field: "spec.template.spec.activeDeadlineSeconds", reason: "FieldValueForbidden"),
        Wrong(
            kind: "DaemonSet", path: ["updateStrategy"], value: ["type": "x"],
            field: "spec.updateStrategy", reason: "FieldValueNotSupported"),
        Wrong(
            kind: "DaemonSet", path: ["updateStrategy", "rollingUpdate"], value: ["maxUnavailable": 1, "maxSurge": 1],
            field: "spec.updateStrategy.rollingUpdate.maxSurge", reason: "FieldValueInvalid"),
        Wrong(
            kind: "DaemonSet", path: ["updateStrategy", "rollingUpdate"], value: ["maxUnavailable": 0],
            field: "spec.updateStrategy.rollingUpdate.maxUnavailable", reason: "FieldValueRequired"),
        Wrong(
            kind: "DaemonSet", path: ["selector", "matchLabels"], value: ["app": "other"],
            field: "spec.template.metadata.labels", reason: "FieldValueInvalid"),
    ]

    @Test func `wrong sets are refused by field`() throws {
        for wrong in Self.wrong {
            var test = try cluster()
            var object = Self.set(wrong.kind)
            object.set(["spec"] + wrong.path, wrong.value)
            let answer = try test.ask("POST", wrong.kind == "StatefulSet" ? Self.sets : Self.daemons, object)
            #expect(answer.status == 422, "\(wrong): \(answer)")
            let causes = answer.object.at(["details", "causes"])?.array ?? []
            #expect(
                causes.contains { $0["field"]?.string == wrong.field && $0["reason"]?.string == wrong.reason },
                "\(wrong): \(causes)")
        }
    }

    @Test func `what cannot be changed is refused, and types are read as those of deployments`() throws {
        var test = try cluster()
        try test.ask("POST", Self.sets, Self.set())
        try test.ask("POST", Self.daemons, Self.set("DaemonSet", "agent"))
        let fixed = try change(&test, Self.sets + "/web", ["spec", "serviceName"], "other")
        #expect(fixed.status == 422 && fixed.object["message"]?.string?.contains("are forbidden") == true)
        #expect(
            try change(&test, Self.daemons + "/agent", ["spec", "selector", "matchLabels", "more"], "x").status == 422)
        #expect(try change(&test, Self.sets + "/web", ["spec", "replicas"], "many").status == 422)
        #expect(
            try test.ask("POST", Self.sets + "?fieldValidation=Strict", Self.set().with("spec", "size", 3)).status
                == 400)
        // Status is written by itself, and the spec is not.
        let status = try test.ask(
            "PATCH", Self.sets + "/web/status", ["spec": ["replicas": 1], "status": ["replicas": 3]],
            type: "application/merge-patch+json")
        #expect(status.status == 200 && status.object.at(["spec", "replicas"]) == 3)
        let scale = try test.ask("GET", Self.sets + "/web/scale").object
        #expect(scale.at(["spec", "replicas"]) == 3 && scale["kind"] == "Scale")
        #expect(try test.ask("GET", Self.daemons + "/agent/scale").status == 404)
    }
}

extension JSONValue {
    fileprivate func with(_ first: String, _ second: String, _ value: JSONValue) -> JSONValue {
        var object = self
        object.set([first, second], value)
        return object
    }
}
