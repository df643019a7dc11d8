import Testing
import Wire

@testable import Simulator

/// Server-side apply: who owns what, and what happens when two want the same field.
struct ApplyTests {
    private let place = TestCluster.accounts + "/ses-sender"

    @Test func `apply makes, then changes nothing`() throws {
        var test = TestCluster()
        let made = try test.apply(place, TestCluster.account(), by: "sesame")
        #expect(made.status == 201)
        let entry = made.object.at(["metadata", "managedFields"])?.array?.first
        #expect(entry?["manager"] == "sesame")
        #expect(entry?["operation"] == "Apply")
        #expect(entry?["fieldsV1"] == ["f:metadata": ["f:annotations": ["f:eks.amazonaws.com/role-arn": [:]]]])
        test.now = test.now.adding(seconds: 60)
        let again = try test.apply(place, TestCluster.account(), by: "sesame")
        #expect(again.status == 200)
        #expect(again.object == made.object)
    }

    @Test func `a field of somebody else is a conflict that names them`() throws {
        var test = TestCluster()
        try test.apply(place, TestCluster.account(), by: "helm")
        let other = "arn:aws:iam::111122223333:role/other"
        let refused = try test.apply(place, TestCluster.account(other), by: "sesame")
        #expect(refused.status == 409)
        #expect(refused.object["reason"] == "Conflict")
        #expect(
            refused.object["message"]
                == #"Apply failed with 1 conflict: conflict with "helm": .metadata.annotations.eks.amazonaws.com/role-arn"#
        )
        #expect(
            refused.object["details"] == [
                "causes": [
                    [
                        "reason": "FieldManagerConflict", "message": #"conflict with "helm""#,
                        "field": ".metadata.annotations.eks.amazonaws.com/role-arn",
                    ]
                ]
            ])
        let forced = try test.apply(place, TestCluster.account(other), by: "sesame", force: true)
        #expect(forced.object.at(["metadata", "annotations", "eks.amazonaws.com/role-arn"])?.string == other)
        #expect(
            forced.object.at(["metadata", "managedFields"])?.array?.compactMap { $0["manager"]?.string } == ["sesame"])
    }

    @Test func `writers other than appliers are named with their version`() throws {
        var test = TestCluster()
        try test.ask(
            "POST", TestCluster.accounts + "?fieldManager=kubectl-create", TestCluster.account(labels: ["a": "b"]))
        let refused = try test.apply(
            place, TestCluster.account("arn:aws:iam::111122223333:role/other", labels: ["a": "c"]), by: "sesame")
        #expect(
            refused.object["message"]
                == """
                Apply failed with 2 conflicts: conflicts with "kubectl-create" using v1:
                - .metadata.annotations.eks.amazonaws.com/role-arn
                - .metadata.labels.a
                """)
    }

    @Test func `the same value is shared, and stays while one of them wants it`() throws {
        var test = TestCluster()
        try test.apply(place, TestCluster.account(), by: "helm")
        #expect(try test.apply(place, TestCluster.account(), by: "sesame").status == 200)
        let left = try test.apply(place, TestCluster.account(nil), by: "sesame")
        #expect(left.object.at(["metadata", "annotations", "eks.amazonaws.com/role-arn"]) != nil)
        let gone = try test.apply(place, TestCluster.account(nil), by: "helm")
        #expect(gone.object.at(["metadata", "annotations"]) == nil)
    }

    @Test func `containers are told apart by name, and go whole`() throws {
        var test = TestCluster()
        try test.apply(place, TestCluster.account(), by: "sesame")
        let deployment = TestCluster.deployments + "/ses-test"
        var two = TestCluster.deployment()
        two.set(
            ["spec", "template", "spec", "containers"],
            [["name": "ses-test", "image": "a:1"], ["name": "side", "image": "b:1"]])
        #expect(try test.apply(deployment, two, by: "sesame").status == 201)
        var one = two
        one.set(["spec", "template", "spec", "containers"], [["name": "ses-test", "image": "a:2"]])
        let kept = try test.apply(deployment, one, by: "sesame").object
        let containers = kept.at(["spec", "template", "spec", "containers"])?.array ?? []
        #expect(containers.map { $0["name"] } == ["ses-test"])
        #expect(containers.first?["image"] == "a:2")
        let conflict = try test.apply(deployment, two, by: "helm")
        #expect(
            conflict.object["message"]
                == #"Apply failed with 1 conflict: conflict with "sesame": .spec.template.spec.containers[name="ses-test"].image"#
        )
    }

    @Test func `a deployment applied twice is unchanged, defaults and all`() throws {
        var test = TestCluster()
        try test.apply(place, TestCluster.account(), by: "sesame")
        let deployment = TestCluster.deployments + "/ses-test"
        try test.apply(deployment, TestCluster.deployment(), by: "sesame")
        let kept = try test.ask("GET", deployment).object
        #expect(kept.at(["spec", "strategy", "type"]) == "RollingUpdate")
        let again = try test.apply(deployment, TestCluster.deployment(), by: "sesame").object
        #expect(again.at(["metadata", "resourceVersion"]) == kept.at(["metadata", "resourceVersion"]))
        #expect(again.at(["metadata", "generation"]) == 1)
    }

    @Test func `a version in what is applied has to be the object's, forced or not`() throws {
        var test = TestCluster()
        let made = try test.apply(place, TestCluster.account(), by: "sesame").object
        let version = try #require(made.at(["metadata", "resourceVersion"]))
        var pinned = TestCluster.account()
        pinned.set(["metadata", "labels"], ["a": "1"])
        pinned.set(["metadata", "resourceVersion"], version)
        let changed = try test.apply(place, pinned, by: "sesame")
        #expect(changed.status == 200)
        #expect(changed.object.at(["metadata", "resourceVersion"]) != version)
        // Now it is old. Managers are judged before versions, and force is about managers alone.
        pinned.set(["metadata", "labels"], ["a": "2"])
        let stale =
            #"Operation cannot be fulfilled on serviceaccounts "ses-sender": the object has been modified; please apply your changes to the latest version and try again"#
        for (manager, force, words) in [
            ("sesame", false, stale), ("helm", true, stale),
            ("helm", false, #"Apply failed with 1 conflict: conflict with "sesame": .metadata.labels.a"#),
        ] {
            let answer = try test.apply(place, pinned, by: manager, force: force)
            #expect(answer.status == 409 && answer.object["message"]?.string == words, "\(manager): \(answer)")
        }
        #expect(try test.ask("GET", place).object.at(["metadata", "labels", "a"]) == "1")
        // What is not there has no version to differ from.
        var absent = TestCluster.account()
        absent.set(["metadata", "name"], "other")
        absent.set(["metadata", "resourceVersion"], "1")
        let other = try test.apply(place.replacing("ses-sender", with: "other"), absent, by: "sesame", force: true)
        #expect(other.status == 201)
    }

    @Test func `apply wants a manager, and YAML is read`() throws {
        var test = TestCluster()
        let nobody = try test.ask("PATCH", place, TestCluster.account(), type: "application/apply-patch+yaml")
        #expect(nobody.status == 422)
        #expect(
            nobody.object["message"]
                == #"PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch"#
        )
        var server = APIServer(cluster: test.cluster, now: test.now)
        let text = "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ses-sender\n  labels: {a: \"1\"}\n"
        let answer = server.answer(
            APICall(
                method: "PATCH", target: try APIPath.target(of: place), query: [("fieldManager", "sesame")],
                contentType: "application/apply-patch+yaml", accept: "", userAgent: "", body: Array(text.utf8),
                user: test.user))
        guard case .object(let object, 201) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(object.at(["metadata", "labels", "a"]) == "1")
    }

    @Test func `paths survive being written down`() {
        let object: JSONValue = [
            "spec": [
                "ports": [["containerPort": 80]], "containers": [["name": "a", "env": [["name": "X", "value": "1"]]]],
                "list": [1, 2], "empty": [:],
            ], "metadata": ["finalizers": ["x/y"]],
        ]
        let paths = object.leafPaths()
        #expect(FieldsV1.decode(FieldsV1.encode(paths)) == paths)
        #expect(paths.map(\.description).contains(#".spec.ports[containerPort=80,protocol="TCP"].containerPort"#))
        #expect(paths.map(\.description).contains(#".metadata.finalizers[="x/y"]"#))
    }
}
