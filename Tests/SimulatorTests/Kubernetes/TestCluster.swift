import Testing
import Wire

@testable import Simulator

/// A cluster without a server: requests in, objects out.
struct TestCluster {
    var cluster = ClusterState(
        account: "111122223333", region: "eu-west-1", name: "mail-prod",
        createdAt: Timestamp(secondsSinceEpoch: 1_767_225_600, nanoseconds: 0))
    var now = Timestamp(secondsSinceEpoch: 1_767_312_000, nanoseconds: 0)
    var user = ClusterUser(name: "admin", groups: ["system:masters", "system:authenticated"])

    static let accounts = "/api/v1/namespaces/default/serviceaccounts"
    static let deployments = "/apis/apps/v1/namespaces/default/deployments"
    static let role = "arn:aws:iam::111122223333:role/ses-sender-role"

    /// Makes a request; returns the answer's status and object.
    @discardableResult
    mutating func ask(
        _ method: String, _ target: String, _ body: JSONValue? = nil, type: String = "application/json",
        accept: String = "application/json"
    ) throws -> (status: Int, object: JSONValue) {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let query = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { part in
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            return (name: pair[0], value: pair.count > 1 ? pair[1] : "")
        }
        var server = APIServer(cluster: cluster, now: now)
        let answer: APIAnswer
        do throws(APIFailure) {
            answer = server.answer(
                APICall(
                    method: method, target: try APIPath.target(of: parts[0]), query: query, contentType: type,
                    accept: accept, userAgent: "test/1", body: body.map { Array($0.serialized(.compact).utf8) } ?? [],
                    user: user))
        } catch { return (error.code, error.status) }
        cluster = server.cluster
        switch answer {
        case .object(let object, let status): return (status, object)
        case .text(let text, let status): return (status, .string(text))
        case .watch, .follow, .exec, .forward, .bytes: throw Unexpected()
        }
    }

    struct Unexpected: Error {}

    /// Applies a configuration.
    @discardableResult
    mutating func apply(_ target: String, _ body: JSONValue, by manager: String, force: Bool = false) throws -> (
        status: Int, object: JSONValue
    ) {
        try ask(
            "PATCH", target + "?fieldManager=\(manager)&force=\(force)", body, type: "application/apply-patch+yaml")
    }

    /// A service account with a role, as somebody applies it.
    static func account(_ role: String? = role, labels: JSONValue? = nil) -> JSONValue {
        var object: JSONValue = ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "ses-sender"]]
        if let role { object.set(["metadata", "annotations", "eks.amazonaws.com/role-arn"], .string(role)) }
        if let labels { object.set(["metadata", "labels"], labels) }
        return object
    }

    /// The guide's deployment.
    static func deployment(image: String = "aws-cli:2", account: String = "ses-sender") -> JSONValue {
        [
            "apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": ["name": "ses-test", "labels": ["app": "ses-test"]],
            "spec": [
                "replicas": 1, "selector": ["matchLabels": ["app": "ses-test"]],
                "template": [
                    "metadata": ["labels": ["app": "ses-test"]],
                    "spec": [
                        "serviceAccountName": .string(account),
                        "containers": [
                            ["name": "ses-test", "image": .string(image), "command": ["sh", "-c", "sleep 3600"]]
                        ],
                    ],
                ],
            ],
        ]
    }

    /// The pods of the default namespace.
    mutating func pods() throws -> [JSONValue] {
        try ask("GET", "/api/v1/namespaces/default/pods").object["items"]?.array ?? []
    }
}
