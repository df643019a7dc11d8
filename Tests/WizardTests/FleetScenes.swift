import Calls
import Canvas
import Design
@testable import Diagnosis
import Identifiers
import TestAnswers
import Wire

@testable import Wizard

extension Found {
    /// More setups than the first page has room for.
    static let setups = [
        ("mail-prod", "default/ses-sender", "yesterday 17:42"), ("mail-test", "jobs/mailer", "12 March"),
        ("shop-eu", "shop/notify", "2 March"), ("shop-us", "shop/notify", "1 March"), ("lab", "default/x", "3 January"),
    ].enumerated().map { index, setup in
        SavedSetup(id: "\(index + 1)", name: setup.0, place: setup.1, when: setup.2, screen: .apply)
    }

    /// Service accounts and pods as a cluster lists them.
    static var lists: Observations {
        func account(_ namespace: String, _ name: String, _ role: String?) -> JSONValue {
            var metadata: JSONObject = ["namespace": .string(namespace), "name": .string(name)]
            if let role {
                metadata["annotations"] = [
                    "eks.amazonaws.com/role-arn": .string("arn:aws:iam::111122223333:role/\(role)")
                ]
            }
            return ["metadata": .object(metadata)]
        }
        func pod(_ namespace: String, _ name: String, _ account: String, _ ready: String) -> JSONValue {
            [
                "metadata": ["namespace": .string(namespace), "name": .string(name)],
                "spec": ["serviceAccountName": .string(account)],
                "status": [
                    "phase": "Running", "conditions": [["type": "Ready", "status": .string(ready)]],
                ],
            ]
        }
        var seen = Observations()
        seen[.list(.serviceAccount)] = Answer(
            .success([
                "items": [
                    account("default", "default", nil), account("default", "ses-sender", "ses-sender-role"),
                    account("jobs", "ses-digest", "ses-digest-role"), account("jobs", "courses", "courses-role"),
                    account("shop", "ses-notify", nil),
                ]
            ]))
        seen[.list(.pod)] = Answer(
            .success([
                "items": [
                    pod("default", "ses-test-6d9f7c-x2lq7", "ses-sender", "True"),
                    pod("default", "ses-test-6d9f7c-9kd4m", "ses-sender", "False"),
                    pod("jobs", "digest-28410", "ses-digest", "True"),
                ]
            ]))
        return seen
    }

    private static func member(
        _ namespace: String, _ name: String, _ role: String, pods: Int?, mail: Bool = false, _ findings: [Finding]
    ) -> FleetDiagnosis.Row {
        var answers = Answers()
        var known: [(FieldID, String)] = [
            (.eksAccount, "111122223333"), (.eksCluster, "mail-prod"), (.eksRegion, "eu-west-1"),
            (.namespace, namespace), (.serviceAccount, name), (.role, role),
        ]
        if mail { known.append((.sesSender, "no-reply@example.com")) }
        for (field, text) in known { try? answers.set(text, for: field, from: .default) }
        return FleetDiagnosis.Row(
            diagnosis: Diagnosis(
                subject: Subject(answers), findings: findings, calls: 0,
                at: Timestamp(secondsSinceEpoch: 1_800_000_000)),
            pods: pods)
    }

    /// A role that three service accounts name and nobody made.
    private static let missing = Finding(
        code: "STS-ROLE-MISSING", link: .role, status: .fail, title: "The role does not exist.",
        expected: "a role of this name", found: "arn:aws:iam::111122223333:role/jobs-mailer is no role",
        place: "account 111122223333, IAM", why: "Somebody deleted it, or its name was never right.",
        evidence: [
            Finding.Evidence(
                account: "111122223333", call: "cloudtrail LookupEvents", field: "DeleteRole",
                value: "2026-03-11 09:14 UTC, DeleteRole by clean-up-bot")
        ])

    private static let hidden = Finding(
        code: "STS-ROLE-MISSING", link: .role, status: .unknown, title: "Cannot tell whether the role exists.",
        found: "cannot tell: needs iam:GetRole in 111122223333")

    static func fleetRows(_ more: Int) -> [FleetDiagnosis.Row] {
        let risk = Finding(
            code: "L24", link: .sendingPolicy, status: .warn, title: "Any address of example.com may be used.",
            found: "no condition on ses:FromAddress")
        return [
            member("shop", "orders", "shop-orders", pods: 9, [byHand]),
            member("jobs", "mailer", "jobs-mailer", pods: 5, mail: true, [missing]),
            member("jobs", "report", "jobs-mailer", pods: 1, mail: true, [missing]),
            member("jobs", "ses-digest", "jobs-mailer", pods: 1, mail: true, [missing]),
            member("shop", "invoice", "shop-invoice", pods: 2, mail: true, [risk]),
            member("team-a", "exporter", "exporter-role", pods: nil, [hidden]),
            member("team-b", "exporter", "exporter-role", pods: 3, [hidden]),
        ]
            + (0..<more).map { number in
                member("apps", "app-\(number)", "app-\(number)-role", pods: 1, all([]))
            }
    }

    static func fleet(_ more: Int = 13) -> FleetLook {
        FleetLook(
            diagnosis: FleetDiagnosis(
                cluster: "mail-prod", calls: 96, at: Timestamp(secondsSinceEpoch: 1_800_000_000),
                rows: fleetRows(more), untold: nil), calls: 96, milliseconds: 14_000)
    }

    /// The same while it runs: so many of them are judged.
    static func progress(judged: Int) -> FleetProgress {
        let rows = fleetRows(3).sorted { $0.name < $1.name }
        return FleetProgress(
            rows.enumerated().map { index, row in
                FleetProgress.Entry(
                    name: row.name, role: row.role, pods: row.pods, row: index < judged ? row : nil,
                    open: index < judged ? [] : [.getRole(row.role)])
            }, answers: 31)
    }

    /// What was read for a bundle, some of it in vain.
    static var bundled: Observations {
        var seen = read
        for call in [Call.getCallerIdentity(.eks), .getCallerIdentity(.ses)] {
            seen[call] = Answer(
                .success(["Account": "111122223333", "Arn": "arn:aws:sts::111122223333:assumed-role/eks-admin/me"]))
        }
        seen[Call(.credentials, .eks)] = Answer(.success(["source": "a profile", "method": "process"]))
        seen[Call(.credentials, .ses)] = Answer(.success(["source": "a profile", "method": "process"]))
        seen[.list(.pod, in: "default")] = Answer(
            .success([
                "items": [
                    [
                        "apiVersion": "v1", "kind": "Pod", "metadata": ["namespace": "default", "name": "web-1"],
                        "spec": ["containers": [["name": "web", "env": [["name": "TOKEN"]]]]],
                    ]
                ]
            ]))
        seen[.get(.serviceAccount, "ses-sender", in: "default")] = Answer(
            .failure(CallFailure(.denied, code: "Forbidden")))
        return seen
    }

    /// A whole setup.
    static var known: Subject {
        var answers = FakeWorld.answers
        for (field, text) in [
            (FieldID.eksAccount, "111122223333"), (.eksRegion, "eu-west-1"), (.eksCluster, "mail-prod"),
            (.eksOIDCProvider, FakeWorld.issuer), (.sesAccount, "444455556666"), (.sesRegion, "eu-west-1"),
            (.namespace, "default"), (.serviceAccount, "ses-sender"),
        ] { try? answers.set(text, for: field, from: .default) }
        return Subject(answers)
    }

    /// A bundle of nine days ago, as the doctor reads it.
    static var recorded: RecordedBundle {
        RecordedBundle(
            name: "acme-4711.bundle.json",
            bundle: Bundle(
                known, read, written: Timestamp(secondsSinceEpoch: 1_800_000_000 - 9 * 86_400),
                by: "sesame 1.0.0"))
    }
}

extension GoldenScene {
    /// Arranges the scenes of the first page, of the lists and of all service accounts.
    func choose(_ driver: inout Driver) {
        driver.world.files = ["acme-4711.bundle.json", "beta.bundle.json", "gamma.bundle.json", "notes.txt"]
        driver.world.lists = .success(Found.lists)
        driver.world.fleet = Found.fleet()
        driver.press(.character("d"))
        switch self {
        case .diagnoseChoose:
            driver.run(driver.state.setFocus(.button(.chooseOne)))
            driver.press(.enter)
            driver.type("ses")
        case .diagnoseChooseRefused:
            var seen = Observations()
            for call in [Call.list(.serviceAccount), .list(.pod)] {
                seen.fail(call, CallFailure(.denied, code: "Forbidden"))
            }
            driver.world.lists = .success(seen)
            driver.run(driver.state.setFocus(.button(.chooseOne)))
            driver.press(.enter)
            driver.type("default/ses-sender")
        case .diagnoseAll, .diagnoseAllFind, .diagnoseAllWrite, .diagnoseAllRunning:
            if self == .diagnoseAllRunning {
                driver.world.fleet = nil
                driver.world.fleetProgress = Found.progress(judged: 4)
            }
            driver.run(driver.state.setFocus(.button(.chooseAll)))
            driver.press(.enter)
            if self == .diagnoseAllFind {
                driver.press(.character("/"))
                driver.type("jobs broken")
            }
            if self == .diagnoseAllWrite { driver.press(.character("w")) }
        case .diagnoseRecorded, .diagnoseRecordedFix:
            driver.world.bundle = .success(Found.recorded)
            driver.run(driver.state.setFocus(.bundle(0)))
            driver.press(.enter)
            if self == .diagnoseRecordedFix { driver.press(.enter) }
        default: break
        }
    }
}
