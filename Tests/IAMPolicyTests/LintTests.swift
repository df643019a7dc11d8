import IAMPolicy
import Testing
import Wire

struct LintTests {
    private static let sub = Fixtures.issuer + ":sub"
    private static let aud = Fixtures.issuer + ":aud"
    private static let subject = "system:serviceaccount:default:ses-sender"

    /// A trust policy with other conditions, and whatever else is different.
    private static func trust(
        _ conditions: String, provider: String = Fixtures.provider, action: String = "sts:AssumeRoleWithWebIdentity",
        more: String...
    ) throws -> PolicyDocument {
        let first = #"""
            "Effect": "Allow", "Principal": {"Federated": "\#(provider)"}, "Action": "\#(action)", "Condition": {\#(conditions)}
            """#
        let statements = ([first] + more).map { "{\($0)}" }.joined(separator: ",\n")
        return try PolicyDocument.read("{\"Version\":\"2012-10-17\",\"Statement\":[\(statements)]}", kind: .trust)
    }

    private static func codes(_ lints: [Lint]) -> [String] { lints.map { "\($0.code.rawValue) \($0.severity)" } }

    @Test func `the guide's documents have nothing to complain about`() throws {
        let facts = TrustFacts(roleAccount: "111122223333")
        #expect(Lints.trust(try Fixtures.trust(), facts: facts).isEmpty)
        #expect(Lints.permissions(try Fixtures.permissions()).isEmpty)
        let sending = SendingFacts(identity: Fixtures.identity, role: Fixtures.role, roleID: "AROAEXAMPLEEXAMPLE01")
        #expect(Lints.sending(try Fixtures.sending(), facts: sending).isEmpty)
        #expect(Lints.sendingPolicies([NamedPolicy("p", try Fixtures.sending())], facts: sending).isEmpty)
        #expect(Lints.role(maxSessionDuration: 3_600).isEmpty)
    }

    private static let good = #""\#(sub)": "\#(subject)""#
    private static let trusts: [(String, [String])] = [
        (#""StringEquals": {"\#(aud)": "sts.amazonaws.com"}"#, ["L01 error"]),
        (#""StringNotEquals": {"\#(sub)": "x"}, "StringEquals": {"\#(aud)": "sts.amazonaws.com"}"#, ["L01 error"]),
        (#""StringEquals": {\#(good)}"#, ["L02 error"]),
        (#""StringEquals": {\#(good), "\#(aud)": "sts.amazonaws.com.cn"}"#, ["L02 error"]),
        (
            #""StringLike": {"\#(sub)": "system:serviceaccount:*:ses-sender"}, "StringEquals": {"\#(aud)": "sts.amazonaws.com"}"#,
            ["L03 error"]
        ),
        (
            #""StringLike": {"\#(sub)": "system:serviceaccount:default:*"}, "StringEquals": {"\#(aud)": "sts.amazonaws.com"}"#,
            ["L03 warning"]
        ),
        (#""StringLike": {"\#(sub)": "*"}, "StringEquals": {"\#(aud)": "sts.amazonaws.com"}"#, ["L03 error"]),
        (
            #""StringEquals": {"\#(sub)": "system:serviceaccount:default:*", "\#(aud)": "sts.amazonaws.com"}"#,
            ["L04 error"]
        ),
        (
            #""StringEquals": {"https://\#(sub)": "\#(subject)", "\#(aud)": "sts.amazonaws.com"}"#, ["L05 error"]
        ),
        (
            #""StringEquals": {"oidc.eks.eu-west-1.amazonaws.com/id/OLD:sub": "\#(subject)", "\#(aud)": "sts.amazonaws.com"}"#,
            ["L05 error"]
        ),
        (
            #""StringEqualsIfExists": {\#(good)}, "ForAllValues:StringEquals": {"\#(aud)": "sts.amazonaws.com"}"#,
            ["L09 warning", "L09 warning"]
        ),
        (
            #""StringEquals": {"\#(sub)": ["\#(subject)", "system:serviceaccount:mail:x"], "\#(aud)": "sts.amazonaws.com"}"#,
            ["L08 info"]
        ),
    ]

    @Test(arguments: trusts.indices)
    func `trust policies are checked`(index: Int) throws {
        let (conditions, codes) = Self.trusts[index]
        let lints = Lints.trust(try Self.trust(conditions), facts: TrustFacts(roleAccount: "111122223333"))
        #expect(Self.codes(lints) == codes, Comment(rawValue: conditions))
    }

    @Test func `foreign providers, extra trust and size are found`() throws {
        let conditions = #""StringEquals": {\#(Self.good), "\#(Self.aud)": "sts.amazonaws.com"}"#
        let foreign = try Self.trust(conditions)
        #expect(Self.codes(Lints.trust(foreign, facts: TrustFacts(roleAccount: "444455556666"))) == ["L06 error"])
        let extra = try Self.trust(
            conditions,
            more:
                #""Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "sts:AssumeRole""#
        )
        let lints = Lints.trust(extra)
        #expect(Self.codes(lints) == ["L07 warning", "L07 warning"])
        #expect(lints.map(\.statement) == [1, 1] && lints.allSatisfy { $0.position.line == 2 })
        let names = (0..<30).map { #""system:serviceaccount:default:a-rather-long-name-of-a-service-account-\#($0)""# }
        let large = try Self.trust(
            #""StringEquals": {"\#(Self.sub)": [\#(names.joined(separator: ","))], "\#(Self.aud)": "sts.amazonaws.com"}"#
        )
        #expect(Set(Self.codes(Lints.trust(large))) == ["L08 info", "L10 info"])
    }

    private static let permissions: [(String, PermissionsFacts, [String])] = [
        (#""Action": "ses:*", "Resource": "\#(Fixtures.identity)""#, PermissionsFacts(), ["L11 error"]),
        (#""Action": "*", "Resource": "*""#, PermissionsFacts(), ["L11 error", "L12 warning"]),
        (#""NotAction": "iam:*", "Resource": "\#(Fixtures.identity)""#, PermissionsFacts(), ["L11 error"]),
        (#""Action": "ses:SendEmail", "Resource": "arn:aws:ses:*:*:identity/*""#, PermissionsFacts(), ["L12 warning"]),
        (
            #""Action": "ses:SendEmail", "Resource": ["\#(Fixtures.identity)", "arn:aws:ses:eu-west-1:111122223333:identity/ops@example.com"]"#,
            PermissionsFacts(hasProductionAccess: true, receiver: "ops@example.com"), ["L13 warning"]
        ),
        (#""Action": "ses:SendEmail", "Resource": "\#(Fixtures.domain)""#, PermissionsFacts(), []),
        (
            #""Action": "ses:SendEmail", "Resource": "\#(Fixtures.domain)", "Condition": {"StringEquals": {"ses:FromAddress": "a@example.com"}}"#,
            PermissionsFacts(), []
        ),
        (
            #""Action": ["ses:SendEmail", "s3:GetObject"], "Resource": "\#(Fixtures.identity)""#, PermissionsFacts(),
            ["L16 warning"]
        ),
    ]

    @Test(arguments: permissions.indices)
    func `permissions policies are checked`(index: Int) throws {
        let (statement, facts, codes) = Self.permissions[index]
        let document = try Fixtures.policy(#""Effect": "Allow", \#(statement)"#, kind: .identity)
        #expect(Self.codes(Lints.permissions(document, facts: facts)) == codes, Comment(rawValue: statement))
    }

    @Test func `who is only ruled out is not said to be unasked for`() throws {
        func lint(_ conditions: String) throws -> Lint? {
            let document = try Self.trust(conditions)
            return Lints.trust(document, facts: TrustFacts(roleAccount: "111122223333")).first {
                $0.code == .subjectMissing
            }
        }
        let aud = #""StringEquals": {"\#(Self.aud)": "sts.amazonaws.com"}"#
        let none = try #require(try lint(aud))
        #expect(none.sentence.hasSuffix("there is no condition on sub.") && none.evidence == nil)
        let negated = try #require(try lint(aud + #", "StringNotEquals": {"\#(Self.sub)": "x"}"#))
        #expect(negated.sentence == "Any service account that a condition does not rule out may use the role.")
        #expect(negated.evidence == "StringNotEquals x")
    }

    @Test func `the role is checked`() {
        #expect(Self.codes(Lints.role(maxSessionDuration: 43_200)) == ["L18 info"])
    }

    private static let sends = #""Action": ["ses:SendEmail", "ses:SendRawEmail"]"#
    private static let sending: [(String, [String])] = [
        (#""Principal": "*", \#(sends), "Resource": "\#(Fixtures.identity)""#, ["L20 error"]),
        (
            #""Principal": "*", \#(sends), "Resource": "\#(Fixtures.identity)", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}"#,
            []
        ),
        (#""Principal": {"AWS": "111122223333"}, \#(sends), "Resource": "\#(Fixtures.identity)""#, ["L21 warning"]),
        (
            #""Principal": {"AWS": "AROAEXAMPLEEXAMPLE99"}, \#(sends), "Resource": "\#(Fixtures.identity)""#,
            ["L22 error", "L23 error"]
        ),
        (#""Principal": {"AWS": "AROAEXAMPLEEXAMPLE01"}, \#(sends), "Resource": "\#(Fixtures.identity)""#, []),
        (
            #""Sid": "RoleAROAEXAMPLEEXAMPLE99", "Principal": {"AWS": "\#(Fixtures.role)"}, \#(sends), "Resource": "\#(Fixtures.identity)""#,
            ["L23 error"]
        ),
        (
            #""Sid": "RoleAROAEXAMPLEEXAMPLE01", "Principal": {"AWS": "\#(Fixtures.role)"}, \#(sends), "Resource": "\#(Fixtures.identity)""#,
            []
        ),
        (
            #""Principal": {"AWS": "arn:aws:iam::111122223333:role/other"}, \#(sends), "Resource": "\#(Fixtures.identity)""#,
            ["L23 error"]
        ),
        (
            #""Principal": {"AWS": "\#(Fixtures.role)"}, "Action": "ses:*", "Resource": "\#(Fixtures.identity)""#,
            ["L25 warning"]
        ),
        (#""Principal": {"AWS": "\#(Fixtures.role)"}, \#(sends), "Resource": "\#(Fixtures.domain)""#, ["L26 error"]),
    ]

    @Test(arguments: sending.indices)
    func `sending policies are checked`(index: Int) throws {
        let (statement, codes) = Self.sending[index]
        let document = try Fixtures.policy(#""Effect": "Allow", \#(statement)"#, kind: .sending)
        let facts = SendingFacts(identity: Fixtures.identity, role: Fixtures.role, roleID: "AROAEXAMPLEEXAMPLE01")
        #expect(Self.codes(Lints.sending(document, facts: facts)).sorted() == codes, Comment(rawValue: statement))
    }

    @Test func `a policy for another role carries that one's id`() throws {
        for (role, codes) in [(Fixtures.role, ["L23 error"]), ("arn:aws:iam::111122223333:role/other", [])] {
            let document = try Fixtures.policy(
                #""Sid": "RoleAROAOTHEROTHEROTHER", "Effect": "Allow", "Principal": {"AWS": "\#(role)"}, \#(Self.sends), "Resource": "\#(Fixtures.identity)""#,
                kind: .sending)
            let facts = SendingFacts(identity: Fixtures.identity, role: Fixtures.role, roleID: "AROAEXAMPLEEXAMPLE01")
            let stale = Lints.sending(document, facts: facts).filter { $0.code == .roleMissing && $0.statement != nil }
            #expect(Self.codes(stale) == codes, Comment(rawValue: role))
        }
    }

    @Test func `actions that the answers ask for are none too many`() throws {
        let document = try Fixtures.policy(
            #""Effect": "Allow", "Principal": {"AWS": "\#(Fixtures.role)"}, "Action": ["ses:SendEmail", "ses:SendBulkEmail"], "Resource": "\#(Fixtures.identity)""#,
            kind: .sending)
        var facts = SendingFacts(identity: Fixtures.identity, role: Fixtures.role)
        #expect(Self.codes(Lints.sending(document, facts: facts)) == ["L25 warning"])
        facts.moreActions = ["ses:SendBulkEmail"]
        #expect(Self.codes(Lints.sending(document, facts: facts)) == [])
    }

    @Test func `a domain's policy wants the sender's address, and an address's own policy hides the domain's`() throws {
        let document = try Fixtures.policy(
            #""Effect": "Allow", "Principal": {"AWS": "\#(Fixtures.role)"}, \#(Self.sends), "Resource": "\#(Fixtures.domain)""#,
            kind: .sending)
        #expect(Self.codes(Lints.sending(document, facts: SendingFacts(identity: Fixtures.domain))) == ["L24 warning"])
        let policies = (0..<17).map { NamedPolicy("p\($0)", document) }
        let facts = SendingFacts(identity: Fixtures.identity, domainHasPolicies: true)
        #expect(Self.codes(Lints.sendingPolicies(policies, facts: facts)) == ["L27 info", "L28 warning"])
    }

    @Test func `every code has a number of its own and the severity of the fact sheet`() {
        // Codes of checks that went are never given to others.
        let numbers = (1...28).filter { ![14, 15, 17, 19].contains($0) }
        #expect(LintCode.allCases.map(\.rawValue) == numbers.map { $0 < 10 ? "L0\($0)" : "L\($0)" })
        #expect(LintCode.wholeAccount.severity < LintCode.anybodyMaySend.severity)
    }
}
