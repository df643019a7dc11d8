import IAMPolicy
import Testing

struct ExplanationTests {
    @Test func `a wrong namespace is named as such`() throws {
        let policies = PolicySet(resource: [NamedPolicy("the trust policy of ses-sender-role", try Fixtures.trust())])
        let decision = Evaluator.decide(
            Fixtures.assume(subject: "system:serviceaccount:mail:ses-sender"), policies)
        let miss = try #require(decision.nearestMisses.first)
        #expect(miss.blame == .trustPolicy)
        #expect(miss.statement.line == 4)
        let failure = try #require(miss.failures.first)
        #expect(
            failure.sentence
                == "sub is system:serviceaccount:mail:ses-sender, the policy wants system:serviceaccount:default:ses-sender: the namespace differs"
        )
        #expect(failure.element == .condition)
        #expect(failure.key == Fixtures.issuer + ":sub")
        #expect(failure.difference == "the namespace differs")
        #expect(
            decision.reason
                == "The trust policy does not allow sts:AssumeRoleWithWebIdentity on \(Fixtures.role). Nearest: "
                + "statement 1 of the trust policy of ses-sender-role (line 4): \(failure.sentence).")
    }

    private static let subjects: [(String, String)] = [
        ("system:serviceaccount:mail:ses-sender", "the namespace differs"),
        ("system:serviceaccount:default:other", "the service account differs"),
        ("system:serviceaccount:mail:other", "namespace and service account differ"),
        ("system:serviceaccount:Default:ses-sender", "only the case of letters differs"),
    ]

    @Test(arguments: subjects)
    func `subjects are compared part by part`(row: (String, String)) throws {
        let policies = PolicySet(resource: [NamedPolicy("trust", try Fixtures.trust())])
        let decision = Evaluator.decide(Fixtures.assume(subject: row.0), policies)
        #expect(decision.nearestMisses.first?.failures.first?.difference == row.1)
    }

    /// Statements of a trust policy, and what is said about them to the guide's token.
    private static let trusts: [(String, String)] = [
        (
            #""Principal": {"AWS": "\#(Fixtures.provider)"}"#,
            "the caller is \(Fixtures.provider), the policy names \(Fixtures.provider): a provider must be listed under Federated, not under AWS"
        ),
        (
            #""Principal": {"Federated": "arn:aws:iam::444455556666:oidc-provider/\#(Fixtures.issuer)"}"#,
            "the caller is \(Fixtures.provider), the policy names arn:aws:iam::444455556666:oidc-provider/\(Fixtures.issuer): the provider's account differs"
        ),
        (
            #""Principal": {"Federated": "\#(Fixtures.provider)"}, "Condition": {"StringEquals": {"https://\#(Fixtures.issuer):sub": "x"}}"#,
            "the request has no sub, the policy wants x: the key must be written without https://"
        ),
        (
            #""Principal": {"Federated": "\#(Fixtures.provider)"}, "Condition": {"StringEquals": {"oidc.eks.eu-west-1.amazonaws.com/id/OLD:sub": "x"}}"#,
            "the request has no sub, the policy wants x: the key names another issuer than the token's"
        ),
        (
            #""Principal": {"Federated": "\#(Fixtures.provider)"}, "Condition": {"StringEquals": {"\#(Fixtures.issuer):sub": "system:serviceaccount:default:*"}}"#,
            "sub is system:serviceaccount:default:ses-sender, the policy wants system:serviceaccount:default:*: StringEquals takes * and ? as plain characters, StringLike is needed"
        ),
        (
            #""Principal": {"Federated": "\#(Fixtures.provider)"}, "Condition": {"StringNotLike": {"\#(Fixtures.issuer):sub": "*:default:*"}}"#,
            "sub is system:serviceaccount:default:ses-sender, which the policy rules out with *:default:*"
        ),
    ]

    @Test(arguments: trusts.indices)
    func `the classic mistakes of a trust policy are said in words`(index: Int) throws {
        let (statement, sentence) = Self.trusts[index]
        let policy = try Fixtures.policy(
            #""Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", \#(statement)"#, kind: .trust)
        let decision = Evaluator.decide(Fixtures.assume(), PolicySet(resource: [NamedPolicy("trust", policy)]))
        #expect(decision.nearestMisses.first?.failures.map(\.sentence) == [sentence])
    }

    @Test func `a dead principal is explained`() throws {
        var policies = try Fixtures.bothDoors()
        let dead = try Fixtures.sending(principal: #"{"AWS": "AROAEXAMPLEEXAMPLE01"}"#)
        policies.resource = [NamedPolicy("ses-sender", dead)]
        let decision = Evaluator.decide(Fixtures.send(), policies)
        #expect(
            decision.nearestMisses.first?.failures.first?.difference
                == "AROAEXAMPLEEXAMPLE01 is the id of a role or user that was deleted; one of the same name is another"
        )
    }

    @Test func `of many statements the nearest comes first`() throws {
        let policy = try Fixtures.policy(
            #""Effect": "Allow", "Action": "s3:*", "Resource": "*""#,
            #""Sid": "Near", "Effect": "Allow", "Action": "ses:SendEmail", "Resource": "arn:aws:ses:us-east-1:444455556666:identity/no-reply@example.com""#,
            #""Effect": "Deny", "Action": "s3:*", "Resource": "*""#, kind: .identity)
        var policies = try Fixtures.bothDoors()
        policies.identity = [NamedPolicy("mine", policy)]
        let decision = Evaluator.decide(Fixtures.send(), policies)
        #expect(decision.nearestMisses.map(\.statement.index) == [1, 0])
        #expect(decision.nearestMisses.first?.failures.first?.difference == "the region differs")
    }

    @Test func `a Deny says which condition made it apply`() throws {
        var policies = try Fixtures.bothDoors()
        let denial = try Fixtures.policy(
            #""Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:RequestedRegion": "us-east-1"}}"#,
            kind: .serviceControl)
        policies.serviceControl = [[NamedPolicy("region guard", denial)]]
        let decision = Evaluator.decide(
            Fixtures.send("ses:SendEmail", ["aws:RequestedRegion": "eu-west-1"]), policies)
        #expect(decision.blame == [.serviceControlPolicy])
        #expect(
            decision.reason
                == "A Deny applies, statement 1 of region guard (line 4): aws:RequestedRegion is eu-west-1, which fits StringNotEquals us-east-1."
        )
        #expect(decision.nearestMisses.isEmpty)
    }

    @Test func `what is not there is said to be not there`() throws {
        let decision = Evaluator.decide(Fixtures.send(), PolicySet())
        #expect(
            decision.reason
                == "The caller has no permissions policy that could allow ses:SendEmail on \(Fixtures.identity). "
                + "The resource has no policy that could allow ses:SendEmail on \(Fixtures.identity).")
    }
}
