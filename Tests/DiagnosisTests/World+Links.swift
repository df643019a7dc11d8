import Calls
import Design
import Diagnosis
import Identifiers
import TestAnswers
import Wire

/// What the links before door 1 are read by, all as wanted.
extension World {
    static let now = Timestamp(secondsSinceEpoch: 1_760_000_000)
    static let roleARN = "arn:aws:iam::111122223333:role/ses-sender-role"
    static let endpoint = "https://D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E.gr7.eu-west-1.eks.amazonaws.com"
    static let authority = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"

    /// Everything in place, seen by callers who may see everything.
    static func whole(_ design: DelegateSending) throws -> Observations {
        var seen = ready(design)
        for (side, account, name) in [
            (Side.eks, design.eksAccount, "eks-admin"), (.ses, design.sesAccount, "ses-read"),
        ] {
            seen[.caller(side)] = .value(
                CallerState(
                    account: account, arn: try ARN("arn:aws:iam::\(account.text):user/\(name)"), userID: "AIDAEXAMPLE"))
            seen.say(
                .readCredentials(side),
                ["profile": .string(name), "source": .string("via profile \(name) (static)"), "method": "static"])
            seen.say(.readClock(side), ["skewSeconds": 1])
        }
        let name = try ClusterName("mail-prod")
        seen[.cluster(name, in: design.eksRegion)] = .value(
            ClusterState(
                arn: try ARN("arn:aws:eks:eu-west-1:111122223333:cluster/mail-prod"), status: "ACTIVE",
                version: "1.33", endpoint: endpoint, certificateAuthority: authority, issuer: design.issuer))
        seen.say(
            .readKubeconfig,
            [
                "context": "mail-prod", "server": .string(endpoint), "certificateAuthority": .string(authority),
                "isVerified": true,
            ])
        seen.say(.selfSubjectReview, ["status": ["userInfo": ["username": "jane@example.com"]]])
        seen.say(Read.namespace(design.namespace).call, ["kind": "Namespace", "metadata": ["name": "default"]])
        seen.say(account(design), serviceAccount([(ServiceAccountState.Annotation.role.rawValue, roleARN)]))
        seen.say(Read.webhook().call, webhook())
        seen.say(pods(design), list([pod()]))
        seen.say(try associations(design), ["associations": []])
        seen.say(trail(design), ["Events": []])
        return seen
    }

    static func account(_ design: DelegateSending) -> Call {
        Read.annotatedAccount(design.namespace, design.serviceAccount).call
    }

    static func pods(_ design: DelegateSending) -> Call { Read.pods(in: design.namespace).call }

    static func associations(_ design: DelegateSending) throws -> Call {
        Call.listPodIdentityAssociations(
            try ClusterName("mail-prod"), in: design.eksRegion, namespace: design.namespace,
            serviceAccount: design.serviceAccount)
    }

    static func trail(_ design: DelegateSending) -> Call {
        .lookupEvents(.eks, in: design.eksRegion, by: .eventName, "AssumeRoleWithWebIdentity")
    }

    /// A service account that was made 10 days ago and annotated 9 days ago.
    static func serviceAccount(_ annotations: [(String, String)], annotated: String = "2025-09-30T08:02:00Z")
        -> JSONValue
    {
        [
            "kind": "ServiceAccount",
            "metadata": [
                "name": "ses-sender", "namespace": "default", "creationTimestamp": "2025-09-29T08:00:00Z",
                "annotations": .object(JSONObject(annotations.map { ($0.0, .string($0.1)) })),
                "managedFields": [
                    [
                        "manager": "kubectl-annotate", "time": .string(annotated),
                        "fieldsV1": ["f:metadata": ["f:annotations": ["f:eks.amazonaws.com/role-arn": [:]]]],
                    ]
                ],
            ],
        ]
    }

    static func webhook(_ changes: JSONObject = [:]) -> JSONValue {
        var hook: JSONObject = [
            "name": "iam-for-pods.amazonaws.com", "failurePolicy": "Ignore",
            "rules": [["operations": ["CREATE"], "resources": ["pods"]]],
        ]
        for member in changes.members { hook[member.key] = member.value }
        return [
            "kind": "MutatingWebhookConfiguration", "metadata": ["name": "pod-identity-webhook"],
            "webhooks": [.object(hook)],
        ]
    }

    static func list(_ items: [JSONValue]) -> JSONValue { ["items": .array(items)] }

    static let injected: [(String, String?)] = [
        ("AWS_ROLE_ARN", roleARN),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/secrets/eks.amazonaws.com/serviceaccount/token"),
    ]

    /// A container; the webhook's mount comes with the role.
    static func container(
        _ name: String = "web", _ env: [(String, String?)] = injected, isInjected: Bool = true
    ) -> JSONValue {
        [
            "name": .string(name), "image": "example.com/web:1",
            "env": .array(
                env.map { name, value in
                    value.map { ["name": .string(name), "value": .string($0)] } ?? ["name": .string(name)]
                }),
            "volumeMounts": isInjected
                ? [["name": "aws-iam-token", "mountPath": "/var/run/secrets/eks.amazonaws.com/serviceaccount"]] : [],
        ]
    }

    /// A pod of deployment web, made after the annotation.
    static func pod(
        _ name: String = "web-7c5d8-b7f2c", made: String = "2025-10-01T08:30:00Z", account: String = "ses-sender",
        labels: [(String, String)] = [], annotations: [(String, String)] = [], containers: [JSONValue]? = nil,
        spec: JSONObject = [:]
    ) -> JSONValue {
        let all = labels + [("pod-template-hash", "7c5d8")]
        var specification: JSONObject = [
            "serviceAccountName": .string(account), "containers": .array(containers ?? [container()]),
            "volumes": [
                [
                    "name": "aws-iam-token",
                    "projected": [
                        "sources": [["serviceAccountToken": ["audience": "sts.amazonaws.com", "path": "token"]]]
                    ],
                ]
            ],
        ]
        for member in spec.members { specification[member.key] = member.value }
        return [
            "kind": "Pod",
            "metadata": [
                "name": .string(name), "namespace": "default", "creationTimestamp": .string(made),
                "labels": .object(JSONObject(all.map { ($0.0, .string($0.1)) })),
                "annotations": .object(JSONObject(annotations.map { ($0.0, .string($0.1)) })),
                "ownerReferences": [["kind": "ReplicaSet", "name": "web-7c5d8", "controller": true]],
            ],
            "spec": .object(specification), "status": ["phase": "Running"],
        ]
    }

    /// A pod that nobody gave anything.
    static func bare(_ name: String = "web-7c5d8-k8s2p", made: String = "2025-10-01T08:30:00Z") -> JSONValue {
        pod(name, made: made, containers: [container("web", [], isInjected: false)], spec: ["volumes": []])
    }

    /// A diagnosis of the guide's design in a world that was changed.
    static func diagnosis(
        of answers: Answers? = nil, _ change: (inout Observations, DelegateSending) throws -> Void = { _, _ in }
    ) throws -> Diagnosis {
        let design = try design()
        var seen = try whole(design)
        try change(&seen, design)
        return Doctor.diagnose(Subject(try answers ?? self.answers()), seen, at: now)
    }
}

extension Observations {
    /// The answer to a call.
    mutating func say(_ call: Call, _ value: JSONValue) { self[call] = Answer(.success(value)) }
}

extension Diagnosis {
    /// The codes of the root causes.
    var roots: [String] { rootCauses.map(\.code) }
    /// The link's result.
    func link(_ link: Link) -> LinkResult? { links.first { $0.link == link } }
    /// The finding of a code.
    func finding(_ code: String) -> Finding? { findings.first { $0.code == code && $0.status != .pass } }
}
