import Canvas

@testable import Stage

extension StageReport {
    /// The report of the frames that were designed.
    static var sample: StageReport {
        var report = StageReport()
        report.began = "12:00"
        report.elapsed = 405_000
        report.chapterElapsed = 70_000
        report.runs = true
        report.chapter = 5
        report.chapters = [
            Chapter(title: "The problem", planned: 90, taken: 80_000),
            Chapter(title: "Two accounts", planned: 120, taken: 115_000),
            Chapter(title: "Make it", planned: 120, taken: 100_000),
            Chapter(title: "Send", planned: 60, taken: 40_000),
            Chapter(title: "Break it", planned: 120),
            Chapter(title: "Mend it", planned: 90),
        ]
        report.say =
            "\"AWS says a few words and no reason. Where would you look first?\"\n"
            + "Wait for two hands. \"Nine links. Let us see which one.\""
        report.watch = "the cause is hidden until you press Enter."
        report.place = "7 Testing and validation"
        report.now = "✗ key desk, cause hidden"
        report.steps = [
            Step(keys: "Enter", does: "Show the cause: TRUST-SUBJECT"), Step(keys: "Enter", does: "See the fix"),
            Step(keys: "a, Enter", does: "apply it"), Step(keys: "s", does: "send again"),
        ]
        report.enter = "Enter presses Enter on the stage."
        report.faults = sampleFaults
        report.pressed = 21
        report.canTakeBack = 21
        report.changes = 13
        report.screen = StageCells(stage)
        return report
    }

    private static var sampleFaults: [Fault] {
        let rows: [(String, String)] = [
            ("trust policy names \"prod\"", "TRUST-SUBJECT"), ("trust policy wants another audience", "TRUST-AUDIENCE"),
            ("https:// in a condition of the trust", "TRUST-KEY-SCHEME"),
            ("the cluster's provider is gone", "OIDC-PROVIDER-MISSING"),
            ("the provider lacks sts.amazonaws.com", "OIDC-AUDIENCE"),
            ("role deleted and made again", "SES-PRINCIPAL-DEAD"), ("sending policy is gone", "SES-DOOR-2"),
            ("permissions policy is off the role", "IAM-DOOR-1"), ("sender not verified", "SES-SENDER-UNVERIFIED"),
            ("receiver verified in the wrong account", "SES-RECEIVER-ACCOUNT"),
            ("boundary of the role forbids sending", "IAM-BOUNDARY"),
            ("pods older than the annotation", "K8S-POD-OLD"), ("webhook is gone", "K8S-WEBHOOK"),
            ("sign-in of the presenter has ended", "CRED-SSO"),
        ]
        var faults = rows.enumerated().map { index, row in
            Fault(number: index + 1, name: "fault-\(index + 1)", title: row.0, code: row.1)
        }
        faults[0].state = .broken(40_000)
        faults[0].outlook = .met(refusal: "AccessDenied", isNamed: true, causes: 1, mending: .keys(3))
        faults[6].state = .armed(.send)
        return faults
    }

    /// The stage as it was designed.
    static var stage: Frame {
        let rows = """
             sesame  ✓1 ✓2 ✓3 ✓4 ✓5 ✓6 ▸7 Testing and validation  ·8 ·9                DEMO
            ▸EKS account 111122223333 eks-admin ✓    SES account 444455556666 ses-admin ✓
            ───────────────────────────────────────────────────────────────────────────────
               From  no-reply@example.com   To  ops@example.com   By  the chain, no pod

               ✓ 1  default/ses-sender names the role    15 ms   as answered
               ✓ 2  Token for default/ses-sender         22 ms   from the cluster
               ✗ 3  Key desk gives ses-sender-role      132 ms   AccessDenied
               · 4  SES takes the message


               AWS says   Not authorized to perform sts:AssumeRoleWithWebIdentity


               That is all that AWS says. Which link is it, and why?


             ▸ [ Show the cause ]   [ Send again ]   [ Continue ]   [ Back ]


            ───────────────────────────────────────────────────────────────────────────────
               The key desk refused. Enter shows why.
               sts AssumeRoleWithWebIdentity   in 111122223333   AccessDenied      132 ms
               a apply   Enter apply   Enter click, 3 times   Enter continue ▸ Enter send
            """.split(separator: "\n", omittingEmptySubsequences: false)
        var frame = Frame(size: Size(columns: 80, rows: 24))
        for (row, text) in rows.enumerated() { frame.write(text, row: row, column: 0) }
        frame.restyle(row: 17, columns: 3..<21) { $0.adding(.reverse) }
        return frame
    }
}
