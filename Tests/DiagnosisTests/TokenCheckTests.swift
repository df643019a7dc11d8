import Calls
import Design
@testable import Diagnosis
import Identifiers
import TestAnswers
import Testing
import Wire

/// Service account, webhook, pods and associations, one fault at a time.
@Suite struct `The checks of the token` {
    struct Case: Sendable, CustomStringConvertible {
        var name: String
        var code: String
        var found: String?
        var brief: String?
        var change: @Sendable (inout Observations, DelegateSending) throws -> Void
        var description: String { name }

        init(
            _ name: String, _ code: String, found: String? = nil, brief: String? = nil,
            _ change: @escaping @Sendable (inout Observations, DelegateSending) throws -> Void
        ) {
            self.name = name
            self.code = code
            self.found = found
            self.brief = brief
            self.change = change
        }
    }

    private static let key = "eks.amazonaws.com/role-arn"

    private static func annotated(_ annotations: [(String, String)])
        -> @Sendable (
            inout Observations, DelegateSending
        ) -> Void
    {
        { seen, design in
            seen.say(World.account(design), World.serviceAccount(annotations))
            seen.say(World.pods(design), World.list([]))
        }
    }

    private static func pods(_ pods: JSONValue...) -> @Sendable (inout Observations, DelegateSending) -> Void {
        { seen, design in seen.say(World.pods(design), World.list(pods)) }
    }

    private static func association(_ role: String) -> @Sendable (inout Observations, DelegateSending) throws -> Void {
        { seen, design in
            seen.say(
                try World.associations(design),
                ["associations": [["associationId": "a-1", "namespace": "default", "serviceAccount": "ses-sender"]]])
            seen.say(
                .describePodIdentityAssociation("a-1", of: try ClusterName("mail-prod"), in: design.eksRegion),
                [
                    "association": [
                        "associationId": "a-1", "namespace": "default", "serviceAccount": "ses-sender",
                        "roleArn": .string(role),
                    ]
                ])
        }
    }

    static let annotationCases: [Case] = [
        Case(
            "no annotation", "K8S-ANNOTATION", found: "no annotation \(key)",
            brief: "the service account names no role", annotated([])),
        Case(
            "another role", "K8S-ANNOTATION", found: "arn:aws:iam::111122223333:role/shop", brief: "names role shop",
            annotated([(key, "arn:aws:iam::111122223333:role/shop")])),
        Case(
            "another account", "K8S-ANNOTATION", found: "arn:aws:iam::444455556666:role/ses-sender-role",
            brief: "names a role of account 444455556666",
            annotated([(key, "arn:aws:iam::444455556666:role/ses-sender-role")])),
        Case(
            "another path", "K8S-ANNOTATION", found: "arn:aws:iam::111122223333:role/team/ses-sender-role",
            brief: "names the role under another path",
            annotated([(key, "arn:aws:iam::111122223333:role/team/ses-sender-role")])),
        Case(
            "a slip in the key", "K8S-ANNOTATION-KEY", found: "eks.amazonaws.com/role_arn: \(World.roleARN)",
            brief: "the annotation's name has a slip", annotated([("eks.amazonaws.com/role_arn", World.roleARN)])),
        Case(
            "capitals in the key", "K8S-ANNOTATION-KEY", found: "eks.amazonaws.com/Role-ARN: \(World.roleARN)",
            annotated([("eks.amazonaws.com/Role-ARN", World.roleARN)])),
        Case(
            "a blank behind the ARN", "STS-ROLE-ARN", found: "\"\(World.roleARN) \"",
            brief: "has a blank beside the role's ARN", annotated([(key, World.roleARN + " ")])),
        Case(
            "a name", "STS-ROLE-ARN", found: "ses-sender-role", brief: "holds a name, not an ARN",
            annotated([(key, "ses-sender-role")])),
        Case(
            "a colon too many", "STS-ROLE-ARN", found: "arn:aws:iam:::111122223333:role/ses-sender-role",
            brief: "holds no ARN of a role", annotated([(key, "arn:aws:iam:::111122223333:role/ses-sender-role")])),
        Case(
            "an empty annotation", "STS-ROLE-ARN", found: "an empty value", brief: "the annotation is empty",
            annotated([(key, "")])),
        Case(
            "another audience", "K8S-AUDIENCE", found: "sts.amazon.com", brief: "asks for a token for another audience",
            annotated([(key, World.roleARN), ("eks.amazonaws.com/audience", "sts.amazon.com")])),
        Case("no service account", "K8S-SERVICE-ACCOUNT-MISSING", found: "no such service account") { seen, design in
            seen.fail(World.account(design), CallFailure(.absent))
            seen.say(World.pods(design), World.list([]))
        },
        Case("no namespace", "K8S-NAMESPACE-MISSING", found: "no such namespace") { seen, design in
            seen.fail(World.account(design), CallFailure(.absent))
            seen.fail(Read.namespace(design.namespace).call, CallFailure(.absent))
            seen.say(World.pods(design), World.list([]))
        },
    ]

    static let podCases: [Case] = [
        Case(
            "older than the annotation", "K8S-POD-OLD", brief: "1 of 2 pods is older than the annotation",
            pods(World.pod(), World.bare(made: "2025-09-29T17:40:00Z"))),
        Case(
            "an earlier role", "K8S-POD-OLD",
            pods(
                World.pod(containers: [World.container("web", [("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/old")])]
                ))),
        Case(
            "a role set by hand", "K8S-POD-ROLE", brief: "the pod sets another role",
            pods(
                World.pod(containers: [
                    World.container("web", [("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/old")], isInjected: false)
                ]))),
        Case("no role, made later", "K8S-POD-NO-ROLE", brief: "the pod has no role", pods(World.bare())),
        Case(
            "a label keeps the webhook off", "K8S-POD-SKIPPED",
            pods(
                World.pod(
                    labels: [("eks.amazonaws.com/skip-pod-identity-webhook", "true")],
                    containers: [World.container("web", [], isInjected: false)]))),
        Case(
            "the old token", "K8S-TOKEN-LEGACY",
            pods(
                World.pod(containers: [
                    World.container(
                        "web",
                        [
                            ("AWS_ROLE_ARN", World.roleARN),
                            (
                                "AWS_WEB_IDENTITY_TOKEN_FILE",
                                "/var/run/secrets/kubernetes.io/serviceaccount/token"
                            ),
                        ], isInjected: false)
                ]))),
        Case(
            "keys of their own", "K8S-POD-KEYS",
            found: "web-7c5d8-b7f2c (deployment web), container web: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
            brief: "own keys go before the role",
            pods(
                World.pod(containers: [
                    World.container(
                        "web", World.injected + [("AWS_ACCESS_KEY_ID", nil), ("AWS_SECRET_ACCESS_KEY", nil)])
                ]))),
        Case("no webhook", "K8S-WEBHOOK", found: "no such configuration", brief: "the webhook is not there") {
            seen, design in
            seen.fail(Read.webhook().call, CallFailure(.absent))
            seen.say(World.pods(design), World.list([World.bare()]))
        },
        Case("a webhook for other namespaces", "K8S-WEBHOOK-SELECTOR") { seen, design in
            seen.say(Read.webhook().call, World.webhook(["namespaceSelector": ["matchLabels": ["irsa": "on"]]]))
            seen.say(World.pods(design), World.list([World.bare()]))
        },
        Case("a webhook for other events", "K8S-WEBHOOK-SELECTOR") { seen, design in
            seen.say(
                Read.webhook().call, World.webhook(["rules": [["operations": ["UPDATE"], "resources": ["pods"]]]]))
            seen.say(World.pods(design), World.list([World.bare()]))
        },
        Case(
            "an association with another role", "K8S-POD-IDENTITY",
            found: "an association that gives arn:aws:iam::111122223333:role/shop",
            brief: "a Pod Identity association wins over it", association("arn:aws:iam::111122223333:role/shop")),
        Case(
            "an association with a role that does not trust it", "K8S-POD-IDENTITY",
            found:
                "an association with this role, whose trust policy does not allow sts:AssumeRole to pods.eks.amazonaws.com",
            association(World.roleARN)),
        Case("an association on Fargate", "K8S-FARGATE") { seen, design in
            try association(World.roleARN)(&seen, design)
            seen.say(
                World.pods(design),
                World.list([
                    World.pod(
                        labels: [("eks.amazonaws.com/fargate-profile", "mail")],
                        containers: [World.container("web", [], isInjected: false)])
                ]))
        },
    ]

    @Test(arguments: annotationCases + podCases) func `finds each fault, and nothing else`(_ one: Case) throws {
        let diagnosis = try World.diagnosis { try one.change(&$0, $1) }
        #expect(diagnosis.roots == [one.code])
        let finding = try #require(diagnosis.rootCauses.first)
        #expect(finding.link == .token)
        if let found = one.found { #expect(finding.found == found) }
        if let brief = one.brief { #expect(finding.brief == brief) }
        #expect(finding.brief.count <= 45 && !finding.brief.isEmpty)
        #expect(!finding.place.isEmpty && !finding.evidence.isEmpty && !finding.why.isEmpty)
        #expect(finding.fix?.commands.isEmpty == false)
        // Nothing is wrong by itself beside it, and no other link is.
        for link in [Link.you, .provider, .trust, .role] { #expect(diagnosis.link(link)?.state == .right, "\(link)") }
    }

    @Test func `what hangs on a missing thing follows from it`() throws {
        let diagnosis = try World.diagnosis { seen, design in
            seen.fail(World.account(design), CallFailure(.absent))
            seen.fail(Read.namespace(design.namespace).call, CallFailure(.absent))
            seen.say(World.pods(design), World.list([]))
        }
        #expect(diagnosis.finding("K8S-SERVICE-ACCOUNT-MISSING")?.consequenceOf == ["K8S-NAMESPACE-MISSING"])
        let pods = try World.diagnosis { seen, design in
            seen.fail(Read.webhook().call, CallFailure(.absent))
            seen.say(World.pods(design), World.list([World.bare()]))
        }
        #expect(pods.finding("K8S-POD-NO-ROLE")?.consequenceOf == ["K8S-WEBHOOK"])
    }

    @Test func `the restart is of the workload that owns the pods, and of no other`() throws {
        let diagnosis = try World.diagnosis { seen, design in
            seen.say(World.pods(design), World.list([World.bare(made: "2025-09-29T17:40:00Z")]))
        }
        #expect(
            diagnosis.finding("K8S-POD-OLD")?.fix?.commands == ["kubectl rollout restart deployment web -n default"])
        var answers = try World.answers()
        try answers.set("mail prod", for: .kubernetesContext, from: .typed)
        let named = try World.diagnosis(of: answers) { seen, design in
            seen.say(World.pods(design), World.list([World.bare(made: "2025-09-29T17:40:00Z")]))
        }
        #expect(
            named.finding("K8S-POD-OLD")?.fix?.commands
                == ["kubectl rollout restart deployment web -n default --context 'mail prod'"])
    }

    @Test func `what is right is no fault, whoever made it`() throws {
        let worlds: [@Sendable (inout Observations, DelegateSending) throws -> Void] = [
            Self.pods(),
            { seen, design in
                // An association for the same role, which trusts both.
                try Self.association(World.roleARN)(&seen, design)
                let both = try World.changed(
                    design.trustPolicyDocument, "\"Statement\":[",
                    "\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"pods.eks.amazonaws.com\"},"
                        + "\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"]},")
                seen[.role(design.roleName)] = .value(World.role(design, trust: both))
                seen.say(World.account(design), World.serviceAccount([]))
            },
            { seen, design in
                // Another audience, which provider and role take.
                seen.say(
                    World.account(design),
                    World.serviceAccount([(Self.key, World.roleARN), ("eks.amazonaws.com/audience", "mail")]))
                seen[.provider(design.providerARN)] = .value(
                    ProviderState(clientIDs: ["sts.amazonaws.com", "mail"], tags: []))
                let trust = try World.changed(design.trustPolicyDocument, "sts.amazonaws.com\"", "mail\"")
                seen[.role(design.roleName)] = .value(World.role(design, trust: trust))
                seen.say(World.pods(design), World.list([]))
            },
            { seen, design in
                // Nobody may read webhook configurations, and a pod shows that it works.
                seen.fail(
                    Read.webhook().call,
                    CallFailure(.denied, permission: "get mutatingwebhookconfigurations", place: "cluster mail-prod"))
            },
            { seen, design in
                // Nobody may read the namespace itself.
                seen.fail(
                    Read.namespace(design.namespace).call,
                    CallFailure(.denied, permission: "get namespaces", place: "cluster mail-prod"))
            },
        ]
        for (index, change) in worlds.enumerated() {
            let diagnosis = try World.diagnosis(change)
            #expect(diagnosis.roots.isEmpty, "\(index): \(diagnosis.rootCauses.map(\.found))")
            #expect(diagnosis.link(.token)?.state == .right, "\(index)")
        }
    }

    @Test func `a pod without its own token is a risk, and no pods a note`() throws {
        let sidecar = try World.diagnosis { seen, design in
            seen.say(
                World.pods(design),
                World.list([
                    World.pod(containers: [World.container(), World.container("istio-proxy", [], isInjected: false)])
                ]))
        }
        #expect(sidecar.roots.isEmpty)
        #expect(sidecar.finding("K8S-SIDECAR")?.status == .warn)
        #expect(sidecar.finding("K8S-SIDECAR")?.found.contains("istio-proxy") == true)
        let none = try World.diagnosis { seen, design in
            seen.say(World.pods(design), World.list([World.pod(account: "default")]))
        }
        #expect(none.finding("K8S-NO-PODS")?.status == .note)
        #expect(none.finding("K8S-NO-PODS")?.found == "none; its pods use service account default")
    }

    @Test func `what a container takes from secrets is not said to be free of keys`() throws {
        let diagnosis = try World.diagnosis { seen, design in
            guard case .object(var container) = World.container() else { return }
            container["envFrom"] = [
                ["secretRef": ["name": "mail-env"]], ["configMapRef": ["name": "settings"]], ["prefix": "X_"],
            ]
            seen.say(World.pods(design), World.list([World.pod(containers: [.object(container)])]))
        }
        #expect(diagnosis.roots.isEmpty)
        let words = diagnosis.findings.filter { $0.status == .pass && $0.link == .token }.map(\.title)
        #expect(
            words.contains(
                "no keys of their own in the pods; what they take from config map settings and 1 more was not read"),
            "\(words)")
    }

    @Test func `the cluster that does not answer is told once, by what EKS says of its network`() throws {
        let closed = try World.diagnosis { seen, design in
            for call in seen.calls where call.side == .kubernetes && call.operation.service == .kubernetes {
                seen.fail(call, CallFailure(.unreachable, reason: "no answer in 5 s"))
            }
            var cluster = seen[Read.cluster(try ClusterName("mail-prod"), in: design.eksRegion).call]?.value ?? .null
            if var root = cluster.object, var inner = root["cluster"]?.object {
                inner["resourcesVpcConfig"] = ["endpointPublicAccess": false, "endpointPrivateAccess": true]
                root["cluster"] = .object(inner)
                cluster = .object(root)
            }
            seen.say(Read.cluster(try ClusterName("mail-prod"), in: design.eksRegion).call, cluster)
        }
        #expect(closed.roots.isEmpty)
        let unknown = closed.findings.filter { $0.link == .token && $0.status == .unknown }
        #expect(unknown.map(\.code) == ["K8S-PRIVATE"])
        #expect(unknown.first?.found == "cannot tell: no answer in 5 s; EKS says that public access is off")
        #expect(closed.link(.trust)?.state == .right)
    }

    @Test func `what STS told the pods follows from what makes it refuse, and else is a note`() throws {
        let event = JSONValue.object([
            "EventName": "AssumeRoleWithWebIdentity", "EventTime": "2025-10-09T08:00:00Z",
            "Username": "system:serviceaccount:default:ses-sender",
            "CloudTrailEvent":
                "{\"errorCode\":\"AccessDenied\",\"errorMessage\":\"Not authorized to perform sts:AssumeRoleWithWebIdentity\",\"requestParameters\":{\"roleArn\":\"\(World.roleARN)\"}}",
        ])
        let broken = try World.diagnosis { seen, design in
            seen.say(World.trail(design), ["Events": [event]])
            let trust = try World.changed(design.trustPolicyDocument, ":default:", ":prod:")
            seen[.role(design.roleName)] = .value(World.role(design, trust: trust))
        }
        #expect(broken.roots == ["TRUST-SUBJECT"])
        let refused = try #require(broken.finding("STS-PODS-REFUSED"))
        #expect(refused.consequenceOf == ["TRUST-SUBJECT"])
        #expect(refused.awsSays == "Not authorized to perform sts:AssumeRoleWithWebIdentity")
        let right = try World.diagnosis { seen, design in seen.say(World.trail(design), ["Events": [event]]) }
        #expect(right.roots.isEmpty && right.finding("STS-PODS-REFUSED")?.status == .note)
        let over = try World.diagnosis { seen, design in
            let later = JSONValue.object([
                "EventName": "AssumeRoleWithWebIdentity", "EventTime": "2025-10-09T08:10:00Z",
                "Username": "system:serviceaccount:default:ses-sender", "CloudTrailEvent": "{}",
            ])
            seen.say(World.trail(design), ["Events": [later, event]])
        }
        #expect(over.finding("STS-PODS-REFUSED") == nil)
    }

    @Test func `without a way to SES or a whole design the links up to the role are judged all the same`() throws {
        var answers = Answers()
        for (field, text) in [
            (FieldID.eksAccount, "111122223333"), (.eksRegion, "eu-west-1"), (.eksCluster, "mail-prod"),
            (.eksOIDCProvider, World.issuer), (.namespace, "default"), (.serviceAccount, "ses-sender"),
            (.role, "ses-sender-role"),
        ] { try answers.set(text, for: field, from: .typed) }
        let right = try World.diagnosis(of: answers)
        #expect(right.roots.isEmpty, "\(right.rootCauses)")
        for link in [Link.you, .token, .provider, .trust, .role] {
            #expect(right.link(link)?.state == .right, "\(link)")
        }
        for link in [Link.permissions, .sendingPolicy] { #expect(right.link(link)?.state == .notLooked, "\(link)") }
        let broken = try World.diagnosis(of: answers) { seen, design in
            seen.say(World.account(design), World.serviceAccount([]))
            seen.say(World.pods(design), World.list([]))
            seen.fail(Read.provider(design.providerARN).call, CallFailure(.absent))
        }
        #expect(broken.roots == ["K8S-ANNOTATION", "OIDC-PROVIDER-MISSING"])
        // There is no plan that could repair it.
        #expect(broken.rootCauses.allSatisfy { $0.fix?.address == nil && $0.fix?.remedy != .apply })
        #expect(broken.finding("K8S-ANNOTATION")?.fix?.commands.first?.contains(World.roleARN) == true)
    }
}
