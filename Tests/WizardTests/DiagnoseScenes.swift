import Calls
import Canvas
import Design
import Identifiers
@testable import Diagnosis
import Wire

@testable import Wizard

/// What is found where Diagnose is recorded.
enum Found {
    static let cause = Finding(
        code: "TRUST-SUBJECT", link: .trust, status: .fail, title: "The role trusts another service account.",
        brief: "names \"prod\", the token says \"default\"", expected: "system:serviceaccount:default:ses-sender",
        found: "system:serviceaccount:prod:ses-sender", place: "role ses-sender-role, trust policy, statement 1, sub",
        why: "STS gives keys only to the exact name in the trust policy.",
        awsSays: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
        evidence: [
            Finding.Evidence(
                account: "111122223333", call: "iam GetRole", field: "AssumeRolePolicyDocument.Statement[0]",
                value: "system:serviceaccount:prod:ses-sender")
        ],
        fix: Finding.Fix(text: "Put this service account into the trust policy.", remedy: .apply, address: .role))
    static let consequence = Finding(
        code: "K8S-PODS-REFUSED", link: .token, status: .fail, title: "2 pods were refused.",
        brief: "2 pods refused since 13:20", consequenceOf: ["TRUST-SUBJECT"])
    static let receiver = Finding(
        code: "SES-RECEIVER-ACCOUNT", link: .sandbox, status: .fail,
        title: "The receiver is verified in the wrong account.", brief: "ops@ is verified in the wrong account",
        expected: "ops@example.com verified in EKS account 111122223333",
        found: "not there; verified in SES account 444455556666 only",
        place: "EKS account 111122223333, SES in eu-west-1",
        why: "The EKS account is in the sandbox, and its sandbox counts.",
        fix: Finding.Fix(text: "Verify the receiver in the EKS account.", remedy: .verifyReceiver))
    static let cluster = Finding(
        code: "K8S-PRIVATE", link: .token, status: .unknown, title: "Cannot tell whether pods get a token.",
        brief: "the cluster does not answer from here", expected: "an answer of the cluster's API server",
        found: "none in 5 s; EKS says that public access is off",
        place: "cluster mail-prod, eks DescribeCluster, endpointPublicAccess",
        why: "Its API server is reached from inside its own network only.",
        fix: Finding.Fix(text: "Run sesame inside it (VPN), or open a bundle written there."))
    static let identity = Finding(
        code: "SES-DOOR-2", link: .sendingPolicy, status: .unknown,
        title: "Cannot tell whether door 2 lets the role in.",
        found: "cannot tell: needs ses:GetEmailIdentity in 444455556666")
    static let byHand = Finding(
        code: "K8S-POD-OLD", link: .token, status: .fail, title: "2 of 3 pods are older than the annotation.",
        expected: "pods made after 10 March 08:02", found: "web-7c5d8-k8s2p, web-7c5d8-zz9qd",
        why: "A pod gets its role when it is made.",
        fix: Finding.Fix(
            text: "Have the pods made again; others own the deployment web.",
            commands: ["kubectl --namespace default rollout restart deployment/web"]))

    static let boundary = Finding(
        code: "IAM-BOUNDARY", link: .permissions, status: .fail, title: "The role's boundary does not allow sending.",
        brief: "its boundary does not allow sending", expected: "a boundary that allows ses:SendEmail",
        found: "dev-limit allows s3:* only", why: "A boundary caps what all policies of the role may give.",
        fix: Finding.Fix(text: "Have the boundary allow sending."))

    static let log = """
        2026-03-12T13:20:11Z mailer starting
        2026-03-12T13:20:12Z botocore.exceptions.ClientError: An error occurred (AccessDeniedException) when calling the \
        SendEmail operation: User `arn:aws:sts::111122223333:assumed-role/ses-sender-role/botocore-session-17' is not \
        authorized to perform `ses:SendEmail' on resource \
        `arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com'
        2026-03-12T13:20:12Z giving up
        """
    static let choices = [
        SubjectChoice(
            label: "Service account", source: "trust policy, sub",
            options: ["default/ses-sender", "prod/ses-sender"].map { word in
                SubjectChoice.Option(words: word, values: [], word: word)
            })
    ]

    /// The role as it was read: it trusts a service account of another namespace.
    static var read: Observations {
        var read = Observations()
        guard let role = try? RoleName("ses-sender-role") else { return read }
        let provider = "arn:aws:iam::111122223333:oidc-provider/\(FakeWorld.issuer)"
        read[Read.role(role).call] = Answer(
            .success([
                "Role": [
                    "RoleName": "ses-sender-role", "Arn": "arn:aws:iam::111122223333:role/ses-sender-role",
                    "RoleId": "AROAEXAMPLEROLE00001",
                    "AssumeRolePolicyDocument": [
                        "Version": "2012-10-17",
                        "Statement": [
                            [
                                "Effect": "Allow", "Principal": ["Federated": .string(provider)],
                                "Action": "sts:AssumeRoleWithWebIdentity",
                                "Condition": [
                                    "StringEquals": .object([
                                        "\(FakeWorld.issuer):sub": "system:serviceaccount:prod:ses-sender",
                                        "\(FakeWorld.issuer):aud": "sts.amazonaws.com",
                                    ])
                                ],
                            ]
                        ],
                    ],
                ]
            ]), caller: "111122223333")
        return read
    }

    /// Everything else is right.
    static func all(_ findings: [Finding]) -> [Finding] {
        let words: [Link: String] = [
            .you: "eks-admin and ses-admin, the accounts are right", .token: "names the role; 2 pods carry it",
            .provider: "knows the cluster and sts.amazonaws.com", .trust: "lets in default/ses-sender",
            .role: "ses-sender-role", .permissions: "may send as no-reply@example.com",
            .sendingPolicy: "lets in role ses-sender-role", .sandbox: "sender and receiver are verified",
            .delivery: "nothing is held back",
        ]
        let right = Link.allCases.filter { link in !findings.contains { $0.link == link } }.map { link in
            Finding(code: "RIGHT", about: link.rawValue, link: link, status: .pass, title: words[link] ?? "")
        }
        return findings + right
    }

    static let one = all([cause, consequence])
}

extension GoldenScene {
    /// Arranges the scenes of Diagnose.
    func diagnose(_ driver: inout Driver) {
        driver.world.found = [found]
        switch self {
        case .diagnoseEntry: driver.press(.character("d"))
        case .diagnoseTyped:
            driver.press(.character("d"))
            driver.press(.paste("arn:aws:iam::111122223333:role/ses-sender-role"))
        case .diagnoseText, .diagnoseCauses:
            driver.press(.character("d"), .paste(Found.log))
            if self == .diagnoseCauses { driver.press(.enter) }
        case .diagnoseNoCause:
            driver.press(
                .character("d"), .paste("mail: delivery failed for job 8817: upstream said no (code 5)"), .enter)
        case .diagnoseFound:
            driver.walk(to: .configuration)
            driver.world.choices = Found.choices
            driver.run(driver.state.go(to: .irsa))
            driver.press(.character("d"), .character("d"))
            driver.press(.paste("arn:aws:iam::111122223333:role/ses-sender-role"), .enter)
        case .diagnoseRunning:
            driver.walk(to: .apply)
            driver.answers = false
            driver.press(.character("d"))
            guard let id = driver.state.work.ids(.diagnose).first, let subject = driver.state.diagnosing.subject else {
                return
            }
            let early = [Link.you, .provider, .trust, .role]
            var found = Diagnosis(
                subject: subject, findings: Found.one.filter { early.contains($0.link) }, calls: 11,
                at: Timestamp(secondsSinceEpoch: 1_800_000_000))
            let times: [Int64] = [200, 600]
            for (step, milliseconds) in times.enumerated() {
                driver.send(.tick(Moment(milliseconds: 1_800_000_000_000 + milliseconds)))
                if step == 0 { found.findings.removeAll { $0.link != .you } }
                driver.send(.diagnosing(id, found, Observations(), calls: 18))
                found.findings = Found.one.filter { early.contains($0.link) }
            }
        case .diagnoseReport:
            open(&driver)
            driver.run(driver.state.setFocus(.button(.copyReport)))
            driver.press(.enter)
        case .diagnoseUnfolded: open(&driver, then: .up, .enter)
        case .diagnosePicture, .diagnoseDoors, .diagnoseCalls:
            driver.world.read = Found.read
            open(&driver, then: self == .diagnoseCalls ? .character("l") : .character("v"))
            if self == .diagnoseDoors { driver.press(.right, .right) }
        case .diagnoseWatch:
            driver.world.found = [Found.one, Found.all([Found.cause])]
            open(&driver, then: .character("t"))
            if let due = driver.state.diagnosing.nextLook { driver.send(.tick(due)) }
        case .diagnoseEvidence: open(&driver, then: .character("v"))
        case .diagnoseGreen: open(&driver, then: .character("v"), .right)
        case .diagnoseFix, .diagnoseByHand: open(&driver, then: .enter)
        case .diagnoseConfirm: open(&driver, then: .enter, .character("a"))
        case .diagnoseChanged:
            driver.world.found = [Found.one, Found.all([])]
            open(&driver, then: .enter, .character("a"), .enter)
        case .diagnoseNote: open(&driver, then: .enter)
        case .diagnoseCommands: open(&driver, then: .character("e"))
        case .pods, .podsByOwner, .podKinds, .podsUnread, .doorsShut, .statements, .statementsDeny: picture(&driver)
        case .actionsDiagnose: open(&driver, then: .character(":"))
        case .proveDialog: open(&driver, then: .character("p"))
        case .proving, .proved, .proofRefused: prove(&driver)
        case .maskedReport:
            open(&driver)
            driver.press(.character("x"))
            driver.run(driver.state.setFocus(.button(.copyReport)))
            driver.press(.enter)
        case .diagnoseTrouble:
            driver.world.found = []
            open(&driver)
            driver.state.diagnosing.forgetWorld()
        case .diagnoseKnown, .diagnoseChoose, .diagnoseChooseRefused, .diagnoseAll, .diagnoseAllRunning,
            .diagnoseAllFind, .diagnoseAllWrite, .diagnoseRecorded, .diagnoseRecordedFix:
            choose(&driver)
        case .diagnoseBundle:
            driver.world.read = Found.bundled
            open(&driver, then: .character("w"))
        default: open(&driver)
        }
    }

    /// The pictures, each with something in it that is not right.
    private func picture(_ driver: inout Driver) {
        switch self {
        case .pods: driver.world.read = PictureWorlds.pods(PictureWorlds.few)
        case .podKinds: driver.world.read = PictureWorlds.pods(PictureWorlds.kinds)
        case .podsByOwner: driver.world.read = PictureWorlds.pods(PictureWorlds.many)
        case .doorsShut: driver.world.read = PictureWorlds.doors
        case .statements, .statementsDeny: driver.world.read = PictureWorlds.trust(PictureWorlds.statements)
        default: break
        }
        open(&driver, then: .character("v"))
        if self == .statementsDeny { driver.press(.down, .down, .down, .down) }
    }

    /// A probe: while it goes on, proven, and refused although all was seen right.
    private func prove(_ driver: inout Driver) {
        open(&driver, then: .character("p"))
        driver.answers = false
        driver.press(.enter)
        guard let id = driver.state.work.ids(.prove).first, var diagnosis = driver.state.diagnosing.result?.diagnosis
        else { return }
        let refused = SendLink(
            .assumeRole,
            Problem("STS refused AssumeRoleWithWebIdentity in 111122223333: AccessDenied.", code: "AccessDenied"),
            milliseconds: 131)
        let links = [
            SendLink(.annotation, "default/ses-sender names the role", milliseconds: 15),
            SendLink(.token, "from \(FakeWorld.issuer)", milliseconds: 22),
            self == .proofRefused
                ? refused
                : SendLink(
                    .assumeRole, "keys of ses-sender-role for 60 minutes", milliseconds: 131,
                    requestID: "4614def0-a0a9-47f6-9494-a22493bc83df"),
        ]
        for link in links.prefix(self == .proving ? 2 : 3) { driver.send(.proving(id, .ended(link))) }
        guard self != .proving else {
            driver.send(.proving(id, .started(.assumeRole)))
            return
        }
        if self == .proved {
            let caller = "arn:aws:sts::111122223333:assumed-role/ses-sender-role/sesame-test"
            driver.send(.proving(id, .ended(SendLink(.caller, caller, milliseconds: 18))))
            diagnosis.isProven = true
        } else {
            diagnosis.findings.append(
                Finding(
                    code: "STS-GUARD-RAIL", about: "probe", link: .trust, status: .fail,
                    title: "The policies say yes, and STS still refuses.",
                    expected: "keys: provider, trust policy and role all let this token in",
                    found: "refused; nothing that can be read in 111122223333 forbids it",
                    awsSays: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
                    evidence: [
                        Finding.Evidence(
                            account: "111122223333", call: "sts AssumeRoleWithWebIdentity", field: "AccessDenied",
                            value: "", source: .proven)
                    ]))
        }
        driver.send(.proved(id, .success(diagnosis)))
        driver.answers = true
    }

    /// Opens Diagnose on a setup that was applied.
    private func open(_ driver: inout Driver, then keys: Key...) {
        driver.world.changes = GoldenScene.wrongTrust
        driver.walk(to: .apply)
        driver.press(.character("d"))
        for key in keys { driver.press(key) }
    }

    private var found: [Finding] {
        switch self {
        case .diagnoseTwo: Found.all([Found.cause, Found.consequence, Found.receiver])
        case .diagnoseHealthy, .diagnoseTrouble: Found.all([])
        case .diagnoseUnknown, .diagnoseNote: Found.all([Found.cluster, Found.identity])
        case .diagnoseByHand, .pods, .podsByOwner, .podKinds, .podsUnread: Found.all([Found.byHand])
        case .doorsShut: Found.all([Found.boundary])
        case .proveDialog, .proving, .proved, .proofRefused: Found.all([])
        default: Found.one
        }
    }

    /// A role that trusts a service account of another namespace.
    static let wrongTrust: [ResourceAddress: @Sendable (inout PlannedResource, PlanOptions) -> Void] = [
        .role: { role, _ in
            role.action = .change
            role.reason = "The role exists and trusts \"prod/ses-sender\"; yours is in \"default\"."
            role.gain = "trust changes, 1 line"
            role.risks = ["Pods in \"prod\" lose this role when this is applied."]
            role.currentDocument = role.wantedDocument?.replacing("default", with: "prod")
        }
    ]
}
