import Design
import Identifiers
import Testing

struct NamesAndPasteTests {
    private func design(_ cluster: String, _ namespace: String, _ account: String) throws -> DelegateSending {
        var answers = try Example.answers([
            (.eksCluster, cluster), (.namespace, namespace), (.serviceAccount, account),
        ])
        for field in [FieldID.role, .permissionsPolicy, .sendingPolicy] { answers.clear(field) }
        return try DelegateSending(answers)
    }

    @Test func `names left out come from cluster, namespace and service account, and end with a hash of all`() throws {
        let design = try design("mail-prod", "default", "ses-sender")
        // printf '111122223333\0eu-west-1\0mail-prod\0default\0ses-sender' | sha256sum
        #expect(design.key.hash == "6c4e8420")
        #expect(design.roleName.text == "sesame-mail-prod-default-ses-sender-6c4e8420")
        #expect(design.permissionsPolicyName.text == design.roleName.text)
        #expect(design.sendingPolicyName.text == design.roleName.text)
    }

    @Test(arguments: [
        (FieldID.eksAccount, "999999999999"), (.eksRegion, "eu-central-1"), (.eksCluster, "mail-test"),
        (.namespace, "default-ses"), (.serviceAccount, "sender"),
    ])
    func `setups that differ in one of these never meet`(field: FieldID, value: String) throws {
        var answers = try Example.answers()
        for field in [FieldID.role, .permissionsPolicy, .sendingPolicy] { answers.clear(field) }
        let one = try DelegateSending(answers)
        try answers.set(value, for: field, from: .typed)
        let other = try DelegateSending(answers)
        #expect(one.roleName != other.roleName)
        #expect(one.permissionsPolicyName != other.permissionsPolicyName)
        #expect(one.sendingPolicyName != other.sendingPolicyName)
        #expect(one.key.fileName != other.key.fileName)
    }

    @Test func `names, sender and SES account may change while the setup stays the same one`() throws {
        let one = try Example.design()
        let other = try Example.design([
            (.role, "other"), (.sesAccount, "999999999999"), (.sesSender, "x@example.com"),
            (.sesIdentity, "example.com"),
        ])
        #expect(one.key == other.key)
        #expect(one.key.fileName == "111122223333-mail-prod-default-ses-sender-6c4e8420")
    }

    @Test func `a long name is cut to its limit and stays apart from others`() throws {
        let long = String(repeating: "n", count: 60)
        let one = try design("c", long, "mailer-one")
        let other = try design("c", long, "mailer-two")
        #expect(one.roleName.text.count == 64)
        #expect(one.sendingPolicyName.text.count == 64)
        #expect(one.roleName.text.hasPrefix("sesame-c-nnn") && one.roleName.text.hasSuffix("-\(one.key.hash)"))
        #expect(one.roleName != other.roleName)
        #expect(one.permissionsPolicyName.text.count <= 128)
    }

    @Test func `dots of a service account do not reach the sending policy's name`() throws {
        let dotted = try design("c", "n", "a.b").sendingPolicyName.text
        let dashed = try design("c", "n", "a-b").sendingPolicyName.text
        #expect(!dotted.contains("."))
        #expect(dotted != dashed)
    }

    @Test func `without a cluster's name the issuer names the setup`() throws {
        var answers = try Example.answers()
        for field in [FieldID.eksCluster, .role] { answers.clear(field) }
        #expect(try DelegateSending(answers).roleName.text == "sesame-d39b5db5-default-ses-sender-b8b54577")
    }

    @Test func `a cluster alone is enough to begin with, an issuer is needed for a design`() throws {
        var answers = try Example.answers()
        answers.clear(.eksOIDCProvider)
        #expect(answers.missingFields.isEmpty)
        let error = #expect(throws: IncompleteAnswers.self) { try DelegateSending(answers) }
        #expect(
            error?.sentence
                == "Still needed: eks.oidcProvider.\nEKS knows the issuer of the cluster, and was not asked. \"aws eks "
                + "describe-cluster --name mail-prod --region eu-west-1 --profile eks-admin --query "
                + "cluster.identity.oidc.issuer\" shows it."
        )
        answers.clear(.eksCluster)
        let neither = #expect(throws: IncompleteAnswers.self) { try DelegateSending(answers) }
        #expect(neither?.sentence == "Still needed: eks.oidcProvider or eks.cluster.")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var field: FieldID = .eksCluster
        var values: [FieldID: String]
        var testDescription: String { text }
    }

    static let cases: [Case] = [
        Case(
            text: "arn:aws:iam::111122223333:role/team/ses-sender-role",
            values: [.eksAccount: "111122223333", .role: "ses-sender-role", .rolePath: "/team/"]),
        Case(
            text: " arn:aws:eks:eu-west-1:111122223333:cluster/mail-prod\n",
            values: [.eksAccount: "111122223333", .eksRegion: "eu-west-1", .eksCluster: "mail-prod"]),
        Case(
            text: "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com",
            values: [
                .sesAccount: "444455556666", .sesRegion: "eu-west-1", .sesSender: "no-reply@example.com",
                .sesIdentity: "no-reply@example.com",
            ]),
        Case(
            text: "https://\(Example.issuer)",
            values: [.eksOIDCProvider: Example.issuer, .eksRegion: "eu-west-1"]),
        Case(
            text: "https://\(Example.issuer)/.well-known/openid-configuration",
            values: [.eksOIDCProvider: Example.issuer, .eksRegion: "eu-west-1"]),
        Case(
            text: "system:serviceaccount:default:ses-sender",
            values: [.namespace: "default", .serviceAccount: "ses-sender"]),
        Case(
            text: "arn:aws:iam::111122223333:oidc-provider/\(Example.issuer)",
            values: [.eksAccount: "111122223333", .eksOIDCProvider: Example.issuer, .eksRegion: "eu-west-1"]),
        Case(
            text: """
                {"cluster": {"name": "mail-prod", "arn": "arn:aws:eks:eu-west-1:111122223333:cluster/mail-prod",
                "identity": {"oidc": {"issuer": "https://\(Example.issuer)"}}}}
                """,
            values: [
                .eksAccount: "111122223333", .eksRegion: "eu-west-1", .eksCluster: "mail-prod",
                .eksOIDCProvider: Example.issuer,
            ]),
        Case(
            text: "{\"UserId\": \"A\", \"Account\": \"444455556666\", \"Arn\": \"arn:aws:iam::444455556666:user/x\"}",
            field: .sesSender, values: [.sesAccount: "444455556666"]),
    ]

    @Test(arguments: cases) func `a paste fills the fields it answers`(_ example: Case) throws {
        let paste = try #require(Paste(example.text, into: example.field))
        let values = Dictionary(uniqueKeysWithValues: paste.values.map { ($0.field, $0.text) })
        #expect(values == example.values)
    }

    @Test(arguments: ["mail-prod", "ops@example.com", "{", "{}", "arn:", "https://", "arn:aws:s3:::bucket"])
    func `plain text is no paste`(_ text: String) { #expect(Paste(text, into: .eksCluster) == nil) }
}
