import Calls
import Testing
import Wire

@testable import Design

/// How far a workload is, from objects as API servers show them.
@Suite struct WorkloadStatusTests {
    static let role = "arn:aws:iam::111122223333:role/ses-sender-role"
    static let made = "2026-11-29T12:00:00Z"

    static let deployment: JSONValue = [
        "kind": "Deployment",
        "metadata": [
            "name": "ses-test", "namespace": "default", "uid": "d-1", "creationTimestamp": .string(made),
            "labels": ["app.kubernetes.io/managed-by": "sesame"],
        ],
        "spec": ["replicas": 1],
    ]

    static func set(_ status: JSONValue = [:], name: String = "ses-test-6d9f7c", replicas: Int = 1) -> JSONValue {
        [
            "kind": "ReplicaSet",
            "metadata": [
                "name": .string(name), "namespace": "default", "uid": .string("r-\(name)"),
                "creationTimestamp": .string(made),
                "ownerReferences": [["kind": "Deployment", "name": "ses-test", "controller": true]],
            ],
            "spec": ["replicas": JSONValue(replicas)], "status": status,
        ]
    }

    /// A pod; `state` is that of its container, nil while the kubelet has not looked at it.
    static func pod(
        _ state: JSONValue?, node: String? = "ip-10-0-3-17", hasRole: Bool = true, conditions: JSONValue = [],
        isReady: Bool = true, made: String = made, set: String = "ses-test-6d9f7c"
    ) -> JSONValue {
        var spec: JSONObject = ["serviceAccountName": "ses-sender"]
        if let node { spec["nodeName"] = .string(node) }
        let variables: JSONValue = [
            ["name": "AWS_ROLE_ARN", "value": .string(role)],
            [
                "name": "AWS_WEB_IDENTITY_TOKEN_FILE",
                "value": "/var/run/secrets/eks.amazonaws.com/serviceaccount/token",
            ],
        ]
        let mount: JSONValue = [
            ["name": "aws-iam-token", "mountPath": "/var/run/secrets/eks.amazonaws.com/serviceaccount"]
        ]
        spec["containers"] = [
            [
                "name": "ses-test", "image": "docker.io/amazon/aws-cli", "env": hasRole ? variables : [],
                "volumeMounts": hasRole ? mount : [],
            ]
        ]
        if hasRole {
            spec["volumes"] = [
                [
                    "name": "aws-iam-token",
                    "projected": [
                        "sources": [["serviceAccountToken": ["audience": "sts.amazonaws.com", "path": "token"]]]
                    ],
                ]
            ]
        }
        var status: JSONObject = ["phase": "Pending", "conditions": conditions]
        if let state {
            status["containerStatuses"] = [
                ["name": "ses-test", "ready": .bool(isReady), "restartCount": 4, "state": state]
            ]
        }
        return [
            "kind": "Pod",
            "metadata": [
                "name": .string("\(set)-x2lq7"), "namespace": "default", "uid": "p-1",
                "creationTimestamp": .string(made),
                "ownerReferences": [["kind": "ReplicaSet", "name": .string(set), "controller": true]],
            ],
            "spec": .object(spec), "status": .object(status),
        ]
    }

    static func event(_ uid: String, _ reason: String, _ message: String, count: Int = 1) -> JSONValue {
        [
            "kind": "Event", "metadata": ["name": "e", "namespace": "default"],
            "involvedObject": ["kind": "Pod", "name": "x", "uid": .string(uid)], "type": "Warning",
            "reason": .string(reason), "message": .string(message), "count": JSONValue(count),
            "lastTimestamp": .string(made),
        ]
    }

    static func list(_ items: [JSONValue]) throws -> JSONValue {
        ["items": .array(try items.map { try #require(ClusterObject.kept($0)) })]
    }

    static func status(
        _ deployment: JSONValue? = deployment, sets: [JSONValue]? = [set()], pods: [JSONValue] = [],
        events: [JSONValue]? = nil
    ) throws -> WorkloadStatus {
        let call = Call.list(.pod, in: "default")
        let account = try ServiceAccountState(
            [
                "kind": "ServiceAccount",
                "metadata": [
                    "name": "ses-sender", "namespace": "default", "creationTimestamp": "2026-11-29T11:00:00Z",
                    "annotations": ["eks.amazonaws.com/role-arn": .string(role)],
                ],
            ], of: call)
        return WorkloadStatus(
            "ses-test", in: "default", role: role,
            WorkloadSight(
                deployment: deployment.flatMap(ClusterObject.kept).map { ObjectState(object: $0) },
                replicaSets: try sets.map { try ObjectList(try list($0), of: call).objects },
                pods: try PodList(try list(pods), of: call).pods,
                events: try events.map { try EventList(try list($0), of: call).events }, account: account))
    }

    private func states(_ status: WorkloadStatus) -> String {
        status.rows.map { "\($0.part.rawValue) \($0.state.rawValue)" }.joined(separator: ", ")
    }

    @Test func `a pod that runs is right in all six`() throws {
        let status = try Self.status(pods: [Self.pod(["running": ["startedAt": .string(Self.made)]])])
        #expect(status.isRunning && status.fault == nil && status.isOwn && status.uid == "d-1")
        #expect(
            status.rows.map(\.remark) == [
                "wants 1 pod", "made 1 pod", "on node ip-10-0-3-17", "put in by the webhook", "", "runs",
            ])
        #expect(status.verdict == .asAnnotated && status.container == "ses-test")
    }

    @Test func `what comes before is named, and the rest waits`() throws {
        #expect(
            states(try Self.status(sets: []))
                == "deployment right, replica set running, pod waiting, token waiting, image waiting, container waiting"
        )
        #expect(
            states(try Self.status(pods: []))
                == "deployment right, replica set running, pod running, token waiting, image waiting, container waiting"
        )
        #expect(
            states(try Self.status(pods: [Self.pod(nil)]))
                == "deployment right, replica set right, pod right, token right, image running, container waiting")
        #expect(
            states(try Self.status(sets: nil, pods: [Self.pod(["running": ["startedAt": .string(Self.made)]])]))
                == "deployment right, replica set unknown, pod right, token right, image right, container right")
        #expect(
            states(
                try Self.status(
                    pods: [Self.pod(["running": ["startedAt": .string(Self.made)]], isReady: false)]))
                == "deployment right, replica set right, pod right, token right, image right, container running")
        #expect(try Self.status(nil).fault?.kind == .missing)
    }

    struct Stuck: Sendable, CustomTestStringConvertible {
        var kind: WorkloadFault.Kind
        var sets: [JSONValue] = [WorkloadStatusTests.set()]
        var pods: [JSONValue] = []
        var events: [JSONValue] = []
        var found: String
        var says: String
        var testDescription: String { "\(kind) \(found)" }
    }

    static let quota =
        "pods \"ses-test-6d9f7c-\" is forbidden: exceeded quota: team, requested: pods=1, used: pods=4, limited: pods=4"
    static let security =
        "pods \"ses-test-6d9f7c-\" is forbidden: violates PodSecurity \"restricted:latest\": runAsNonRoot != true"
    static let missing =
        "pods \"ses-test-6d9f7c-\" is forbidden: error looking up service account default/ses-sender: serviceaccount "
        + "\"ses-sender\" not found"
    static let full = "0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available."

    static let stuck: [Stuck] = [
        Stuck(
            kind: .quota, events: [event("r-ses-test-6d9f7c", "FailedCreate", "Error creating: \(quota)")],
            found: "the pod was refused", says: quota),
        Stuck(
            kind: .podSecurity,
            sets: [
                set([
                    "conditions": [
                        [
                            "type": "ReplicaFailure", "status": "True", "reason": "FailedCreate",
                        ]
                    ]
                ])
            ], events: [event("r-ses-test-6d9f7c", "FailedCreate", "Error creating: \(security)")],
            found: "the pod was refused", says: security),
        Stuck(
            kind: .admission,
            sets: [set(["conditions": [["type": "ReplicaFailure", "status": "True", "reason": "FailedCreate"]]])],
            found: "the pod was refused", says: ""),
        Stuck(
            kind: .serviceAccount, events: [event("r-ses-test-6d9f7c", "FailedCreate", "Error creating: \(missing)")],
            found: "the pod was refused", says: missing),
        Stuck(
            kind: .noNode,
            pods: [
                pod(
                    nil, node: nil,
                    conditions: [
                        ["type": "PodScheduled", "status": "False", "reason": "Unschedulable"]
                    ])
            ],
            events: [
                event("p-1", "NotTriggerScaleUp", "pod didn't trigger scale-up"),
                event("p-1", "FailedScheduling", full),
            ],
            found: "no node takes it, and none is added", says: full),
        Stuck(
            kind: .image,
            pods: [pod(["waiting": ["reason": "ImagePullBackOff"]])],
            events: [
                event(
                    "p-1", "Failed", "Failed to pull image \"x\": toomanyrequests: You have reached your limit",
                    count: 3)
            ], found: "ImagePullBackOff, after 3 tries",
            says: "Failed to pull image \"x\": toomanyrequests: You have reached your limit"),
        Stuck(
            kind: .crash,
            pods: [
                pod(["waiting": ["reason": "CrashLoopBackOff"]])
            ], events: [event("p-1", "BackOff", "Back-off restarting failed container ses-test in pod x")],
            found: "CrashLoopBackOff, started 5 times", says: "Back-off restarting failed container ses-test in pod x"),
    ]

    @Test(arguments: stuck) func `what does not go on says why in the cluster's words`(_ stuck: Stuck) throws {
        let status = try Self.status(sets: stuck.sets, pods: stuck.pods, events: stuck.events)
        #expect(status.fault?.kind == stuck.kind, "\(states(status))")
        #expect(status.fault?.found == stuck.found)
        #expect(status.fault?.says == stuck.says)
        #expect(status.fault?.place.isEmpty == false)
        #expect(status.rows.contains { $0.state == .wrong })
        #expect(status.rows.count == 6)
    }

    @Test func `a node that may still be added is waited for, until it is too long`() throws {
        let waits = Self.pod(
            nil, node: nil,
            conditions: [["type": "PodScheduled", "status": "False"]])
        var status = try Self.status(pods: [waits], events: [Self.event("p-1", "FailedScheduling", Self.full)])
        #expect(status.fault == nil)
        status.giveUp(after: 180)
        #expect(status.fault?.kind == .noNode && status.fault?.says == Self.full)
        #expect(status.fault?.found == "after 180 s: pod, finds no node yet")
    }

    @Test func `a pod without the webhook's gifts runs, and its token row is wrong`() throws {
        let status = try Self.status(
            pods: [
                Self.pod(["running": ["startedAt": .string(Self.made)]], hasRole: false, made: "2026-11-29T10:00:00Z")
            ])
        #expect(status.isRunning && status.fault == nil)
        #expect(status.rows.first { $0.part == .token }?.state == .wrong)
        guard case .older? = status.verdict else {
            return #expect(Bool(false), "\(String(describing: status.verdict))")
        }
    }

    @Test func `after a rollout the pod of the set that wants pods counts`() throws {
        let old = Self.pod(["running": ["startedAt": .string(Self.made)]], set: "ses-test-older")
        let status = try Self.status(
            sets: [Self.set(name: "ses-test-older", replicas: 0), Self.set()], pods: [old, Self.pod(nil)])
        #expect(status.pod?.name == "ses-test-6d9f7c-x2lq7" && !status.isRunning)
    }

    @Test func `times are kept from when a row became right`() throws {
        var first = try Self.status(pods: [Self.pod(nil)])
        first.note(200, after: nil)
        var second = try Self.status(pods: [Self.pod(["running": ["startedAt": .string(Self.made)]])])
        second.note(9000, after: first)
        #expect(second.rows.map(\.milliseconds) == [200, 200, 200, 200, 9000, 9000])
    }

    @Test(arguments: [
        (
            "\nAn error occurred (AccessDenied) when calling the SendEmail operation: User `arn:x' is not authorized",
            254,
            PodTrouble.refused(
                CallFailure(
                    .doubtful, code: "AccessDenied", message: "User `arn:x' is not authorized",
                    account: "111122223333", region: "eu-west-1", service: "ses", operation: "SendEmail"))
        ),
        (
            "An error occurred (Throttling) when calling the SendEmail operation (reached max retries: 2): Rate: exceeded",
            254,
            .refused(
                CallFailure(
                    .doubtful, code: "Throttling", message: "Rate: exceeded", account: "111122223333",
                    region: "eu-west-1", service: "ses", operation: "SendEmail"))
        ),
        (
            "Connect timeout on endpoint URL: \"https://sts.eu-west-1.amazonaws.com/\"", 255,
            .noAnswer(service: "sts", mayHaveHappened: false)
        ),
        (
            "Read timeout on endpoint URL: \"https://email.eu-west-1.amazonaws.com/\"", 255,
            .noAnswer(service: "email", mayHaveHappened: true)
        ),
        ("Unable to locate credentials. You can configure", 253, .noCredentials),
        (
            "[Errno 13] Permission denied: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token'", 255,
            .unreadableToken
        ),
        ("sh: aws: not found", 127, .noProgram), ("Error parsing parameter '--message': Expected: '='", 252, .other),
    ])
    func `the AWS CLI's own words say why`(_ words: String, _ code: Int, _ trouble: PodTrouble) {
        #expect(PodTrouble(words, exitCode: code, region: "eu-west-1", account: "111122223333") == trouble)
    }

    @Test func `lines come whole, without control characters, and the last one without its end too`() {
        var transcript = PodTranscript()
        #expect(transcript.take(Array("{\n  \"a".utf8), .output).map(\.text) == ["{"])
        #expect(transcript.take(Array("\": 1\r\n\u{1B}[2J".utf8), .output).map(\.text) == ["  \"a\": 1"])
        #expect(transcript.end().map(\.text) == ["\\x1b[2J"])
        #expect(transcript.end().isEmpty && !transcript.isEmpty)
    }
}
