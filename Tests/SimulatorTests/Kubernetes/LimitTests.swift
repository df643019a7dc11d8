import Testing
import Wire

@testable import Simulator

/// What the API server takes no more of, as the real one.
struct LimitTests {
    private static let place = TestCluster.accounts + "/ses-sender"

    private func cluster() throws -> TestCluster {
        var test = TestCluster()
        try test.ask("POST", TestCluster.accounts, TestCluster.account())
        return test
    }

    private func patch(_ test: inout TestCluster, _ operations: JSONValue) throws -> (status: Int, object: JSONValue) {
        try test.ask("PATCH", Self.place, operations, type: "application/json-patch+json")
    }

    private func change(_ op: String, _ path: String, from: String? = nil, value: JSONValue? = nil) -> JSONValue {
        var operation: JSONValue = ["op": .string(op), "path": .string(path)]
        if let from { operation.set(["from"], .string(from)) }
        if let value { operation.set(["value"], value) }
        return operation
    }

    @Test func `a patch that doubles itself forty times is refused at three megabytes`() throws {
        var test = try cluster()
        var operations = [change("add", "/x", value: ["seed": .string(String(repeating: "a", count: 1000))])]
        for step in 0..<40 { operations.append(change("copy", "/x/\(step)", from: "/x")) }
        let answer = try patch(&test, .array(operations))
        #expect(answer.status == 422)
        #expect(answer.object["message"] == "the server rejected our request due to an error in our request")
        #expect(answer.object["reason"] == "Invalid")
        #expect(try test.ask("GET", Self.place).object["x"] == nil)
    }

    @Test func `copies that add up to less are done`() throws {
        var test = try cluster()
        let operations = [
            change("add", "/metadata/labels", value: ["a": "1"]),
            change("copy", "/metadata/labels/b", from: "/metadata/labels/a"),
            change("move", "/metadata/labels/c", from: "/metadata/labels/a"),
            change("move", "/metadata/labels/c", from: "/metadata/labels/c"),
        ]
        let answer = try patch(&test, .array(operations))
        #expect(answer.status == 200)
        #expect(answer.object.at(["metadata", "labels"])?.textMembers == ["b": "1", "c": "1"])
    }

    @Test(arguments: [("", "/x"), ("/metadata", "/metadata/a"), ("/metadata", "/metadata/labels/a")])
    func `nothing is moved into itself`(from: String, to: String) throws {
        var test = try cluster()
        #expect(try patch(&test, [change("move", to, from: from)]).status == 422)
    }

    @Test func `a patch nests no deeper than a reader goes`() throws {
        var test = try cluster()
        var operations = [change("add", "/a", value: [:] as JSONValue)]
        for step in 0..<300 {
            let (here, there) = step.isMultiple(of: 2) ? ("a", "b") : ("b", "a")
            operations += [
                change("add", "/\(there)", value: .object(JSONObject())),
                change("move", "/\(there)/x", from: "/\(here)"),
            ]
        }
        #expect(try patch(&test, .array(operations)).status == 422)
        #expect(try patch(&test, .array(Array(operations.prefix(101)))).status == 200)
    }

    @Test func `ten thousand operations are the most`() throws {
        var test = try cluster()
        let one = change("add", "/metadata/labels", value: ["a": "b"])
        #expect(try patch(&test, .array(Array(repeating: one, count: 10_000))).status == 200)
        let answer = try patch(&test, .array(Array(repeating: one, count: 10_001)))
        #expect(answer.status == 413)
        #expect(
            answer.object["message"]
                == "Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10001")
    }

    @Test func `a patch that is no list is none`() throws {
        var test = try cluster()
        let answer = try patch(&test, ["op": "x"])
        #expect(answer.status == 400)
        #expect(answer.object["message"] == "json: cannot unmarshal object into Go value of type jsonpatch.Patch")
    }

    @Test func `an object stays below what etcd takes`() throws {
        var test = try cluster()
        try test.ask("POST", TestCluster.deployments, TestCluster.deployment())
        let place = TestCluster.deployments + "/ses-test"
        let variables = "/spec/template/spec/containers/0/env"
        let half = JSONValue.string(String(repeating: "a", count: 900_000))
        let first = change("add", variables, value: [["name": "X", "value": half]])
        #expect(try test.ask("PATCH", place, [first], type: "application/json-patch+json").status == 200)
        let second = change("add", variables + "/-", value: ["name": "Y", "value": half])
        let answer = try test.ask("PATCH", place, [second], type: "application/json-patch+json")
        #expect(answer.status == 500)
        #expect(answer.object["message"] == "etcdserver: request is too large")
        #expect(answer.object["reason"] == nil)
    }

    @Test func `numbers at the end of their range harm nobody`() throws {
        var test = try cluster()
        var deployment = TestCluster.deployment()
        for (replicas, status) in [(Int.min, 400), (-1, 422), (Int.max, 400), (Int(Int32.max), 201)] {
            deployment.set(["spec", "replicas"], .number(String(replicas)))
            let answer = try test.ask("POST", TestCluster.deployments, deployment)
            #expect(answer.status == status)
        }
        let pod = try #require(try test.pods().first)
        let log = "/api/v1/namespaces/default/pods/\(pod.name)/log?tailLines=\(Int.max)"
        #expect(try test.ask("GET", log).status == 200)
    }
}
