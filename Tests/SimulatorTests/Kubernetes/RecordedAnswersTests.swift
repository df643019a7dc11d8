import TestFiles
import Testing
import Wire

@testable import Simulator

/// The requests that a real API server (1.20) once answered, made again in their order, and what differs.
struct RecordedAnswersTests {
    /// What differs, and why; the list may only become shorter.
    private static let known: [String: String] = [
        "disc-openapi-v3": "served since 1.24",
        "disc-metrics": "the logs of the control plane's machine are not served by EKS",
        "ssa-longmanager": "reads `may not be more than` since 1.32",
        "dep-reqlim": "names the limit since 1.27",
        "ssa-kind": "the real sentence has addresses of memory",
        "pod-log-raw": "here a kubelet runs the pod",
        "pod-immut": "the real sentence has a difference of Go structs",
    ]

    /// What stood between the recorded requests: what kubectl did meanwhile.
    private static let between: [String: [(method: String, path: String, type: String, body: JSONValue)]] = [
        "ns-create-again": [
            (
                "POST", "/api/v1/namespaces?fieldManager=kubectl-create", "application/json",
                ["metadata": ["name": "cmp"]]
            )
        ],
        "man-get": [
            (
                "POST", "/api/v1/namespaces/cmp/serviceaccounts", "application/json",
                ["metadata": ["name": "m", "annotations": ["eks.amazonaws.com/role-arn": "arn:k"]]]
            )
        ],
        "man-csa-get": [
            (
                "POST", "/api/v1/namespaces/cmp/serviceaccounts?fieldManager=kubectl-client-side-apply",
                "application/json",
                [
                    "metadata": [
                        "name": "csa",
                        "annotations": [
                            "eks.amazonaws.com/role-arn": "arn:csa",
                            "kubectl.kubernetes.io/last-applied-configuration": "{}",
                        ],
                    ]
                ]
            )
        ],
        "dep-get": [
            (
                "POST", "/apis/apps/v1/namespaces/cmp/deployments?fieldManager=kubectl-client-side-apply",
                "application/json",
                [
                    "metadata": ["name": "web"],
                    "spec": [
                        "replicas": 1, "selector": ["matchLabels": ["app": "web"]],
                        "template": [
                            "metadata": ["labels": ["app": "web"]],
                            "spec": ["containers": [["name": "c", "image": "nginx:1.2"]]],
                        ],
                    ],
                ]
            )
        ],
        "dep-scale-get": [
            (
                "PATCH", "/apis/apps/v1/namespaces/cmp/deployments/web?fieldManager=kubectl-client-side-apply",
                "application/merge-patch+json", ["spec": ["replicas": 2]]
            )
        ],
        "pod-get": [
            (
                "POST", "/api/v1/namespaces/cmp/pods?fieldManager=kubectl-run", "application/json",
                [
                    "metadata": ["name": "p1", "labels": ["run": "p1"]],
                    "spec": ["containers": [["name": "p1", "image": "nginx"]]],
                ]
            )
        ],
        "del-dep-404": [
            ("DELETE", "/apis/apps/v1/namespaces/cmp/deployments/web", "application/json", .object(JSONObject()))
        ],
    ]

    private let world: SimulatedWorld
    private let face: KubernetesFace

    init() throws {
        world = try SimulatedWorld("fresh")
        face = KubernetesFace(world.world, hub: world.hub)
    }

    @Test func `recorded requests are answered as a real server answered them`() async throws {
        let recorded = try JSONValue.parse(try OwnCases.bytes("kube_apiserver_answers.json"))
        let calls = try #require(recorded["calls"]?.array)
        #expect(calls.count == 195)
        var token = ""
        var different: Set<String> = []
        for call in calls {
            let name = call["name"]?.string ?? ""
            for step in Self.between[name] ?? [] {
                let answer = await ask(step.method, step.path, step.type, body: bytes(of: step.body))
                #expect(answer.status < 300, "before \(name): \(answer.object)")
            }
            let caller =
                switch call["caller"]?.string {
                case "none": String?.none
                case "invalid": name.hasPrefix("tok-use") ? token : "nonsense"
                default: world.access.clusterTokens[0].token
                }
            let answer = await ask(
                call["method"]?.string ?? "", call["path"]?.string ?? "", call["contentType"]?.string ?? "",
                body: bytes(of: call["body"] ?? .null, token: token), caller: caller,
                accept: call["accept"]?.string ?? "")
            if ["tok-claims-src", "tok-sts-src"].contains(name) {
                token = answer.object.at(["status", "token"])?.string ?? ""
            }
            let problems = differences(call, answer)
            if !problems.isEmpty {
                different.insert(name)
                #expect(Self.known[name] != nil, "\(name): \(problems.joined(separator: "; "))")
            }
        }
        #expect(Set(Self.known.keys).subtracting(different).isEmpty, "these differ no more: take them off the list")
    }

    private func ask(
        _ method: String, _ path: String, _ type: String, body: [UInt8], caller: String? = "",
        accept: String = "application/json"
    ) async -> (status: Int, object: JSONValue) {
        var headers = [(name: "content-type", value: type), (name: "accept", value: accept)]
        let holder = caller == "" ? world.access.clusterTokens[0].token : caller
        if let holder { headers.append((name: "authorization", value: "Bearer \(holder)")) }
        let answer = await face.answer(
            RawRequest(method: method, target: path, headers: headers.filter { !$0.value.isEmpty }, body: body))
        return (answer.status, (try? JSONValue.parse(answer.body)) ?? .null)
    }

    private func bytes(of body: JSONValue, token: String = "") -> [UInt8] {
        if let text = body.string { return Array(text.utf8) }
        if body == .null { return [] }
        return Array(body.serialized(.compact).replacing("\"JWT\"", with: "\"\(token)\"").utf8)
    }

    private func differences(_ call: JSONValue, _ answer: (status: Int, object: JSONValue)) -> [String] {
        guard let status = call["status"]?.int else { return [] }
        var problems: [String] = []
        if status != answer.status { problems.append("status \(answer.status), recorded \(status)") }
        guard let recorded = call["answer"], recorded["kind"]?.string == "Status" else { return problems }
        for member in ["reason", "message"] where member != "message" || recorded[member]?.string != "" {
            let (found, wanted) = (Self.plain(answer.object[member]), Self.plain(recorded[member]))
            if found != wanted { problems.append("\(member) \(found), recorded \(wanted)") }
        }
        let (found, wanted) = (Self.causes(answer.object), Self.causes(recorded))
        if found != wanted { problems.append("causes \(found), recorded \(wanted)") }
        return problems
    }

    private static func causes(_ status: JSONValue) -> [String] {
        (status.at(["details", "causes"])?.array ?? []).map {
            "\($0["field"]?.string ?? "") \($0["reason"]?.string ?? ""): \(plain($0["message"]))"
        }
    }

    /// A text without what differs from run to run: ids of objects, and versions in parentheses.
    private static func plain(_ value: JSONValue?) -> String {
        let id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
        return (value?.string ?? "").replacing(id, with: "UUID").replacing(/\([0-9]+\)/, with: "(N)")
    }
}
