import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import Synchronization
import Wire

@testable import Wizard

/// The states whose screens are recorded.
enum GoldenScene: String, CaseIterable, Sendable {
    case home, homeLater, introduction, proposed, oneProfile, resumed, expired, wrongAccount, callers, irsa, irsaLast,
        configuration, invalid, help
    case crossAccount, ses, sesMails, plan, change, confirm, waiting, inbox, applied, failed, handOver, test, sent,
        refused, podStarts, podImage, podSent, podDiffers, podRemoval
    case practices, done, viewer, actions, filesOnly, namespaces
    case diagnoseEntry, diagnoseTyped, diagnoseRunning, diagnoseCause, diagnoseTwo, diagnoseHealthy, diagnoseUnknown
    case diagnoseUnfolded, diagnoseEvidence, diagnoseGreen, diagnoseFix, diagnoseConfirm, diagnoseChanged
    case diagnosePicture, diagnoseDoors, diagnoseWatch, diagnoseCalls, diagnoseText, diagnoseCauses, diagnoseNoCause,
        diagnoseFound, diagnoseByHand, diagnoseReport, diagnoseNote,
        diagnoseCommands, diagnoseTrouble
    case pods, podsByOwner, podKinds, podsUnread, doorsShut, statements, statementsDeny
    case actionsDiagnose, actionsFound, actionsNothing, screens, calls
    case proveDialog, proving, proved, proofRefused, masked, maskedReport
    case diagnoseKnown, diagnoseChoose, diagnoseChooseRefused, diagnoseBundle, diagnoseRecorded, diagnoseRecordedFix
    case diagnoseAll, diagnoseAllRunning, diagnoseAllFind, diagnoseAllWrite
    case stageHome, stageApplying, stageSending, stageHidden, stageRevealed, stageFix, stagePodHidden, stageCard,
        stageChapters, stageNumber, stageStartOver, stageMasked, stageConfirm, stageDiagnosing

    /// The scene.
    ///
    /// - Parameters:
    ///   - size: The terminal's size.
    ///   - stage: How it looks in front of an audience, where it is not the stage's own scene.
    /// - Returns: A driver that is there.
    func driver(_ size: Size, stage: StageLook? = nil) -> Driver {
        let key = Key(scene: self, columns: size.columns, rows: size.rows, stage: stage)
        if let known = Self.known.withLock({ $0[key] }) { return known }
        var driver = start(size)
        if let stage { driver.state.stage = stage }
        arrange(&driver)
        Self.known.withLock { $0[key] = driver }
        return driver
    }

    private struct Key: Hashable {
        var scene: GoldenScene
        var columns: Int
        var rows: Int
        var stage: StageLook?
    }

    /// The drivers that have walked to their scene: values, so that who takes one changes no other.
    ///
    /// Walking there anew for each test was half of what the tests of this room took.
    private static let known = Mutex<[Key: Driver]>([:])

    private func start(_ size: Size) -> Driver {
        switch self {
        case .diagnoseEntry: return GoldenScene.homeLater.start(size)
        case .diagnoseKnown, .diagnoseChoose, .diagnoseChooseRefused, .diagnoseAll, .diagnoseAllRunning,
            .diagnoseAllFind, .diagnoseAllWrite, .diagnoseRecorded, .diagnoseRecordedFix:
            return Driver(.live, answers: Answers(), setups: Found.setups, size: size)
        case .home: return Driver(.live, answers: Answers(), size: size)
        case .homeLater:
            let setups = [
                SavedSetup(
                    id: "1", name: "mail-prod", place: "default/ses-sender", when: "yesterday 17:42", screen: .apply,
                    summary: "7 of 9 things made, 2 mails wait for a click",
                    callers: [.eks: "111122223333 eks-admin", .ses: "444455556666 ses-admin"]),
                SavedSetup(
                    id: "2", name: "shop-eu", place: "shop/notify", when: "2 March", screen: .done, isFinished: true),
            ]
            return Driver(.live, answers: Answers(), setups: setups, size: size)
        case .filesOnly:
            return Driver(.live, answers: Answers(), local: LocalFindings(), size: size)
        case .oneProfile:
            var local = FakeWorld.local
            local.profiles = ["default"]
            local.outlooks = [
                .profile("default"): CallerOutlook(
                    steps: [
                        .runs(
                            command: "/opt/company/tools/aws/bin/get-credentials --token (redacted)", profile: "default"
                        )
                    ])
            ]
            return Driver(.live, answers: Answers(), local: local, size: size)
        case .handOver, .expired, .wrongAccount, .change, .failed, .waiting, .proposed, .resumed, .diagnoseCause,
            .diagnoseTwo, .diagnoseUnknown, .diagnoseFix, .proofRefused, .calls:
            return Driver(.live, size: size)
        case .stageMasked, .stageConfirm: return Driver(.live, size: size, stage: StageScenes.look)
        case _ where rawValue.hasPrefix("stage"): return Driver(.demo, size: size, stage: StageScenes.look)
        default: return Driver(.demo, size: size)
        }
    }

    private func arrange(_ driver: inout Driver) {
        switch self {
        case .home, .homeLater: break
        case .introduction, .proposed, .oneProfile: driver.press(.enter)
        case .resumed:
            driver.walk(to: .apply)
            var saved = driver.state.saved
            saved.asked[.ses] = nil
            driver = start(driver.state.size)
            driver.send(.tick(driver.state.now.adding(milliseconds: 86_400_000)))
            driver.run(driver.state.restore(saved))
        case .expired:
            driver.world.trouble["ses-admin"] = Problem(
                "The sign-in of ses-admin ended 2 hours ago. In another terminal, run:",
                advice: "aws sso login --profile ses-admin     sesame notices and goes on by itself",
                short: "sign-in expired")
            driver.press(.enter, .enter)
        case .wrongAccount:
            driver.state.form.propose("444455556666", for: .sesAccount, from: .typed)
            driver.world.profiles["ses-admin"] = "777788889999"
            driver.press(.enter, .enter)
        case .callers: driver.press(.enter, .backTab, .backTab, .enter)
        case .irsa:
            driver.walk(to: .irsa)
            driver.press(.enter, times: 4)
        case .irsaLast:
            driver.walk(to: .irsa)
            driver.press(.enter, times: 6)
        case .configuration: driver.walk(to: .configuration)
        case .invalid:
            driver.walk(to: .configuration)
            driver.press(.backTab, times: 3)
            driver.press(.control("u"))
            driver.type("SES-sender")
        case .help:
            driver.walk(to: .configuration)
            driver.press(.backTab, times: 3)
            driver.press(.character("?"))
        case .namespaces:
            driver.walk(to: .configuration)
            driver.press(.backTab, times: 4)
            driver.press(.character(" "))
        case .crossAccount: driver.walk(to: .crossAccount)
        case .ses: driver.walk(to: .ses)
        case .sesMails:
            driver.walk(to: .ses)
            driver.press(.tab, .enter)
        case .plan: driver.walk(to: .apply)
        case .change: change(&driver)
        case .confirm:
            driver.walk(to: .apply)
            driver.press(.character("a"))
        case .waiting:
            driver.walk(to: .apply)
            driver.press(.character("a"), .enter)
            driver.send(.tick(Moment(milliseconds: 1_800_000_062_000)))
        case .inbox:
            driver.walk(to: .apply)
            driver.press(.character("a"), .enter, .enter)
        case .applied:
            driver.walk(to: .apply)
            driver.press(.character("a"), .enter, .enter)
            driver.press(.enter, times: 3)
        case .failed: fail(&driver)
        case .handOver:
            driver.world.profiles["ses-admin"] = nil
            driver.press(.enter, .enter)
            driver.press(.enter, .end, .enter)
            driver.walk(to: .crossAccount)
            driver.type("444455556666")
            driver.walk(to: .apply)
        case .filesOnly:
            driver.press(.enter, .enter, .end, .enter, .enter, .end, .enter)
            driver.walk(to: .configuration)
        case .test: driver.walk(to: .test)
        case .sent:
            driver.walk(to: .test)
            driver.press(.enter)
        case .refused:
            driver.world.finding = GoldenScene.card
            driver.world.refusal = Problem(GoldenScene.card.awsSays, code: "MessageRejected")
            driver.walk(to: .test)
            driver.press(.enter)
        case .podStarts:
            driver.walk(to: .test)
            driver.press(.enter)
            driver.sendFromPod([.workload(PodScenes.starts)])
        case .podImage:
            driver.walk(to: .test)
            driver.sendFromPod([.workload(PodScenes.image)], end: PodScenes.unpulled)
        case .podSent:
            driver.walk(to: .test)
            driver.sendFromPod(end: PodScenes.sent)
        case .podDiffers:
            driver.walk(to: .test)
            driver.press(.enter)
            driver.sendFromPod(end: PodScenes.unreachable)
        case .podRemoval:
            driver.walk(to: .test)
            driver.sendFromPod(end: PodScenes.sent)
            driver.press(.tab, .tab, .enter)
        case .practices:
            driver.world.cards += [
                Finding(
                    code: "L24", link: .sendingPolicy, status: .warn,
                    title: "Any address of example.com may be used as sender",
                    expected: "ses:FromAddress is no-reply@example.com",
                    found: "no condition; 444455556666, identity example.com",
                    why: "a stolen token could send as ceo@example.com",
                    fix: Finding.Fix(text: "Changes 1 file and 1 policy.", remedy: .apply)),
                Finding(
                    code: "L17", link: .role, status: .unknown,
                    title: "Permission boundary: cannot tell, needs iam:ListRoles in 111122223333"),
            ]
            driver.walk(to: .practices)
        case .done: driver.walk(to: .done)
        case .viewer:
            driver.walk(to: .configuration)
            driver.press(.character("v"))
        case .actions:
            driver.walk(to: .ses)
            driver.press(.character(":"))
        case .actionsFound:
            driver.walk(to: .ses)
            driver.press(.character(":"))
            driver.type("ses")
        case .actionsNothing:
            driver.press(.character(":"))
            driver.type("qqq")
        case .screens:
            driver.walk(to: .ses)
            driver.press(.character("g"))
        case .calls:
            driver.walk(to: .ses)
            driver.send(.called(GoldenScene.madeCalls))
            driver.press(.character("l"), .up)
        case .masked:
            driver.walk(to: .ses)
            driver.press(.character("x"))
        case _ where rawValue.hasPrefix("stage"): stage(&driver)
        default: diagnose(&driver)
        }
    }

    /// Some calls of a run: answered, refused, and one that wrote.
    static let madeCalls: [LoggedCall] = {
        let at = Timestamp(secondsSinceEpoch: 1_800_000_000)
        let region = try? Region("eu-west-1")
        var calls = [
            LoggedCall(
                "kubernetes list Pod", .list(.pod, in: "default"), place: "cluster mail-prod",
                answer: ["items": []], requestID: nil, milliseconds: 31, at: at),
            LoggedCall(
                "iam GetRole", .getRole("ses-sender-role"), place: "111122223333",
                answer: ["Role": ["RoleName": "ses-sender-role", "RoleId": "AROAEXAMPLEROLE00001"]],
                requestID: "4614def0-a0a9-47f6-9494-a22493bc83df", milliseconds: 61, at: at),
            LoggedCall(
                "sesv2 GetAccount", .getAccount(.ses, in: region), place: "444455556666",
                problem: "AccessDeniedException",
                message: "User is not authorized to perform: ses:GetAccount", isRefused: true,
                requestID: "0c8d1f6e-6f53-4c4c-9d1f-2a7a8b1f0d11", milliseconds: 44, at: at),
        ]
        calls.append(
            LoggedCall(
                "sts AssumeRoleWithWebIdentity", nil, place: "EKS account", answer: nil,
                requestID: "9b1c2a44-94a5-4e5f-8a3f-1f40a8cd3a4e", milliseconds: 131, at: at.adding(seconds: 3)))
        return calls
    }()

    private func change(_ driver: inout Driver) {
        driver.walk(to: .apply)
        guard var plan = driver.state.planning.plan else { return }
        plan.resources = plan.resources.map { resource in
            guard resource.address == .role else { return resource }
            var changed = resource
            changed.action = .change
            changed.reason = "The role exists and trusts \"prod/ses-sender\"; yours is in \"default\"."
            changed.gain = "trust changes, 1 line"
            changed.risks = ["Pods in \"prod\" lose this role when this is applied."]
            changed.currentDocument = changed.wantedDocument?.replacing("default", with: "prod")
            return changed
        }
        let id = driver.state.work.begin(.plan, "reading", at: driver.state.now)
        driver.send(.planned(id, .success(plan)))
        driver.press(.enter)
    }

    private func fail(_ driver: inout Driver) {
        driver.walk(to: .apply)
        driver.press(.character("a"), .enter)
        guard let id = driver.world.applying else { return }
        let trouble = Problem(
            "IAM refused CreateRole in 111122223333: AccessDenied.", advice: "Ask for iam:CreateRole, then try again.",
            short: "not permitted")
        driver.send(.progress(id, .ended(ApplyResult(address: .role, outcome: .failed, problem: trouble))))
        let needs = Problem("Not tried: needs the role", code: "Needs")
        driver.send(.progress(id, .ended(ApplyResult(address: .sendingPolicy, outcome: .notTried, problem: needs))))
        for address in [ResourceAddress.eksReceiverIdentity, .senderIdentity, .sesReceiverIdentity] {
            driver.send(.progress(id, .ended(.done(address, milliseconds: 1200))))
        }
        driver.send(.applied(id, .finished))
    }

    static let card = Finding(
        code: "SES-RCPT-A", link: .sandbox, status: .fail, title: "The receiver is verified in the wrong account.",
        expected: "ops@example.com verified in EKS account 111122223333",
        found: "not there; verified in SES account 444455556666 only",
        why: "the EKS account is in the sandbox, and its sandbox counts",
        awsSays:
            "Email address is not verified. The following identities failed the check in region EU-WEST-1: ops@example.com",
        fix: Finding.Fix(text: "Verify the receiver in the EKS account.", remedy: .verifyReceiver))
}
