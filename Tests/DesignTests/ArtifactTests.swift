import Calls
import Design
import Identifiers
import Foundation
import Testing
import Wire

struct ArtifactTests {
    @Test func `the trust policy is the guide's, to the byte`() throws {
        let artifact = Artifacts.make(.trustPolicy, try Example.design())
        #expect(
            artifact.content == """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Principal": {
                        "Federated": "arn:aws:iam::111122223333:oidc-provider/\(Example.issuer)"
                      },
                      "Action": "sts:AssumeRoleWithWebIdentity",
                      "Condition": {
                        "StringEquals": {
                          "\(Example.issuer):sub": "system:serviceaccount:default:ses-sender",
                          "\(Example.issuer):aud": "sts.amazonaws.com"
                        }
                      }
                    }
                  ]
                }

                """)
    }

    @Test func `in the sandbox the permissions policy names the receiver in both accounts`() throws {
        let resources = try Example.design().permissionsPolicyDocument["Statement"]?[0]?["Resource"]?.array
        #expect(
            resources?.compactMap(\.string) == [
                "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com",
                "arn:aws:ses:eu-west-1:111122223333:identity/ops@example.com",
                "arn:aws:ses:eu-west-1:444455556666:identity/ops@example.com",
            ])
    }

    @Test func `in production it names the sender only`() throws {
        let resources = try Example.design([(.eksSandbox, "false")])
            .permissionsPolicyDocument["Statement"]?[0]?["Resource"]?.array
        #expect(
            resources?.compactMap(\.string) == ["arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"])
    }

    @Test func `a configuration set is granted where the role is, and named by the send`() throws {
        let design = try Example.design([(.eksSandbox, "false"), (.configurationSet, "tracking")])
        #expect(
            design.permissionsPolicyDocument["Statement"]?[0]?["Resource"]?.array?.compactMap(\.string) == [
                "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com",
                "arn:aws:ses:eu-west-1:111122223333:configuration-set/tracking",
            ])
        #expect(design.sendingPolicyDocument["Statement"]?[0]?["Resource"]?.string == design.identityARN.text)
        #expect(SendCommand.script(design).contains("--configuration-set-name 'tracking'"))
        #expect(SendCommand.call(design, .ses, sourceARN: nil)["ConfigurationSetName"] == nil)
        #expect(!SendCommand.script(try Example.design()).contains("configuration-set"))
    }

    @Test func `more sending actions stand in both policies, and nowhere else`() throws {
        let design = try Example.design([
            (.sendingActions, "ses:SendTemplatedEmail"), (.sesIdentity, "example.com"),
        ])
        for document in [design.permissionsPolicyDocument, design.sendingPolicyDocument] {
            let statement = try #require(document["Statement"]?[0])
            #expect(
                statement["Action"]?.array?.compactMap(\.string)
                    == ["ses:SendEmail", "ses:SendRawEmail", "ses:SendTemplatedEmail"])
            #expect(statement["Condition"]?["StringEquals"]?["ses:FromAddress"]?.string == "no-reply@example.com")
        }
        // SES asks for the template too, which is one of the sending account.
        let resources = design.permissionsPolicyDocument["Statement"]?[0]?["Resource"]?.array?.compactMap(\.string)
        #expect(resources?.last == "arn:aws:ses:eu-west-1:111122223333:template/*")
        #expect(design.sendingPolicyDocument["Statement"]?[0]?["Resource"]?.string == design.identityARN.text)
    }

    @Test func `a domain identity gets the condition on the From address`() throws {
        let design = try Example.design([(.sesIdentity, "Example.COM")])
        #expect(design.identityARN.text == "arn:aws:ses:eu-west-1:444455556666:identity/example.com")
        for document in [design.permissionsPolicyDocument, design.sendingPolicyDocument] {
            let condition = document["Statement"]?[0]?["Condition"]?["StringEquals"]?["ses:FromAddress"]
            #expect(condition?.string == "no-reply@example.com")
        }
        #expect(design.trustPolicyDocument["Statement"]?[0]?["Condition"]?["StringEquals"]?["ses:FromAddress"] == nil)
    }

    @Test func `the sending policy has one resource, a text, and no Sid until it is applied`() throws {
        let design = try Example.design([(.rolePath, "/team/mail/")])
        let statement = design.sendingPolicyDocument["Statement"]?[0]
        #expect(statement?.object?.keys == ["Effect", "Principal", "Action", "Resource"])
        #expect(statement?["Principal"]?["AWS"]?.string == "arn:aws:iam::111122223333:role/team/mail/ses-sender-role")
        #expect(statement?["Resource"]?.string == design.identityARN.text)
        let marked = SendingPolicyMark.marked(design.sendingPolicyDocument, roleID: "AROAEXAMPLE")
        #expect(marked["Statement"]?[0]?["Sid"]?.string == "RoleAROAEXAMPLE")
        #expect(marked == design.sendingPolicyDocument(roleID: "AROAEXAMPLE"))
        #expect(SendingPolicyMark.roleID(in: marked) == "AROAEXAMPLE")
        #expect(SendingPolicyMark.roleID(in: design.sendingPolicyDocument) == nil)
    }

    @Test(arguments: [
        ("us-gov-west-1", "aws-us-gov", "us-gov-west-1"), ("eusc-de-east-1", "aws-eusc", "eusc-de-east-1"),
        ("us-east-1", "aws", "us-east-1"),
    ]) func `every ARN is of the partition`(_ region: String, _ partition: String, _ sesRegion: String) throws {
        let design = try Example.design([(.eksRegion, region), (.sesRegion, sesRegion)])
        for arn in [design.roleARN, design.permissionsPolicyARN, design.providerARN, design.identityARN] {
            #expect(arn.partition == partition)
        }
        for artifact in Artifacts.make(design) where partition != "aws" {
            #expect(!artifact.content.contains("arn:aws:"), "\(artifact.name)")
        }
    }

    @Test func `six files, the same bytes every time`() throws {
        let one = try Artifacts.make(Example.answers())
        let other = try Artifacts.make(Example.answers())
        #expect(one == other)
        #expect(
            one.map(\.name.rawValue) == [
                "iam-policy.json", "trust-policy.json", "service-account.yaml", "ses-sending-policy.json",
                "deployment.yaml", "send-email.sh",
            ])
        for artifact in one { #expect(artifact.content.hasSuffix("\n") && !artifact.content.hasSuffix("\n\n")) }
        #expect(Artifacts.document(one)["artifacts"]?.array?.count == 6)
    }

    @Test func `the service account carries the whole ARN`() throws {
        let design = try Example.design([(.rolePath, "/team/")])
        #expect(
            Artifacts.make(.serviceAccount, design).content == """
                apiVersion: v1
                kind: ServiceAccount
                metadata:
                  name: ses-sender
                  namespace: default
                  annotations:
                    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/team/ses-sender-role

                """)
    }

    @Test func `the deployment changes when the role's ARN does`() throws {
        let hash = { (design: DelegateSending) in
            design.deploymentObject(isOwn: false)["spec"]?["template"]?["metadata"]?["annotations"]?[
                DelegateSending.roleHashAnnotation]
        }
        #expect(try hash(Example.design()) == hash(Example.design()))
        #expect(try hash(Example.design()) != hash(Example.design([(.rolePath, "/x/")])))
    }

    static let texts = [
        "plain", "a, b {c} 'd' \"e\"", "it's $HOME `id` \\n", "line\nbreak\ttab", "Grüße – 100% {\"k\": [1,2]}", "",
    ]

    @Test(arguments: texts) func `the send command hands every text over unharmed`(_ text: String) throws {
        let script = SendCommand.script(try Example.design(), subject: text, body: text + "!")
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // A stand-in for the AWS CLI that prints its arguments, one per NUL. The shell writes it: a program that this
        // process has just written cannot be run while one that another test has started still holds it open.
        let stub = """
            cat > '\(folder.path)/aws' <<'END'
            #!/bin/sh
            for a in "$@"; do printf '%s\\0' "$a"; done
            END
            chmod +x '\(folder.path)/aws'

            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-s"]
        process.environment = ["PATH": "\(folder.path):/usr/bin:/bin"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        input.fileHandleForWriting.write(Data((stub + script).utf8))
        try input.fileHandleForWriting.close()
        let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            .split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(words.prefix(4) == ["ses", "send-email", "--region", "eu-west-1"])
        let index = try #require(words.firstIndex(of: "--message"))
        let message = try #require(
            try JSONSerialization.jsonObject(with: Data(words[index + 1].utf8)) as? [String: [String: Any]])
        #expect(message["Subject"]?["Data"] as? String == text)
        #expect((message["Body"]?["Text"] as? [String: String])?["Data"] == text + "!")
        #expect(words.contains("{\"ToAddresses\":[\"ops@example.com\"]}"))
        #expect(words.contains("arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"))
    }
}
