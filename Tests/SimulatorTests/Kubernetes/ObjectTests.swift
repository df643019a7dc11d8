import Testing
import Wire

@testable import Simulator

/// Making, reading, changing and deleting objects, with the refusals of a real API server.
struct ObjectTests {
    @Test func `an object is made once`() throws {
        var test = TestCluster()
        let made = try test.ask("POST", TestCluster.accounts, TestCluster.account())
        #expect(made.status == 201)
        #expect(made.object.at(["metadata", "namespace"]) == "default")
        #expect(made.object.at(["metadata", "uid"])?.string?.count == 36)
        #expect(made.object.at(["metadata", "creationTimestamp"]) == "2026-01-02T00:00:00Z")
        let again = try test.ask("POST", TestCluster.accounts, TestCluster.account())
        #expect(again.status == 409)
        #expect(again.object["reason"] == "AlreadyExists")
        #expect(again.object["message"] == #"serviceaccounts "ses-sender" already exists"#)
        #expect(again.object["details"] == ["name": "ses-sender", "kind": "serviceaccounts"])
    }

    @Test(
        arguments: [
            ("GET", "/api/v1/namespaces/default/serviceaccounts/x", 404, #"serviceaccounts "x" not found"#),
            ("GET", "/apis/apps/v1/namespaces/default/deployments/x", 404, #"deployments.apps "x" not found"#),
            ("POST", "/api/v1/namespaces/nowhere/serviceaccounts", 404, #"namespaces "nowhere" not found"#),
            ("GET", "/api/v1/namespaces/default/gadgets", 404, "the server could not find the requested resource"),
            ("GET", "/api/v2/namespaces", 404, "the server could not find the requested resource"),
            (
                "GET", "/api/v1/namespaces/default/pods/x/attach", 404,
                "the server could not find the requested resource"
            ),
            ("GET", "/api/v1/namespaces/default/pods/x/exec?command=env", 404, #"pods "x" not found"#),
            (
                "DELETE", "/api/v1/namespaces", 405, "the server does not allow this method on the requested resource"
            ),
            (
                "DELETE", "/api/v1/namespaces/default", 403,
                #"namespaces "default" is forbidden: this namespace may not be deleted"#
            ),
        ])
    func `what is not there is said`(_ method: String, _ path: String, _ status: Int, _ message: String) throws {
        var test = TestCluster()
        let answer = try test.ask(method, path, method == "POST" ? TestCluster.account() : nil)
        #expect(answer.status == status)
        #expect(answer.object["message"]?.string == message)
        #expect(answer.object["kind"] == "Status")
        #expect(answer.object["code"]?.int == status)
    }

    @Test func `wrong objects are refused with the field`() throws {
        var test = TestCluster()
        let name = try test.ask("POST", TestCluster.accounts, ["metadata": ["name": "Bad_Name"]])
        #expect(name.status == 422)
        #expect(
            name.object["message"]?.string?.hasPrefix(
                #"ServiceAccount "Bad_Name" is invalid: metadata.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain"#
            )
                == true)
        #expect(name.object.at(["details", "causes"])?.array?.first?["field"] == "metadata.name")
        let unnamed = try test.ask("POST", TestCluster.accounts, ["metadata": [:]])
        #expect(
            unnamed.object["message"]
                == #"ServiceAccount "" is invalid: metadata.name: Required value: name or generateName is required"#)
        var labels = TestCluster.deployment()
        labels.set(["spec", "template", "metadata", "labels", "app"], "other")
        #expect(
            try test.ask("POST", TestCluster.deployments, labels).object["message"]
                == #"Deployment.apps "ses-test" is invalid: spec.template.metadata.labels: Invalid value: map[string]string{"app":"other"}: `selector` does not match template `labels`"#
        )
        let kind = try test.ask("POST", TestCluster.accounts, TestCluster.deployment())
        #expect(kind.status == 400)
        let elsewhere = try test.ask(
            "POST", TestCluster.accounts, ["metadata": ["name": "a", "namespace": "kube-system"]])
        #expect(
            elsewhere.object["message"]
                == "the namespace of the provided object does not match the namespace sent on the request")
        let media = try test.ask("POST", TestCluster.accounts, [:], type: "text/html")
        #expect(media.status == 415)
    }

    @Test func `an old version is not written over`() throws {
        var test = TestCluster()
        var old = try test.ask("POST", TestCluster.accounts, TestCluster.account()).object
        try test.ask(
            "PATCH", TestCluster.accounts + "/ses-sender", ["metadata": ["labels": ["a": "b"]]],
            type: "application/merge-patch+json")
        old.set(["metadata", "labels"], ["c": "d"])
        let stale = try test.ask("PUT", TestCluster.accounts + "/ses-sender", old)
        #expect(stale.status == 409)
        #expect(
            stale.object["message"]
                == #"Operation cannot be fulfilled on serviceaccounts "ses-sender": the object has been modified; please apply your changes to the latest version and try again"#
        )
    }

    @Test func `a write that changes nothing leaves the version`() throws {
        var test = TestCluster()
        let made = try test.ask("POST", TestCluster.accounts, TestCluster.account()).object
        let again = try test.ask(
            "PATCH", TestCluster.accounts + "/ses-sender",
            ["metadata": ["annotations": ["eks.amazonaws.com/role-arn": .string(TestCluster.role)]]],
            type: "application/merge-patch+json")
        #expect(again.status == 200)
        #expect(again.object.at(["metadata", "resourceVersion"]) == made.at(["metadata", "resourceVersion"]))
    }

    @Test func `a dry run shows and keeps nothing`() throws {
        var test = TestCluster()
        let version = test.cluster.objects.version
        let tried = try test.ask("POST", TestCluster.accounts + "?dryRun=All", TestCluster.account())
        #expect(tried.status == 201)
        #expect(test.cluster.objects.version == version)
        #expect(try test.ask("GET", TestCluster.accounts + "/ses-sender").status == 404)
    }

    @Test func `a namespace brings its service account and takes everything with it`() throws {
        var test = TestCluster()
        #expect(try test.ask("POST", "/api/v1/namespaces", ["metadata": ["name": "mail"]]).status == 201)
        let account = try test.ask("GET", "/api/v1/namespaces/mail/serviceaccounts/default")
        #expect(account.status == 200)
        let label = try test.ask("GET", "/api/v1/namespaces/mail").object
        #expect(label.at(["metadata", "labels", "kubernetes.io/metadata.name"]) == "mail")
        let gone = try test.ask("DELETE", "/api/v1/namespaces/mail").object
        #expect(gone.at(["status", "phase"]) == "Terminating")
        #expect(try test.ask("GET", "/api/v1/namespaces/mail/serviceaccounts/default").status == 404)
        #expect(test.cluster.objects.keys(in: "mail").isEmpty)
        let late = try test.ask("POST", "/api/v1/namespaces/mail/serviceaccounts", ["metadata": ["name": "late"]])
        #expect(late.status == 403)
        #expect(late.object.at(["details", "causes"])?.array?.first?["reason"] == "NamespaceTerminating")
        let again = try test.ask("POST", "/api/v1/namespaces", ["metadata": ["name": "mail"]])
        #expect(again.object["message"] == #"object is being deleted: namespaces "mail" already exists"#)
        test.now = test.now.adding(seconds: APIServer.namespaceSeconds)
        #expect(try test.ask("GET", "/api/v1/namespaces/mail").status == 404)
        #expect(try test.ask("POST", "/api/v1/namespaces", ["metadata": ["name": "mail"]]).status == 201)
    }

    @Test func `what there is besides resources is listed`() throws {
        var test = TestCluster()
        let root = try test.ask("GET", "/").object["paths"]?.array ?? []
        #expect(root.contains("/apis/apps/v1"))
        let nothing = try test.ask("GET", "/nothing/here")
        #expect(nothing.status == 404)
        #expect(nothing.object["paths"]?.array == root)
        #expect(try test.ask("GET", "/apis/nope.example.com/v1").object == "404 page not found\n")
        #expect(try test.ask("GET", "/readyz?verbose").object.string?.hasSuffix("readyz check passed\n") == true)
    }

    @Test(
        arguments: [
            ("labelSelector=app=a", ["one"]), ("labelSelector=app!=a", ["default", "two"]),
            ("labelSelector=app in (a,b)", ["one", "two"]), ("labelSelector=app notin (a)", ["default", "two"]),
            ("labelSelector=app", ["one", "two"]), ("labelSelector=!app", ["default"]),
            ("labelSelector=app=a,tier=x", []), ("fieldSelector=metadata.name=two", ["two"]),
            ("limit=500", ["default", "one", "two"]),
        ])
    func `selectors choose`(_ query: String, _ names: [String]) throws {
        var test = TestCluster()
        for (name, label) in [("one", "a"), ("two", "b")] {
            try test.ask(
                "POST", TestCluster.accounts,
                ["metadata": ["name": .string(name), "labels": ["app": .string(label)]]])
        }
        let found = try test.ask("GET", TestCluster.accounts + "?" + query).object["items"]?.array ?? []
        #expect(found.map(\.name) == names)
        #expect(found.allSatisfy { $0["kind"] == nil })
    }

    @Test func `patches of three forms`() throws {
        var test = TestCluster()
        try test.ask("POST", TestCluster.accounts, TestCluster.account())
        try test.ask("POST", TestCluster.deployments, TestCluster.deployment())
        let place = TestCluster.deployments + "/ses-test"
        let strategic: JSONValue = [
            "spec": ["template": ["spec": ["containers": [["name": "ses-test", "image": "aws-cli:3"]]]]]
        ]
        let merged = try test.ask("PATCH", place, strategic, type: "application/strategic-merge-patch+json").object
        let container = merged.at(["spec", "template", "spec", "containers"])?.array?.first
        #expect(container?["image"] == "aws-cli:3")
        #expect(container?["command"] == ["sh", "-c", "sleep 3600"])
        #expect(merged.at(["metadata", "generation"]) == 2)
        let json: JSONValue = [
            ["op": "test", "path": "/spec/replicas", "value": 1],
            ["op": "replace", "path": "/spec/replicas", "value": 2],
            ["op": "add", "path": "/metadata/labels/a~1b", "value": "c"],
            ["op": "remove", "path": "/metadata/labels/app"],
        ]
        let patched = try test.ask("PATCH", place, json, type: "application/json-patch+json").object
        #expect(patched.at(["spec", "replicas"]) == 2)
        #expect(patched.at(["metadata", "labels"]) == ["a/b": "c"])
        let unfit = try test.ask(
            "PATCH", place, [["op": "test", "path": "/spec/replicas", "value": 7]], type: "application/json-patch+json")
        #expect(unfit.status == 422)
        #expect(unfit.object["message"] == "the server rejected our request due to an error in our request")
        #expect(try test.ask("PATCH", place, strategic, type: "text/plain").status == 415)
    }
}
