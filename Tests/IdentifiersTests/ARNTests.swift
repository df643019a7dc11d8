import Identifiers
import Testing

@Suite struct `ARNs and issuers` {
    @Test(arguments: [
        Attempt("arn:aws:iam::111122223333:role/path/to/Name"),
        Attempt("arn:aws:sts::111122223333:assumed-role/Name/session@x.y"),
        Attempt("arn:aws:iam::aws:policy/AdministratorAccess"),
        Attempt("arn:aws:logs:eu-west-1:111122223333:log-group:/aws/x:*"),
        Attempt("arn:aws:s3:::bucket/key:with:colons"),
        Attempt("arn:aws:iam::111122223333:root"),
        Attempt("arn:aws:ses:*:111122223333:identity/example.com"),
        Attempt("", "Nothing is filled in; expected: arn:partition:service:region:account:resource."),
        Attempt("*", "An ARN begins with arn:."),
        Attempt("ARN:AWS:IAM::111122223333:ROLE/X", "An ARN begins with arn:."),
        Attempt("arn:aws:iam::111122223333", "An ARN has six parts with colons between them; here are 5."),
        Attempt("arn::iam::111122223333:role/x", "The second part, the partition, is empty."),
        Attempt("arn:aws::::", "The third part, the service, is empty."),
        Attempt("arn:aws:iam::111122223333:", "The last part, the resource, is empty."),
        Attempt("arn:aws:iam::11112222333:role/x", "An account ID has 12 digits; here are 11."),
        Attempt("arn:aws:iam::*:role/*", "\"*\" is a wildcard; one exact ARN is needed."),
        Attempt(
            " arn:aws:iam::111122223333:role/x", "Only visible characters are allowed, not a blank.",
            repair: "arn:aws:iam::111122223333:role/x"),
        Attempt(
            "arn:aws:iam::111122223333:role/x\n", "Only visible characters are allowed, not \"U+000A\".",
            repair: "arn:aws:iam::111122223333:role/x"),
    ])
    func `general ARNs`(attempt: Attempt) { attempt.check(ARN.self) }

    @Test func `parts of an ARN`() throws {
        let arn = try ARN("arn:aws:sts::111122223333:assumed-role/Name/session")
        #expect(arn.resourceType == "assumed-role")
        #expect(arn.resourceName == "Name/session")
        #expect(arn.accountID?.text == "111122223333")
        #expect(try ARN("arn:aws:iam::111122223333:root").resourceType == "")
        #expect(try ARN("arn:aws:iam::aws:policy/X").accountID == nil)
    }

    @Test func `role ARNs keep their path`() throws {
        let role = try RoleARN("arn:aws-us-gov:iam::111122223333:role/team/mail/ses-sender")
        #expect(role.path.text == "/team/mail/")
        #expect(role.name.text == "ses-sender")
        #expect(role.partition == "aws-us-gov")
        #expect(role.text == "arn:aws-us-gov:iam::111122223333:role/team/mail/ses-sender")
        #expect(try RoleARN("arn:aws:iam::111122223333:role/x").path == .root)
        for text in [
            "arn:aws:iam::111122223333:role/", "arn:aws:iam::111122223333:role//x", "arn:aws:iam::111122223333:user/x",
            "arn:aws:sts::111122223333:assumed-role/x/y", "arn:aws:iam:eu-west-1:111122223333:role/x",
            "arn:aws:iam::aws:role/x", "arn:aws:iam::111122223333:role/ü", "arn:aws:iam::111122223333:role",
        ] {
            #expect(throws: IdentifierError.self, "\(text)") { try RoleARN(text) }
        }
    }

    @Test func `policy, provider and identity ARNs`() throws {
        #expect(try PolicyARN("arn:aws:iam::aws:policy/service-role/X").path.text == "/service-role/")
        let account = try AccountID("111122223333")
        #expect(
            try PolicyARN(partition: "aws", account: account, name: PolicyName("p")).text
                == "arn:aws:iam::111122223333:policy/p")
        let provider = try ProviderARN("arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/AB")
        #expect(provider.issuer.url == "https://oidc.eks.eu-west-1.amazonaws.com/id/AB")
        let identity = try IdentityARN("arn:aws:ses:eu-west-1:444455556666:identity/news+a@example.com")
        #expect(identity.identity.text == "news+a@example.com")
        #expect(identity.text == "arn:aws:ses:eu-west-1:444455556666:identity/news+a@example.com")
        #expect(throws: IdentifierError.self) {
            try IdentityARN("arn:aws:ses:eu-west-1:444455556666:configuration-set/x")
        }
        #expect(throws: IdentifierError.self) {
            try IdentityARN("arn:aws:ses:nowhere:444455556666:identity/example.com")
        }
    }

    @Test(arguments: [
        ("oidc.eks.eu-west-1.amazonaws.com/id/D39B", "oidc.eks.eu-west-1.amazonaws.com/id/D39B"),
        ("https://oidc.eks.eu-west-1.amazonaws.com/id/D39B", "oidc.eks.eu-west-1.amazonaws.com/id/D39B"),
        ("https://issuer.example.com", "issuer.example.com"),
    ])
    func `issuers come with or without scheme`(text: String, bare: String) throws {
        let issuer = try IssuerURL(text)
        #expect(issuer.text == bare)
        #expect(issuer.url == "https://" + bare)
    }

    @Test(arguments: [
        Attempt("http://issuer.example.com", "An issuer begins with https://, not with http://."),
        Attempt("https://", "The host is missing."),
        Attempt("issuer.example.com:8443/x", "An issuer has no port or colon in its host."),
        Attempt("issuer.example.com/x?y", "\"?\" is a wildcard; one exact OIDC provider is needed."),
        Attempt("issuer.example.com/x#y", "An issuer ends before the # part."),
        Attempt(
            "https://" + String(repeating: "a", count: 248), "At most 255 characters are allowed, not 256."),
        Attempt(
            "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/AB",
            "An issuer has no port or colon in its host.", repair: "oidc.eks.eu-west-1.amazonaws.com/id/AB"),
    ])
    func `other addresses are refused`(attempt: Attempt) { attempt.check(IssuerURL.self) }

    @Test func `an EKS issuer tells region and ID`() throws {
        let issuer = try IssuerURL("oidc.eks.eu-west-1.amazonaws.com/id/D39B")
        #expect(issuer.region?.text == "eu-west-1")
        #expect(issuer.clusterID == "D39B")
        #expect(try IssuerURL("issuer.example.com/id/D39B").region == nil)
        #expect(try AccountID("111122223333").grouped == "1111-2222-3333")
    }
}
