import Calls
import Design
import Identifiers
import TestAnswers
import Testing
import Wire

@testable import Diagnosis

/// What a diagnosis says in its forms, to the letter.
@Suite struct ReportTests {
    /// The example of the documentation: a role that trusts another service account, and what follows from it.
    static func broken() throws -> Diagnosis {
        let cause = Finding(
            code: "TRUST-SUBJECT", link: .trust, status: .fail, title: "The role trusts another service account.",
            brief: "names \"prod\", the token says \"default\"",
            expected: "system:serviceaccount:default:ses-sender", found: "system:serviceaccount:prod:ses-sender",
            place: "role ses-sender-role, trust policy",
            why: "STS gives keys only to the exact name in the trust policy.",
            awsSays: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
            evidence: [
                Finding.Evidence(
                    account: "111122223333", call: "iam GetRole", field: "AssumeRolePolicyDocument", value: "{…}"),
                Finding.Evidence(
                    account: "111122223333", call: "cloudtrail LookupEvents", field: "UpdateAssumeRolePolicy",
                    value: "2026-03-12 13:18 UTC, UpdateAssumeRolePolicy by terraform-ci"),
            ],
            fix: Finding.Fix(
                text: "Put this service account into the trust policy.",
                commands: [
                    "aws iam update-assume-role-policy --role-name ses-sender-role "
                        + "--policy-document file://trust-policy.json --profile eks-admin"
                ], remedy: .apply, address: .role))
        let follows = Finding(
            code: "STS-REFUSED", link: .token, status: .fail, title: "Pods are refused.",
            brief: "2 pods refused since 13:20", consequenceOf: ["TRUST-SUBJECT"])
        let right = Link.allCases.filter { $0 != .trust && $0 != .token }.map {
            Finding(code: "RIGHT", about: $0.rawValue, link: $0, status: .pass, title: "right")
        }
        return try diagnosis([cause, follows] + right)
    }

    static func diagnosis(_ findings: [Finding]) throws -> Diagnosis {
        Diagnosis(
            subject: Subject(try World.answers()), findings: Diagnosis.sorted(findings), calls: 18,
            at: try #require(Timestamp(iso8601: "2026-03-12T14:02:11Z")))
    }

    private func all(_ status: Finding.Status) -> [Finding] {
        Link.allCases.map { Finding(code: "CODE", about: $0.rawValue, link: $0, status: status, title: "right") }
    }

    @Test func `the short form has six lines for a chat`() throws {
        let short = try Self.broken().short
        #expect(
            short == """
                sesame doctor: default/ses-sender in mail-prod, eu-west-1
                Root cause TRUST-SUBJECT: the role trusts another service account.
                  expected  system:serviceaccount:default:ses-sender
                  found     system:serviceaccount:prod:ses-sender
                  where     111122223333, role ses-sender-role, trust policy, since 13:18
                7 links right, 0 not seen. 2026-03-12 14:02 UTC, 18 calls, read only.

                """)
    }

    @Test func `the short form stays short, whatever is in it`() throws {
        var diagnosis = try Self.broken()
        diagnosis.findings[0].found = String(repeating: "x", count: 400) + "\u{1B}[2J\nend"
        let many = (0..<7).map {
            Finding(code: "CODE-\($0)", link: .token, status: .fail, title: "Thing \($0) is wrong.")
        }
        for one in [diagnosis, try Self.diagnosis(many), try Self.diagnosis(all(.unknown))] {
            let lines = one.short.split(separator: "\n")
            #expect(lines.count <= 6, "\(lines)")
            #expect(lines.allSatisfy { $0.count <= 80 && !$0.unicodeScalars.contains("\u{1B}") }, "\(lines)")
        }
    }

    @Test func `the ticket has cause, table, fix and what was right`() throws {
        let markdown = try Self.broken().markdown(by: "sesame 1.1")
        #expect(
            markdown == """
                ### default/ses-sender in mail-prod cannot send mail: `TRUST-SUBJECT`

                The role trusts another service account.

                | | |
                |---|---|
                | Expected | `system:serviceaccount:default:ses-sender` |
                | Found | `system:serviceaccount:prod:ses-sender` |
                | Where | role ses-sender-role, trust policy |
                | Since | 2026-03-12 13:18 UTC, UpdateAssumeRolePolicy by terraform-ci |
                | AWS says | Not authorized to perform sts:AssumeRoleWithWebIdentity |

                STS gives keys only to the exact name in the trust policy.

                **Fix** Put this service account into the trust policy.

                ```sh
                aws iam update-assume-role-policy --role-name ses-sender-role --policy-document \
                file://trust-policy.json --profile eks-admin
                ```

                Right: you, provider, role, both doors, addresses, delivery. Follows: token.
                Not seen: nothing. sesame 1.1, 2026-03-12 14:02 UTC, 18 calls, read only.

                """)
    }

    @Test func `text from outside breaks no table and no markup`() throws {
        var diagnosis = try Self.broken()
        diagnosis.findings[0].found = "a | b `c` <script>\n\n# head"
        let line = try #require(
            diagnosis.markdown(by: "sesame").split(separator: "\n").first { $0.hasPrefix("| Found") })
        #expect(line.contains(#"a \| b \`c\` &lt;script>"#), "\(line)")
    }

    @Test func `JUnit's document is XML with a case for each finding`() throws {
        var diagnosis = try Self.broken()
        diagnosis.findings[0].found = "<a & \"b\"> \u{1B}[2J"
        let text = diagnosis.junit(milliseconds: 3400)
        let document = try XMLElement.parse(Array(text.utf8))
        let suite = try #require(document.children.first)
        #expect(document.name == "testsuites" && suite.name == "testsuite")
        #expect(suite.children.count == diagnosis.findings.count)
        let failures = suite.children.flatMap(\.children).filter { $0.name == "failure" }
        #expect(failures.count == 2)
        #expect(text.contains(#"tests="9" failures="2" errors="0""#) && text.contains(#"time="3.400""#))
        #expect(text.contains(#"type="root cause""#) && text.contains(#"type="consequence""#))
    }

    @Test func `a risk fails a build only where it is asked to`() throws {
        let diagnosis = try Self.diagnosis(all(.warn))
        #expect(diagnosis.junit(milliseconds: 1).contains("failures=\"0\""))
        #expect(diagnosis.junit(milliseconds: 1, failsOnRisks: true).contains("failures=\"9\""))
        #expect(diagnosis.exitCode() == .success && diagnosis.exitCode(failsOnRisks: true) == .failed)
    }

    @Test func `the document has the members of its schema`() throws {
        let document = try Self.broken().document
        #expect(document["schema"]?.string == "sesame/doctor/v1")
        #expect(document["healthy"]?.bool == false && document["proven"]?.bool == false)
        #expect(document["rootCauses"]?.array?.compactMap(\.string) == ["TRUST-SUBJECT"])
        #expect(document["calls"]?.int == 18)
        #expect(document["subject"]?["role"]?.string == "arn:aws:iam::111122223333:role/ses-sender-role")
        let first = document["findings"]?.array?.first
        #expect(first?["fix"]?["apply"]?.string == "eks/role")
        #expect(first?["evidence"]?.array?.last?["call"]?.string == "cloudtrail LookupEvents")
        let states = Set((document["findings"]?.array ?? []).compactMap { $0["status"]?.string })
        #expect(states.isSubset(of: ["pass", "warn", "fail", "unknown", "skipped"]))
        let partial = Subject(Answers()).document
        #expect(partial["role"] == .null && partial["cluster"] == .null)
    }

    @Test func `the verdict counts causes, consequences and what was not seen`() throws {
        #expect(try Self.broken().verdict == "1 root cause, 1 consequence")
        #expect(try Self.diagnosis(all(.pass)).verdict == "no fault seen")
        let hidden = Array(all(.unknown).prefix(2)) + all(.pass).dropFirst(2)
        #expect(try Self.diagnosis(hidden).verdict == "no fault seen, 2 links not seen")
        let two = [
            Finding(code: "A-1", link: .trust, status: .fail, title: "a"),
            Finding(code: "B-1", link: .sandbox, status: .fail, title: "b"),
        ]
        #expect(try Self.diagnosis(two).verdict == "2 root causes, independent")
        #expect(try Self.diagnosis(all(.unknown)).exitCode() == .incomplete)
        #expect(try Self.diagnosis(two).exitCode() == .failed)
    }

    @Test func `nobody answering at all is not reachable`() throws {
        let silent = [Answer(.failure(.unreachable("no answer"))), Answer(.failure(.unreachable("no answer")))]
        #expect(try Self.diagnosis(all(.unknown)).exitCode(silent) == .unreachable)
        #expect(try Self.diagnosis(all(.unknown)).exitCode(silent + [Answer(.success([:]))]) == .incomplete)
    }

    // MARK: Since

    private func event(_ name: String, _ time: String, _ who: String, _ role: String, error: String? = nil) -> JSONValue
    {
        var event: JSONObject = ["requestParameters": ["roleName": .string(role)]]
        if let error { event["errorCode"] = .string(error) }
        return [
            "EventName": .string(name), "EventTime": .string(time), "Username": .string(who),
            "CloudTrailEvent": .string(JSONValue.object(event).serialized()),
        ]
    }

    @Test func `the last change of the role is told, without those of others and those refused`() throws {
        let cause = try Self.broken().findings[0]
        let subject = Subject(try World.answers())
        let calls = History.reads(cause, subject, Observations())
        #expect(calls.map(\.words) == ["cloudtrail LookupEvents", "cloudtrail LookupEvents"])
        #expect(calls.allSatisfy { $0.region?.text == "us-east-1" && $0.side == .eks })
        var seen = Observations()
        seen[calls[0]] = Answer(
            .success([
                "Events": [
                    event("UpdateAssumeRolePolicy", "2026-03-12T13:30:00+00:00", "other", "other-role"),
                    event(
                        "UpdateAssumeRolePolicy", "2026-03-12T13:25:00+00:00", "x", "ses-sender-role", error: "Denied"),
                    event("UpdateAssumeRolePolicy", "2026-03-12T13:18:00+00:00", "terraform-ci", "ses-sender-role"),
                ]
            ]))
        seen[calls[1]] = Answer(.failure(CallFailure(.denied)))
        let evidence = try #require(History.evidence(cause, subject, seen))
        #expect(evidence.value == "2026-03-12 13:18 UTC, UpdateAssumeRolePolicy by terraform-ci")
        #expect(History.evidence(cause, subject, Observations()) == nil, "silent where nobody tells")
    }

    // MARK: Proof

    @Test func `what was proven is evidence, and a refusal is told by the cause that was seen`() throws {
        let held = [
            SendLink(.annotation, "as wanted"), SendLink(.token, "a token"), SendLink(.assumeRole, "keys"),
            SendLink(.caller, "arn:aws:sts::111122223333:assumed-role/ses-sender-role/sesame"),
        ]
        let proven = try Self.diagnosis(all(.pass)).proved(by: held, Observations())
        #expect(proven.isProven && proven.verdict == "proven")
        #expect(proven.findings.first { $0.link == .role }?.evidence.last?.source == .proven)
        #expect(proven.findings.first { $0.link == .sendingPolicy }?.evidence.isEmpty == true, "no mail was sent")
        #expect(try !Self.broken().proved(by: held, Observations()).isProven)

        var cause = try Self.broken()
        cause.findings[0].awsSays = ""
        let refusal = CallFailure(
            service: "sts", operation: "AssumeRoleWithWebIdentity", code: "AccessDenied",
            message: "Not authorized to perform sts:AssumeRoleWithWebIdentity")
        let broken = [
            SendLink(.annotation, "as wanted"), SendLink(.token, "a token"),
            SendLink(.assumeRole, Problem("Refused.", code: "AccessDenied", failure: refusal)),
        ]
        let told = cause.proved(by: broken, Observations())
        #expect(told.rootCauses.count == 1 && told.rootCauses[0].awsSays == refusal.message)
        #expect(told.rootCauses[0].evidence.last?.source == .proven)
    }

    @Test func `a refusal although all was seen to be right is a finding of its own`() throws {
        let refusal = CallFailure(
            service: "sts", operation: "AssumeRoleWithWebIdentity", code: "AccessDenied",
            message: "Not authorized to perform sts:AssumeRoleWithWebIdentity")
        let broken = [
            SendLink(.token, "a token"),
            SendLink(.assumeRole, Problem("Refused.", code: "AccessDenied", failure: refusal)),
        ]
        let design = try World.design()
        let told = try Self.diagnosis(all(.pass)).proved(by: broken, World.ready(design))
        #expect(told.rootCauses.map(\.code) == ["STS-GUARD-RAIL"])
        #expect(!told.isProven)
        let unseen = try Self.diagnosis(all(.unknown)).proved(by: broken, Observations())
        #expect(unseen.rootCauses.isEmpty, "what nobody could read may be why")
    }
}
