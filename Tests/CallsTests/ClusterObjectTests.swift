import Calls
import Testing
import Wire

/// What never becomes part of an answer, whoever asked for it.
struct ClusterObjectTests {
    /// Every place of a pod or workload where somebody may have put a secret.
    private static let canary = "CANARY-3f9a"

    private static let pod: JSONValue = [
        "serviceAccountName": "mailer", "hostNetwork": true, "nodeName": "n",
        "containers": [
            [
                "name": "app", "image": "app:1", "command": ["run", "--password=CANARY-3f9a"],
                "args": ["CANARY-3f9a"], "workingDir": "CANARY-3f9a",
                "env": [
                    ["name": "DB_PASSWORD", "value": "CANARY-3f9a"],
                    ["name": "AWS_ACCESS_KEY_ID", "value": "CANARY-3f9a"],
                    ["name": "AWS_SECRET_ACCESS_KEY", "value": "CANARY-3f9a"],
                    ["name": "AWS_PROFILE", "value": "CANARY-3f9a"],
                    ["name": "AWS_ROLE_ARN", "value": "arn:aws:iam::111122223333:role/r"],
                    ["name": "TOKEN", "valueFrom": ["secretKeyRef": ["name": "s", "key": "k"]]],
                ],
                "envFrom": [["secretRef": ["name": "all"]]],
                "livenessProbe": ["httpGet": ["httpHeaders": [["name": "Authorization", "value": "CANARY-3f9a"]]]],
                "lifecycle": ["postStart": ["exec": ["command": ["CANARY-3f9a"]]]],
                "volumeMounts": [["name": "aws-iam-token", "mountPath": "/var/run/secrets/eks.amazonaws.com"]],
            ]
        ],
        "initContainers": [["name": "first", "env": [["name": "KEY", "value": "CANARY-3f9a"]]]],
        "ephemeralContainers": [["name": "debug", "env": [["name": "KEY", "value": "CANARY-3f9a"]]]],
        "volumes": [
            [
                "name": "aws-iam-token",
                "projected": [
                    "sources": [
                        ["serviceAccountToken": ["audience": "sts.amazonaws.com", "path": "token"]],
                        ["secret": ["name": "s"]],
                    ]
                ],
            ],
            ["name": "csi", "csi": ["volumeAttributes": ["key": "CANARY-3f9a"]]],
        ],
        "hostAliases": [["hostnames": ["CANARY-3f9a"]]],
    ]

    private static func metadata(_ name: String) -> JSONValue {
        [
            "name": .string(name), "namespace": "mail", "uid": "u", "creationTimestamp": "2026-01-02T03:04:05Z",
            "annotations": [
                "kubectl.kubernetes.io/last-applied-configuration": "CANARY-3f9a",
                "objectset.rio.cattle.io/applied": "CANARY-3f9a", "eks.amazonaws.com/skip-containers": "side",
            ],
            "managedFields": [
                [
                    "manager": "helm", "operation": "Update", "time": "2026-01-02T03:04:05Z",
                    "fieldsV1": [
                        "f:metadata": [
                            "f:annotations": [
                                "f:eks.amazonaws.com/role-arn": [:], "f:other": [:], "v:CANARY-3f9a": [:],
                            ]
                        ], "f:spec": ["k:{\"name\":\"CANARY-3f9a\"}": [:]],
                    ],
                ]
            ],
        ]
    }

    private static let objects: [JSONValue] = [
        [
            "apiVersion": "v1", "kind": "Pod", "metadata": metadata("p"), "spec": pod,
            "status": [
                "phase": "Pending", "message": "CANARY-3f9a",
                "containerStatuses": [
                    ["name": "app", "state": ["waiting": ["reason": "CrashLoopBackOff", "message": "CANARY-3f9a"]]],
                    [
                        "name": "side",
                        "state": ["terminated": ["reason": "Error", "exitCode": 1, "message": "CANARY-3f9a"]],
                    ],
                ],
            ],
        ],
        [
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata("d"),
            "spec": ["replicas": 2, "template": ["metadata": metadata("t"), "spec": pod]],
            "status": ["conditions": [["type": "Available", "status": "True", "message": "CANARY-3f9a"]]],
        ],
        [
            "apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": metadata("d-1"),
            "spec": ["template": ["metadata": metadata("t"), "spec": pod]],
        ],
        [
            "apiVersion": "v1", "kind": "ServiceAccount", "metadata": metadata("mailer"),
            "secrets": [["name": "mailer-token"]], "data": "CANARY-3f9a",
        ],
        [
            "apiVersion": "v1", "kind": "Namespace", "metadata": metadata("mail"),
            "spec": ["finalizers": ["CANARY-3f9a"]],
        ],
        [
            "kind": "MutatingWebhookConfiguration", "metadata": metadata("w"),
            "webhooks": [["name": "x", "clientConfig": ["caBundle": "CANARY-3f9a", "url": "https://w"]]],
        ],
        [
            "kind": "SelfSubjectReview",
            "status": [
                "userInfo": [
                    "username": "u", "groups": ["g"],
                    "extra": ["accessKeyId": ["CANARY-3f9a"], "arn": ["arn:aws:iam::111122223333:role/r"]],
                ]
            ],
        ],
        ["apiVersion": "v1", "kind": "Secret", "metadata": metadata("s"), "data": ["key": "CANARY-3f9a"]],
    ]

    @Test(arguments: objects.indices)
    func `nothing that may be a secret is kept`(index: Int) {
        let object = Self.objects[index]
        #expect(object.serialized(.compact).contains(Self.canary))
        let kept = ClusterObject.kept(object)
        #expect(kept?.serialized(.compact).contains(Self.canary) != true, "\(kept?.serialized(.pretty) ?? "")")
        // What was kept once is kept again, so that a file is read as it was written.
        #expect(kept.flatMap(ClusterObject.kept) == kept)
        #expect(Shape.object.kept(object) == kept)
        #expect((kept == nil) == (object["kind"]?.string == "Secret"))
    }

    @Test func `what says which role a pod gets is kept`() throws {
        let kept = try #require(ClusterObject.kept(Self.objects[0]))
        let container = kept["spec"]?["containers"]?[0]
        #expect(container?["env"]?.array?.compactMap { $0["name"]?.string }.count == 6)
        #expect(container?["env"]?[1] == ["name": "AWS_ACCESS_KEY_ID"])
        #expect(container?["env"]?[4]?["value"]?.string == "arn:aws:iam::111122223333:role/r")
        #expect(container?["env"]?[5]?["valueFrom"]?["secretKeyRef"]?["name"]?.string == "s")
        #expect(kept["spec"]?["volumes"]?[0]?["projected"]?["sources"]?[0]?["serviceAccountToken"]?["audience"] != nil)
        #expect(kept["metadata"]?["annotations"] == ["eks.amazonaws.com/skip-containers": "side"])
        #expect(
            kept["metadata"]?["managedFields"]?[0]?["fieldsV1"]
                == ["f:metadata": ["f:annotations": ["f:eks.amazonaws.com/role-arn": [:]]]])
        #expect(kept["status"]?["containerStatuses"]?[0]?["state"]?["waiting"] == ["reason": "CrashLoopBackOff"])
    }

    @Test func `only sesame's own workload keeps its command`() {
        let own: JSONValue = [
            "kind": "Deployment", "metadata": ["name": "d", "labels": ["app.kubernetes.io/managed-by": "sesame"]],
            "spec": ["template": ["spec": ["containers": [["name": "c", "command": ["sh"]]]]]],
        ]
        let template = { (object: JSONValue) in ClusterObject.kept(object)?["spec"]?["template"]?["spec"] }
        #expect(template(own)?["containers"]?[0]?["command"] == ["sh"])
        // Who applied the rendered file made the object: its command still has to be compared.
        let rendered: JSONValue = [
            "kind": "Deployment", "metadata": ["name": "d"],
            "spec": [
                "template": [
                    "spec": ["containers": [["name": "c", "command": JSONValue(ClusterObject.workloadCommand)]]]
                ]
            ],
        ]
        #expect(
            template(rendered)?["containers"]?[0]?["command"] == JSONValue(ClusterObject.workloadCommand))
        #expect(template(Self.objects[1])?["containers"]?[0]?["command"] == nil)
    }

    @Test func `wrong types are left out, not passed on`() {
        let hostile: JSONValue = [
            "kind": "Pod", "metadata": ["name": 7, "labels": ["a": ["b"]], "annotations": "x", "managedFields": "y"],
            "spec": ["containers": ["CANARY-3f9a"], "hostNetwork": "yes"], "status": [1],
        ]
        #expect(
            ClusterObject.kept(hostile)
                == ["kind": "Pod", "metadata": ["labels": [:]], "spec": ["containers": []]])
    }

    @Test func `an answer keeps what its row names, whoever brings it`() {
        let role: JSONValue = [
            "Role": [
                "RoleName": "r", "RoleId": 5, "Arn": "a", "Unknown": "x",
                "AssumeRolePolicyDocument": ["Version": "2012-10-17"], "Tags": [["Key": "k", "Value": "v", "More": 1]],
            ]
        ]
        #expect(
            Operation.getRole.keeps.kept(role) == [
                "Role": [
                    "RoleName": "r", "Arn": "a", "AssumeRolePolicyDocument": ["Version": "2012-10-17"],
                    "Tags": [["Key": "k", "Value": "v"]],
                ]
            ])
        let event: JSONValue = [
            "Events": [
                [
                    "EventName": "CreateRole",
                    "CloudTrailEvent":
                        "{\"userIdentity\":{\"accessKeyId\":\"AKIA\",\"arn\":\"a\"},\"requestParameters\":{\"roleName\":\"r\",\"policyDocument\":\"d\"}}",
                ], ["CloudTrailEvent": "no JSON"],
            ]
        ]
        #expect(
            Operation.lookupEvents.keeps.kept(event) == [
                "Events": [
                    [
                        "EventName": "CreateRole",
                        "CloudTrailEvent":
                            "{\"userIdentity\":{\"arn\":\"a\"},\"requestParameters\":{\"roleName\":\"r\"}}",
                    ], [:],
                ]
            ])
        #expect(
            Operation.listObjects.keeps.kept(["items": [["kind": "Secret"], ["kind": "Pod"]]]) == [
                "items": [["kind": "Pod"]]
            ])
    }
}
