@testable import Diagnosis
import Testing
import Wire

/// What is taken from a text, what is told of it, and what never leaves.
@Suite struct `What explaining tells` {
    private static func explain(_ text: String) -> Explanation { `Explaining texts`.explain(text) }

    private static let refusal = ExplainVector.aws.first { $0.first == "SES-DOOR-2" }?.message ?? ""

    @Test func `accounts, role, region, sender and action come from the text`() {
        let facts = Self.explain(Self.refusal).facts
        #expect(
            facts.json == [
                "eksAccount": "111122223333", "sesAccount": "444455556666", "region": "eu-west-1",
                "role": "ses-sender-role", "sender": "no-reply@example.com", "action": "ses:SendEmail",
            ])
        #expect(facts.subject == "arn:aws:iam::111122223333:role/ses-sender-role")
    }

    @Test func `what is not there is null`() {
        let facts = Self.explain("InvalidIdentityToken: Incorrect token audience").facts
        #expect(facts.json.object?.members.allSatisfy { $0.value.isNull } == true)
        #expect(facts.subject == nil)
        #expect(facts.words.isEmpty)
    }

    @Test func `issuer, region and provider come from a refused token`() {
        let found = Self.explain("No OpenIDConnect provider found in your account for https://\(ExplainVector.issuer).")
        #expect(found.facts.issuer == ExplainVector.issuer)
        #expect(found.facts.region == "eu-west-1")
        #expect(found.texts.first?.causes.first?.expected.contains(ExplainVector.issuer) == true)
    }

    @Test func `an event names role, provider and service account`() {
        let found = Self.explain(
            #"""
            {
                "eventVersion": "1.08",
                "userIdentity": {
                    "type": "WebIdentityUser",
                    "principalId": "arn:aws:iam::111122223333:oidc-provider/\#(ExplainVector.issuer):sts.amazonaws.com:system:serviceaccount:mail:ses-sender",
                    "userName": "system:serviceaccount:mail:ses-sender",
                    "identityProvider": "arn:aws:iam::111122223333:oidc-provider/\#(ExplainVector.issuer)"
                },
                "eventSource": "sts.amazonaws.com",
                "eventName": "AssumeRoleWithWebIdentity",
                "errorCode": "AccessDenied",
                "errorMessage": "Not authorized to perform sts:AssumeRoleWithWebIdentity",
                "requestParameters": {
                    "roleArn": "arn:aws:iam::111122223333:role/team/ses-sender-role",
                    "roleSessionName": "botocore-session-1700000000"
                }
            }
            """#)
        let facts = found.facts
        #expect(facts.namespace == "mail" && facts.serviceAccount == "ses-sender")
        #expect(facts.role == "ses-sender-role")
        #expect(facts.roleARN == "arn:aws:iam::111122223333:role/team/ses-sender-role")
        #expect(facts.issuer == ExplainVector.issuer)
        #expect(facts.subject == "mail/ses-sender")
        let cause = found.texts.first?.causes.first
        #expect(cause?.code == "TRUST-SUBJECT")
        #expect(cause?.expected == "system:serviceaccount:mail:ses-sender")
        #expect(cause?.check == ["aws iam get-role --role-name ses-sender-role --query Role.AssumeRolePolicyDocument"])
    }

    @Test func `a node is no role to diagnose, and an operator no pod`() {
        let node = ExplainVector.aws.first { $0.entry == "STS-NODE-ROLE" }?.message ?? ""
        let facts = Self.explain(node).facts
        #expect(facts.isNode)
        #expect(facts.subject != "arn:aws:iam::111122223333:role/eks-node-role")
        let operatorText =
            "User: arn:aws:sts::111122223333:assumed-role/Admin/jane is not authorized to perform: iam:GetRole on resource: role x"
        #expect(Self.explain(operatorText).facts.role == nil)
    }

    @Test func `facts of the text rank the causes`() {
        func codes(_ text: String) -> [String] { Self.explain(text).texts.last?.causes.map(\.code) ?? [] }
        let rejected =
            "MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: "
        // Another line has told who the sender is.
        #expect(codes("\(Self.refusal)\n\(rejected)ops@example.com").first == "SES-RECEIVER")
        #expect(codes("\(Self.refusal)\n\(rejected)no-reply@example.com").first == "SES-SENDER-UNVERIFIED")
        #expect(!codes("\(Self.refusal)\n\(rejected)no-reply@example.com").contains("SES-RECEIVER"))
        // The session of Pod Identity has a form of its own.
        let podIdentity = Self.refusal.replacing("botocore-session-1700000000", with: "eks-mail-prod-mailer-7f-1a2b3c")
        #expect(codes(podIdentity).contains("K8S-POD-IDENTITY"))
        #expect(!codes(Self.refusal).contains("K8S-POD-IDENTITY"))
        // A domain has no address that could hide it.
        let domain = Self.refusal.replacing("identity/no-reply@example.com", with: "identity/example.com")
        #expect(!codes(domain).contains("SES-ADDRESS-SHADOWS-DOMAIN"))
    }

    @Test(arguments: ExplainVector.aws + ExplainVector.cluster)
    func `the words of AWS come out as they went in`(_ error: ExplainVector) {
        for dressing in [
            Dressing.bare, .python, .goVersion2, .jsonLog, .jsonInJSON, .trail, .nodeVersion3, .rust, .xml,
        ] {
            if error.service == "kubernetes", dressing != .bare { continue }
            let text =
                error.service == "kubernetes"
                ? "Error from server (\(error.code)): \(error.message)" : dressing.text(error)
            // A conflict without its operation is nobody's.
            guard let found = Self.explain(text).texts.first, error.entry != "SES-REVIEW" else { continue }
            #expect(found.text == error.message, "\(dressing)")
        }
    }

    @Test func `the likely causes come first, and each is named once`() {
        for error in ExplainVector.aws {
            let causes = Self.explain(Dressing.python.text(error)).texts.first?.causes ?? []
            #expect(causes.map(\.likelihood) == causes.map(\.likelihood).sorted(), "\(error)")
            #expect(Set(causes.map(\.code)).count == causes.count, "\(error)")
        }
    }

    @Test func `every code has a card, in any case of letters`() {
        for entry in FailureCatalogue.builtIn.entries {
            let card = Explanation.ofCode(" \(entry.code.lowercased())\n")
            #expect(card?.texts.first?.causes.map(\.code) == [entry.code])
            #expect(card?.isKnown == true)
            #expect(Self.explain(entry.code).texts.first?.causes.first?.code == entry.code, "from a pipe")
        }
        for practice in PracticeEntry.builtIn { #expect(Explanation.ofCode(practice.code) != nil, "\(practice.code)") }
        #expect(Explanation.ofCode("SES-DOOR-9") == nil)
        #expect(Explanation.codeNear("ses-dor-2") == "SES-DOOR-2")
        #expect(Explanation.codeNear("hello world") == nil)
    }

    @Test func `commands to look with only look, and have nothing open but capitals`() {
        for entry in FailureCatalogue.builtIn.entries {
            for command in Explanation.Cause(entry, .likely, Refusal(nil, FailureContext())).check {
                let words = command.split(separator: " ")
                let verb = words.first == "aws" ? words[2] : words.count > 1 ? words[1] : ""
                let looks =
                    words[0] == "date"
                    || ["get", "describe", "list", "auth", "exec"].contains { verb == $0 || verb.hasPrefix("\($0)-") }
                #expect(looks, "\(entry.code): \(command)")
                if verb == "exec" {
                    #expect(
                        ["printenv", "date", "aws sts get-caller-identity"].contains { command.contains(" -- \($0)") },
                        "\(command)")
                }
                #expect(!command.contains("{") && !command.contains("the "), "\(entry.code): \(command)")
                #expect(!command.contains("'") || !command.contains("$("), "\(command)")
            }
        }
    }

    @Test func `words from outside stay words in commands`() {
        let found = Self.explain(
            "User `arn:aws:sts::111122223333:assumed-role/$(reboot)/s' is not authorized to perform `ses:SendEmail' on resource `arn:aws:ses:eu-west-1:444455556666:identity/a;reboot@example.com'"
        )
        for cause in found.texts.flatMap(\.causes) {
            for command in cause.check { #expect(!command.contains("reboot"), "\(command)") }
        }
        #expect(found.facts.role == nil)
    }

    @Test func `no secret is shown or kept`() {
        let id = "AKIA" + "IOSFODNN7EXAMPLE"
        let secret = "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY"
        let token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW0ifQ." + String(repeating: "c2ln", count: 20)
        let session = String(repeating: "IQoJb3JpZ2luX2VjE", count: 12)
        let password = "BJ" + "kQ7vT2mZ9pLxW4cN8bHs3dFgY6uRjKeA1iOoUyPqXz"
        let key = "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7\n-----END RSA " + "PRIVATE KEY-----"
        let secrets = [id, secret, token, session, password, "MIIEpAIBAAKCAQEA7", "hunter2", "c2lnbmF0dXJl"]
        let carriers = [
            "AWS_ACCESS_KEY_ID=\(id) AWS_SECRET_ACCESS_KEY=\(secret) AWS_SESSION_TOKEN=\(session) \(Self.refusal)",
            "\(Self.refusal) {\"SecretAccessKey\":\"\(secret)\",\"SessionToken\":\"\(session)\",\"password\":\"hunter2\"}",
            #"{"msg":"\#(Self.refusal)","env":"{\"AccessKeyId\":\"\#(id)\",\"password\":\"hunter2\"}"}"#,
            "Authorization: Bearer \(token)\n\(Self.refusal)",
            "\(Self.refusal) https://x.s3.amazonaws.com/y?X-Amz-Credential=\(id)%2F20260312&X-Amz-Signature=c2lnbmF0dXJl",
            "AUTH PLAIN \(password)\n535 Authentication Credentials Invalid \(Self.refusal)", "\(Self.refusal)\n\(key)",
            "smtp password \(password)", "password=hunter2", key, "token \(token)", "\(id)\n\(secret)",
            String(secret.prefix(20)) + "\n" + String(secret.dropFirst(20)),
            "\u{1B}[31m\(id.prefix(8))\u{1B}[0m\(id.dropFirst(8)) \(Self.refusal)",
        ]
        for text in carriers {
            for wear in Wear.allCases {
                let found = `Explaining texts`.explain(wear.bytes(text))
                let shown = found.json.serialized() + found.given + found.texts.map(\.text).joined()
                for secret in secrets { #expect(!shown.contains(secret), "\(wear): \(text)\n\(shown)") }
            }
        }
    }
}
