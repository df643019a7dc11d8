import Calls
import Design
import Identifiers
import TestAnswers
import Wire

@testable import Diagnosis
@testable import Wizard

/// What was read where pictures of pods, doors and statements are recorded.
enum PictureWorlds {
    static let roleARN = "arn:aws:iam::111122223333:role/ses-sender-role"

    private static func at(_ seen: inout Observations, _ call: Call, _ value: JSONValue) {
        seen[call] = Answer(.success(value), caller: call.side == .kubernetes ? "cluster mail-prod" : "111122223333")
    }

    /// A service account with its annotation since 10 January, the webhook, and pods.
    static func pods(_ pods: [JSONValue]) -> Observations {
        var seen = Observations()
        guard let namespace = try? Namespace("default"), let name = try? ServiceAccountName("ses-sender") else {
            return seen
        }
        at(
            &seen, Read.annotatedAccount(namespace, name).call,
            [
                "kind": "ServiceAccount",
                "metadata": [
                    "name": "ses-sender", "namespace": "default", "creationTimestamp": "2027-01-08T08:00:00Z",
                    "annotations": ["eks.amazonaws.com/role-arn": .string(roleARN)],
                    "managedFields": [
                        [
                            "manager": "kubectl-annotate", "time": "2027-01-10T08:02:00Z",
                            "fieldsV1": ["f:metadata": ["f:annotations": ["f:eks.amazonaws.com/role-arn": [:]]]],
                        ]
                    ],
                ],
            ])
        at(
            &seen, Read.webhook().call,
            [
                "kind": "MutatingWebhookConfiguration",
                "metadata": ["name": "pod-identity-webhook", "creationTimestamp": "2026-11-02T10:00:00Z"],
                "webhooks": [
                    [
                        "name": "iam-for-pods.amazonaws.com", "failurePolicy": "Ignore",
                        "rules": [["operations": ["CREATE"], "resources": ["pods"]]],
                    ]
                ],
            ])
        at(&seen, Read.pods(in: namespace).call, ["items": .array(pods)])
        return seen
    }

    /// A pod of deployment web.
    static func pod(
        _ name: String, made: String, isInjected: Bool, labels: [(String, String)] = [], keys: Bool = false
    ) -> JSONValue {
        var env: [JSONValue] =
            isInjected
            ? [
                ["name": "AWS_ROLE_ARN", "value": .string(roleARN)],
                [
                    "name": "AWS_WEB_IDENTITY_TOKEN_FILE",
                    "value": "/var/run/secrets/eks.amazonaws.com/serviceaccount/token",
                ],
            ] : []
        if keys { env += [["name": "AWS_ACCESS_KEY_ID"], ["name": "AWS_SECRET_ACCESS_KEY"]] }
        let container: JSONValue = [
            "name": "web", "image": "example.com/web:1", "env": .array(env),
            "volumeMounts": isInjected
                ? [["name": "aws-iam-token", "mountPath": "/var/run/secrets/eks.amazonaws.com/serviceaccount"]] : [],
        ]
        let all = labels + [("pod-template-hash", "7c5d8")]
        return [
            "kind": "Pod",
            "metadata": [
                "name": .string(name), "namespace": "default", "creationTimestamp": .string(made),
                "labels": .object(JSONObject(all.map { ($0.0, .string($0.1)) })),
                "ownerReferences": [["kind": "ReplicaSet", "name": "web-7c5d8", "controller": true]],
            ],
            "spec": ["serviceAccountName": "ses-sender", "containers": [container]],
            "status": ["phase": "Running"],
        ]
    }

    /// Two pods that are older than the annotation, and one of each other kind.
    static let few = [
        pod("web-7c5d8-k8s2p", made: "2027-01-09T17:40:00Z", isInjected: false),
        pod("web-7c5d8-zz9qd", made: "2027-01-09T17:41:00Z", isInjected: false),
        pod("web-7c5d8-b7f2c", made: "2027-01-10T08:30:00Z", isInjected: true),
    ]

    static let kinds = [
        pod("web-7c5d8-b7f2c", made: "2027-01-10T08:30:00Z", isInjected: true),
        pod("web-7c5d8-keys1", made: "2027-01-11T08:30:00Z", isInjected: true, keys: true),
        pod(
            "web-7c5d8-skip1", made: "2027-01-11T08:31:00Z", isInjected: false,
            labels: [("eks.amazonaws.com/skip-pod-identity-webhook", "true")]),
        pod("web-7c5d8-none1", made: "2027-01-11T08:32:00Z", isInjected: false),
    ]

    static let many =
        (0..<12).map { pod("web-7c5d8-old\($0)", made: "2027-01-09T17:40:00Z", isInjected: false) }
        + (0..<2).map { pod("web-7c5d8-new\($0)", made: "2027-01-11T08:30:00Z", isInjected: true) }

    /// Door 1 under a boundary, a Deny in door 2, an address unverified, the SES account's sandbox unread.
    static var doors: Observations {
        var seen = Observations()
        guard let answers = try? doorsAnswers(), let design = try? DelegateSending(answers) else { return seen }
        let role: JSONValue = [
            "Role": [
                "RoleName": "ses-sender-role", "Arn": .string(roleARN), "RoleId": "AROAEXAMPLEROLE00001",
                "AssumeRolePolicyDocument": design.trustPolicyDocument,
                "PermissionsBoundary": ["PermissionsBoundaryArn": "arn:aws:iam::111122223333:policy/dev-limit"],
            ]
        ]
        at(&seen, Read.role(design.roleName).call, role)
        at(
            &seen, Read.attachedPolicies(design.roleName).call,
            ["AttachedPolicies": [["PolicyArn": .string(design.permissionsPolicyARN.text)]]])
        at(&seen, Read.inlinePolicies(design.roleName).call, ["PolicyNames": []])
        for (arn, document) in [
            (design.permissionsPolicyARN.text, design.permissionsPolicyDocument),
            (
                "arn:aws:iam::111122223333:policy/dev-limit",
                ["Version": "2012-10-17", "Statement": [["Effect": "Allow", "Action": "s3:*", "Resource": "*"]]]
            ),
        ] {
            guard let policy = try? ARN(arn) else { continue }
            at(&seen, Read.managedPolicy(policy).call, ["Policy": ["Arn": .string(arn), "DefaultVersionId": "v1"]])
            at(
                &seen, Read.policyVersion(policy, "v1").call,
                ["PolicyVersion": ["VersionId": "v1", "Document": document]])
        }
        let deny: JSONValue = [
            "Version": "2012-10-17",
            "Statement": [
                ["Effect": "Deny", "Principal": "*", "Action": "ses:*", "Resource": "*"]
            ],
        ]
        at(
            &seen, Read.identity(.ses, design.identity, in: design.sesRegion).call,
            [
                "VerifiedForSendingStatus": true, "VerificationStatus": "SUCCESS",
                "Policies": ["lock": .string(deny.serialized())],
            ])
        guard let receiver = design.receiver else { return seen }
        seen.fail(Read.identity(.eks, .address(receiver), in: design.sesRegion).call, CallFailure(.absent))
        seen.fail(Read.identity(.eks, .domain(receiver.domain), in: design.sesRegion).call, CallFailure(.absent))
        at(
            &seen, Read.sendingAccount(.eks, in: design.sesRegion).call,
            [
                "ProductionAccessEnabled": false, "SendingEnabled": true,
                "SendQuota": ["Max24HourSend": 200, "SentLast24Hours": 3, "MaxSendRate": 1],
            ])
        return seen
    }

    static func doorsAnswers() throws -> Answers {
        var answers = FakeWorld.answers
        for (field, text) in [
            (FieldID.eksAccount, "111122223333"), (.eksRegion, "eu-west-1"), (.eksCluster, "mail-prod"),
            (.eksOIDCProvider, FakeWorld.issuer), (.sesAccount, "444455556666"), (.sesRegion, "eu-west-1"),
            (.namespace, "default"), (.serviceAccount, "ses-sender"),
        ] {
            try answers.set(text, for: field, from: .default)
        }
        return answers
    }

    /// Statements of a trust policy, each with its own slip.
    static func trust(_ statements: [JSONValue]) -> Observations {
        var seen = Observations()
        guard let role = try? RoleName("ses-sender-role") else { return seen }
        at(
            &seen, Read.role(role).call,
            [
                "Role": [
                    "RoleName": "ses-sender-role", "Arn": .string(roleARN), "RoleId": "AROAEXAMPLEROLE00001",
                    "AssumeRolePolicyDocument": ["Version": "2012-10-17", "Statement": .array(statements)],
                ]
            ])
        return seen
    }

    static func statement(
        _ effect: String = "Allow", issuer: String = FakeWorld.issuer, account: String = "111122223333",
        when conditions: [(String, [(String, String)])]
    ) -> JSONValue {
        [
            "Effect": .string(effect),
            "Principal": ["Federated": .string("arn:aws:iam::\(account):oidc-provider/\(issuer)")],
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": .object(
                JSONObject(
                    conditions.map { name, values in
                        (name, .object(JSONObject(values.map { ($0.0, .string($0.1)) })))
                    })),
        ]
    }

    static let statements: [JSONValue] = {
        let issuer = FakeWorld.issuer
        let other = "oidc.eks.eu-west-1.amazonaws.com/id/99999DB5A4BB2F3C0D1D1F40A8C99999"
        let sub = "system:serviceaccount:default:ses-sender"
        return [
            statement(when: [
                (
                    "StringEquals",
                    [
                        ("\(issuer):sub", "system:serviceaccount:prod:ses-sender"),
                        ("\(issuer):aud", "sts.amazonaws.com"),
                    ]
                )
            ]),
            statement(
                issuer: other, when: [("StringEquals", [("\(other):sub", sub), ("\(other):aud", "sts.amazonaws.com")])]),
            statement(when: [("StringEquals", [("\(issuer):aud", "sts.amazon.com"), ("https://\(issuer):sub", sub)])]),
            statement(
                account: "222233334444", when: [("StringLike", [("\(issuer):sub", "system:serviceaccount:default:*")])]),
            statement("Deny", when: [("StringEquals", [("\(issuer):sub", sub)])]),
            statement(when: [("StringEquals", [("\(issuer):sub", "system:serviceaccount:jobs:mailer")])]),
        ]
    }()
}
