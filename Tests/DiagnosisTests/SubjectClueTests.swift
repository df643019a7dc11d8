import Design
import Diagnosis
import Testing

/// What a text is taken for, before anybody is asked.
@Suite struct SubjectClueTests {
    private func values(_ text: String) -> [FieldID: String] {
        let pairs = SubjectClue(text)?.values.map { ($0.field, $0.text) } ?? []
        return Dictionary(pairs) { first, _ in first }
    }

    @Test(arguments: [
        ("arn:aws:iam::111122223333:role/ses-sender-role", SubjectClue.Kind.role),
        ("  arn:aws:iam::111122223333:role/teams/mail/ses-sender-role\n", .role),
        ("arn:aws:sts::111122223333:assumed-role/ses-sender-role/boto3", .role),
        ("arn:aws-us-gov:iam::111122223333:role/r", .role),
        ("arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com", .identity),
        ("arn:aws:ses:eu-west-1:444455556666:identity/example.com", .identity),
        ("arn:aws:eks:eu-west-1:111122223333:cluster/mail-prod", .cluster),
        ("https://oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E", .cluster),
        ("arn:aws:s3:::bucket", .otherARN),
        ("system:serviceaccount:default:ses-sender", .serviceAccount),
        ("default/sa/ses-sender", .serviceAccount),
        ("default/ses-sender", .name),
        ("ses-test-6d9f7c-x2lq7", .name),
        ("pod/ses-test-6d9f7c-x2lq7", .pod),
        ("default/pods/ses-test-6d9f7c-x2lq7", .pod),
        ("no-reply@example.com", .sender),
        ("example.com", .sender),
        ("TRUST-SUBJECT", .code),
        ("SES-DOOR-2", .code),
        ("L24", .code),
        ("L", .text),
        ("AccessDenied", .text),
        ("MessageRejected: Email address is not verified.", .text),
        ("arn:aws:iam::111122223333:role/x is not authorized to perform: ses:SendEmail", .text),
        ("a/b/c/d", .text),
        ("Default/ses-sender", .text),
        (#"{"schema": "sesame/bundle/v1", "calls": []}"#, .bundle),
        (#"{"Role": {"Arn": "arn:aws:iam::111122223333:role/ses-sender-role"}}"#, .answer),
        (#"{"apiVersion": "v1", "kind": "Pod"}"#, .answer),
        (#"{"level": "error", "message": "AccessDenied"}"#, .text),
        ("{", .text),
    ]) func `a text is taken for what it is`(_ text: String, _ kind: SubjectClue.Kind) {
        #expect(SubjectClue(text)?.kind == kind)
    }

    @Test func `nothing is nothing`() {
        #expect(SubjectClue("") == nil)
        #expect(SubjectClue(" \n\t") == nil)
    }

    @Test func `an ARN tells its parts, a session no path`() {
        #expect(
            values("arn:aws:iam::111122223333:role/teams/ses-sender-role")
                == [.eksAccount: "111122223333", .role: "ses-sender-role", .rolePath: "/teams/"])
        #expect(
            values("arn:aws:sts::111122223333:assumed-role/ses-sender-role/i-0abc")
                == [.eksAccount: "111122223333", .role: "ses-sender-role"])
        #expect(
            values("arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com")
                == [
                    .sesAccount: "444455556666", .sesRegion: "eu-west-1", .sesIdentity: "no-reply@example.com",
                    .sesSender: "no-reply@example.com",
                ])
        #expect(SubjectClue("arn:aws-us-gov:iam::111122223333:role/r")?.partition == "aws-us-gov")
    }

    @Test func `an identity of the global endpoints names no region`() {
        #expect(values("arn:aws:ses:*:444455556666:identity/example.com")[.sesRegion] == nil)
    }

    @Test func `what was recognised is said with its name`() {
        #expect(
            SubjectClue("arn:aws:iam::111122223333:role/ses-sender-role")?.words
                == "A role: ses-sender-role in 111122223333")
        #expect(SubjectClue("default/ses-sender")?.words == "A service account or a pod: default/ses-sender")
        #expect(SubjectClue("no idea what this is")?.words == "An error text or a log")
    }

    /// What was named beats a file: the rest of the file's setup is somebody else's mail.
    @Test(arguments: [
        ("default/ses-sender", "default/ses-sender no-reply@example.com mail-prod"),
        ("ses-sender", "default/ses-sender no-reply@example.com mail-prod"),
        ("no-reply@example.com", "default/ses-sender no-reply@example.com mail-prod"),
        ("arn:aws:iam::111122223333:role/ses-sender-role", "default/ses-sender no-reply@example.com mail-prod"),
        ("nosuch/thing", "-/- - mail-prod"),
        ("default/other", "-/- - mail-prod"),
        ("pod/web-1", "-/- - mail-prod"),
        ("arn:aws:iam::111122223333:role/other", "-/- - mail-prod"),
        ("arn:aws:iam::777788889999:role/ses-sender-role", "-/- - -"),
        ("other@example.com", "default/ses-sender - mail-prod"),
        ("arn:aws:eks:eu-west-1:111122223333:cluster/mail-test", "-/- - -"),
    ]) func `a clue leaves of answers what it does not contradict`(_ text: String, _ left: String) throws {
        var answers = Answers()
        for (field, text): (FieldID, String) in [
            (.eksAccount, "111122223333"), (.eksRegion, "eu-west-1"), (.eksCluster, "mail-prod"),
            (.eksProfile, "eks-admin"), (.namespace, "default"), (.serviceAccount, "ses-sender"),
            (.role, "ses-sender-role"), (.sesAccount, "444455556666"), (.sesSender, "no-reply@example.com"),
        ] { try answers.set(text, for: field, from: .typed) }
        let kept = try #require(SubjectClue(text)).belonging(answers)
        let words = [FieldID.namespace, .serviceAccount, .sesSender, .eksCluster].map { kept[$0] ?? "-" }
        #expect("\(words[0])/\(words[1]) \(words[2]) \(words[3])" == left)
        #expect(kept.eksProfile == "eks-admin", "credentials stay")
    }

    @Test func `a long text is looked at in no time`() {
        let text = String(repeating: "{\"level\":\"error\"}\n", count: 400_000)
        #expect(SubjectClue(text)?.kind == .text)
    }
}
