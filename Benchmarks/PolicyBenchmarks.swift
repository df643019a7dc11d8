import IAMPolicy

/// How fast policies are decided, documents parsed beforehand.
enum PolicyBenchmarks {
    /// Decisions over a file of policy cases, each in turn.
    static func decisions(_ text: String) throws -> Benchmark {
        try benchmark("policy decisions, case file", PolicyCases.read(text).cases)
    }

    /// The two decisions of a send: may the service account take the role, may the role send as the sender.
    static func chain() throws -> Benchmark {
        try benchmark("policy decisions, the chain", PolicyCases.read(chainText).cases)
    }

    private static func benchmark(_ name: String, _ cases: [PolicyCase]) throws -> Benchmark {
        guard !cases.isEmpty else { throw BenchmarkProblem(sentence: "there is no policy case") }
        return Benchmark(name: name, unit: "decisions/s") { count in
            var allowed = 0
            var index = 0
            for _ in 0..<count {
                if cases[index].decide().isAllowed { allowed += 1 }
                index += 1
                if index == cases.count { index = 0 }
            }
            Kept.keep(allowed)
        }
    }

    private static let chainText = """
        {"cases": [{
          "request": {
            "principal": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE",
            "action": "sts:AssumeRoleWithWebIdentity",
            "resource": "arn:aws:iam::111122223333:role/ses-sender-role",
            "context": {
              "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub": "system:serviceaccount:default:ses-sender",
              "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:aud": "sts.amazonaws.com"
            }
          },
          "resourcePolicy": {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
            "Principal": {
              "Federated": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE"
            },
            "Condition": {"StringEquals": {
              "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub": "system:serviceaccount:default:ses-sender",
              "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:aud": "sts.amazonaws.com"
            }}
          }]}
        }, {
          "request": {
            "principal": "arn:aws:sts::111122223333:assumed-role/ses-sender-role/pod",
            "action": "ses:SendEmail",
            "resource": "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com",
            "resourceAccount": "444455556666",
            "context": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/ses-sender-role"}
          },
          "identityPolicies": [{"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": ["ses:SendEmail", "ses:SendRawEmail"],
            "Resource": ["arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"]
          }]}],
          "resourcePolicy": {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": ["ses:SendEmail", "ses:SendRawEmail"],
            "Principal": {"AWS": "arn:aws:iam::111122223333:role/ses-sender-role"},
            "Resource": "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"
          }]}
        }]}
        """
}
