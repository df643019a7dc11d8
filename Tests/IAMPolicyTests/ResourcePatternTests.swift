import IAMPolicy
import Testing

struct ResourcePatternTests {
    private static let table: [(String, String, Bool)] = [
        ("*", "arn:aws:ses:eu-west-1:1:identity/a", true),
        ("arn:aws:ses:*", "arn:aws:ses:eu-west-1:1:identity/a", true),
        ("arn:aws:ses", "arn:aws:ses:eu-west-1:1:identity/a", true),
        ("arn:aws:ses:eu-west-1", "arn:aws:ses:us-east-1:1:identity/a", false),
        ("arn:aws:ses:*:identity/a", "arn:aws:ses:eu-west-1:1:identity/a", true),
        ("arn:aws:ses:eu*west-1:1:identity/a", "arn:aws:ses:eu-west-1:1:identity/a", true),
        ("arn:aws:ses:eu*1:identity/a", "arn:aws:ses:eu-west-1:1:identity/a", false),
        ("arn:aws:ses:eu-west-1?1:identity/a", "arn:aws:ses:eu-west-1:1:identity/a", false),
        ("arn:aws:ses:eu-west-?:1:identity/a", "arn:aws:ses:eu-west-1:1:identity/a", true),
        ("arn:aws:logs:r:1:log*x", "arn:aws:logs:r:1:log:group:x", true),
        ("arn:aws:logs:r:1:log?group", "arn:aws:logs:r:1:log:group", true),
        ("arn:aws:ses:r:1:identity/*@example.com", "arn:aws:ses:r:1:identity/a@example.com", true),
        ("arn:aws:ses:r:1:identity/A", "arn:aws:ses:r:1:identity/a", false),
        ("arn:aws:ses:r:1:identity/${*}", "arn:aws:ses:r:1:identity/*", true),
        ("arn:aws:ses:r:1:identity/${*}", "arn:aws:ses:r:1:identity/a", false),
    ]

    @Test(arguments: table)
    func `wildcards know the segments of an ARN`(row: (String, String, Bool)) {
        #expect(ResourcePattern(row.0).matches(row.1) == row.2, "\(row.0) on \(row.1)")
    }

    @Test func `a variable before the fifth colon is plain text`() throws {
        let found = "arn:aws:ses:eu-west-1:444455556666:identity/example.com"
        let context: RequestContext = ["aws:PrincipalTag/acct": "444455556666", "aws:username": "example.com"]
        for (text, fits) in [
            ("arn:aws:ses:eu-west-1:${aws:PrincipalTag/acct}:identity/example.com", false),
            ("arn:aws:ses:${aws:PrincipalTag/region, 'eu-west-1'}:444455556666:identity/example.com", false),
            ("arn:aws:ses:*:identity/${aws:username}", false), ("${aws:PrincipalTag/arn, '*'}", false),
            ("arn:aws:ses:*:*:identity/${aws:username}", true),
            ("arn:aws:ses:eu-west-1:444455556666:${aws:PrincipalTag/none, 'identity'}/*", true),
        ] {
            #expect(ResourcePattern(text).matches(found, in: context) == fits, "\(text)")
        }
        let text = "arn:aws:ses:eu-west-1:${aws:PrincipalTag/acct}:identity/example.com"
        let decision = Evaluator.decide(
            PolicyRequest(principal: Fixtures.session, action: "ses:SendEmail", resource: found, context: context),
            PolicySet(
                identity: [
                    NamedPolicy(
                        "p",
                        try Fixtures.policy(
                            #""Effect": "Allow", "Action": "ses:SendEmail", "Resource": "\#(text)""#, kind: .identity))
                ]))
        #expect(decision.decision == .implicitlyDenied)
        #expect(
            decision.reason.contains(
                "${aws:PrincipalTag/acct} stands before the fifth colon, where a variable does not count"))
    }

    @Test func `without variables the dollar sign is a plain character`() {
        let text = "arn:aws:ses:r:1:identity/${aws:username}"
        #expect(ResourcePattern(text, variables: false).matches(text))
        #expect(!ResourcePattern(text).matches(text))
        #expect(ResourcePattern(text).matches("arn:aws:ses:r:1:identity/eve", in: ["aws:username": "eve"]))
    }

    @Test func `many unclosed variables are read in no time`() {
        let text = "arn:aws:ses:r:1:identity/" + String(repeating: "${", count: 200_000)
        let elapsed = ContinuousClock().measure { #expect(ResourcePattern(text).matches(text)) }
        // Far above any machine's noise and far below what exponential matching would take.
        #expect(elapsed < .seconds(60))
    }
}
