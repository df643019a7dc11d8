import IAMPolicy
import Testing
import Wire

@testable import Simulator

/// The AWS CLI inside a pod: the guide's last step, and how each broken link shows there.
struct AWSProgramTests {
    @Test func `the guide's command sends a message`() async throws {
        let fixture = try PodFixture()
        let sent = await fixture.send()
        #expect(sent.code == 0, "\(sent.errors)")
        let mail = fixture.simulation.world.read { $0.inbox.all.last }
        #expect(mail?.subject == "From the pod")
        #expect(sent.output.contains(#"    "MessageId": ""#))
    }

    @Test func `destination and message may be JSON`() async throws {
        let sent = try await PodFixture().send([
            "--destination": #"{"ToAddresses": ["ops@example.com"]}"#,
            "--message":
                #"{"Subject": {"Data": "J", "Charset": "utf-8"}, "Body": {"Text": {"Data": "a, b", "Charset": "utf-8"}}}"#,
        ])
        #expect(sent.code == 0, "\(sent.errors)")
    }

    @Test func `the pod is its role`() async throws {
        let fixture = try PodFixture()
        let answer = await fixture.run(["aws", "sts", "get-caller-identity"])
        let identity = try JSONValue.parse(answer.output)
        #expect(identity["Account"] == "111122223333")
        #expect(identity["Arn"]?.string?.hasPrefix("arn:aws:sts::111122223333:assumed-role/ses-sender-role/") == true)
        let text = await fixture.run(
            ["aws", "sts", "get-caller-identity", "--query", "Account", "--output", "text"])
        #expect(text.output == "111122223333\n")
    }

    @Test func `quota, a raw message and one of version 2`() async throws {
        let fixture = try PodFixture()
        let identity = "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"
        let quota = await fixture.run(["aws", "ses", "get-send-quota"])
        // The role may send and nothing else.
        #expect(quota.code == 254)
        #expect(quota.errors.contains("(AccessDenied) when calling the GetSendQuota operation"))
        let raw = Base64.encode(Array("From: no-reply@example.com\nTo: ops@example.com\nSubject: Raw\n\nb\n".utf8))
        let sent = await fixture.run([
            "aws", "ses", "send-raw-email", "--from-arn", identity, "--raw-message", "{\"Data\": \"\(raw)\"}",
        ])
        #expect(sent.code == 0, "\(sent.errors)")
        let text = await fixture.run(["aws", "ses", "send-raw-email", "--raw-message", "Data=Hello you"])
        #expect(text.errors == "\nInvalid base64: \"Hello you\"\n")
        let second = await fixture.run([
            "aws", "sesv2", "send-email", "--from-email-address", "no-reply@example.com",
            "--from-email-address-identity-arn", identity, "--destination", "ToAddresses=ops@example.com",
            "--content", "Simple={Subject={Data=Second},Body={Text={Data=Hello}}}",
        ])
        #expect(second.code == 0, "\(second.errors)")
        #expect(try JSONValue.parse(second.output)["MessageId"]?.string?.hasPrefix("0102") == true)
        let subjects = fixture.simulation.world.read { $0.inbox.all.suffix(2).map(\.subject) }
        #expect(subjects == ["Raw", "Second"])
        let ending = await fixture.run(["aws", "ses", "send-letter"])
        #expect(ending.code == 252)
    }

    @Test func `an input may come as JSON, and options win over it`() async throws {
        let fixture = try PodFixture()
        let identity = "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"
        let input = """
            {"Source":"nobody@example.com","SourceArn":"\(identity)","Destination":{"ToAddresses":["ops@example.com"]},
            "Message":{"Subject":{"Data":"JSON"},"Body":{"Text":{"Data":"a, b"}}}}
            """
        let given = await fixture.run([
            "aws", "ses", "send-email", "--cli-input-json", input, "--from", "no-reply@example.com",
        ])
        #expect(given.code == 0, "\(given)")
        let script = """
            cd /tmp && cat >in.json <<'END' && aws ses send-email --cli-input-json file://in.json
            \(input.replacing("nobody@", with: "no-reply@"))
            END
            """
        let read = await fixture.run(["sh", "-c", script])
        #expect(read.code == 0, "\(read)")
        #expect(fixture.simulation.world.read { $0.inbox.all.suffix(2).map(\.subject) } == ["JSON", "JSON"])
        let skeleton = await fixture.run(["aws", "ses", "send-raw-email", "--generate-cli-skeleton"])
        #expect(try JSONValue.parse(skeleton.output)["RawMessage"] == ["Data": .null])
        let bad = await fixture.run(["aws", "ses", "send-email", "--cli-input-json", "{\"X\":1}"])
        #expect(bad.code == 252)
        #expect(
            bad.errors.hasPrefix("\nParameter validation failed:\nMissing required parameter in input: \"Source\"\n"))
    }

    @Test func `a message is read from a file, byte by byte`() async throws {
        let fixture = try PodFixture()
        let script = """
            cd /tmp && cat >message.eml <<'END'
            From: no-reply@example.com
            To: ops@example.com
            Subject: From a file

            $x, y}
            END
            aws ses send-raw-email --from-arn arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com \\
              --raw-message Data@=fileb://message.eml
            """
        let sent = await fixture.run(["sh", "-c", script])
        #expect(sent.code == 0, "\(sent)")
        #expect(fixture.simulation.world.read { $0.inbox.all.last?.subject } == "From a file")
        let missing = await fixture.run(["aws", "ses", "send-raw-email", "--raw-message", "Data@=fileb:///nothing"])
        #expect(
            missing.errors
                == "\nUnable to load paramfile fileb:///nothing: [Errno 2] No such file or directory: '/nothing'\n")
    }

    @Test func `the list of the configuration says where keys come from, and never shows them`() async throws {
        let own = await (try PodFixture()).run(["aws", "configure", "list"])
        #expect(own.code == 0, "\(own)")
        let lines = own.output.split(separator: "\n").map(String.init)
        #expect(lines[0] == "      Name                    Value             Type    Location")
        #expect(lines[2] == "   profile                <not set>             None    None")
        #expect(lines[3].hasPrefix("access_key     ****************"), "\(lines)")
        #expect(lines[3].hasSuffix("assume-role-with-web-identity    "), "\(lines)")
        #expect(
            lines[5] == "    region                eu-west-1              env    ['AWS_REGION', 'AWS_DEFAULT_REGION']")
        let without = await (try PodFixture("irsa-webhook-missing")).run(["aws", "configure", "list"])
        #expect(without.output.contains("access_key                <not set>             None    None\n"), "\(without)")
        let refused = await (try PodFixture("irsa-role-missing")).run(["aws", "configure", "list"])
        #expect(refused.code == 254)
    }

    @Test func `a message that the shell has taken apart is no message`() async throws {
        let fixture = try PodFixture()
        let sent = await fixture.run([
            "sh", "-c",
            "aws ses send-email --from a@example.com --message Subject={Data=From the pod},Body={Text={Data=x}}",
        ])
        #expect(sent.code == 252)
        #expect(sent.errors.hasSuffix("Unknown options: the, pod},Body={Text={Data=x}}\n"), "\(sent)")
    }

    @Test func `between braces every value has a key`() async throws {
        let sent = await (try PodFixture()).send(["--message": "Subject={Data=a, b},Body={Text={Data=c}}"])
        #expect(sent.code == 252)
        #expect(sent.errors.contains("Error parsing parameter '--message': Expected: '=', received: '}' for input:"))
    }

    @Test func `an association's target role is taken with it, and knows the pod`() async throws {
        let fixture = try PodFixture("role-of-others-pod-identity")
        let world = fixture.simulation.world
        func trust(_ principal: String, _ condition: String) throws -> StoredPolicy {
            try StoredPolicy(
                #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"\#(principal)"},"#
                    + #""Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"StringEquals":{\#(condition)}}}]}"#,
                kind: .trust)
        }
        let condition =
            #""aws:RequestTag/kubernetes-namespace":"default","#
            + #""sts:ExternalId":"eu-west-1/111122223333/mail-prod/default/ses-sender""#
        let policy = try trust("arn:aws:iam::111122223333:role/ses-sender-role", condition)
        let may = try StoredPolicy(
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:*","Resource":"*"}]}"#,
            kind: .identity)
        world.change { state in
            state[iam: "444455556666"].roles["target"] = IAMRole(
                name: "target", id: "AROATARGET", created: world.now, trust: policy)
            state[iam: "111122223333"].roles["ses-sender-role"]?.inlinePolicies["assume"] = may
            var association = PodIdentityAssociation(
                id: "a-1", namespace: "default", serviceAccount: "ses-sender",
                roleARN: "arn:aws:iam::111122223333:role/ses-sender-role",
                targetRoleARN: "arn:aws:iam::444455556666:role/target", createdAt: world.now)
            association.externalID = "eu-west-1/111122223333/mail-prod/default/ses-sender"
            state.cluster.podIdentityAssociations = [association]
        }
        fixture.ask("DELETE", "/api/v1/namespaces/default/pods/" + fixture.pod)
        let pods = fixture.simulation.world.read { $0.cluster.objects.list("pods", namespace: "default") }
        let pod = try #require(pods.last?.key.name)
        let answer = await fixture.run(["aws", "sts", "get-caller-identity"], in: pod)
        #expect(answer.output.contains("arn:aws:sts::444455556666:assumed-role/target/eks-mail-prod-"), "\(answer)")
        world.change { state in state.cluster.podIdentityAssociations[0].externalID = "another" }
        let refused = await fixture.run(["aws", "sts", "get-caller-identity"], in: pod)
        #expect(refused.errors.contains("EKS does not have permissions to assume the associated role"))
    }

    static let broken: [(scenario: String, code: Int, text: String)] = [
        (
            "irsa-no-oidc-provider", 254,
            "An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation: No "
                + "OpenIDConnect provider found in your account for https://oidc.eks.eu-west-1.amazonaws.com/id/"
        ),
        (
            "irsa-sub-wrong-namespace", 254,
            "An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to "
                + "perform sts:AssumeRoleWithWebIdentity"
        ),
        (
            "irsa-incorrect-token-audience", 254,
            "An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation: Incorrect "
                + "token audience"
        ),
        (
            "irsa-role-missing", 254,
            "An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to "
                + "perform sts:AssumeRoleWithWebIdentity"
        ),
        (
            "irsa-request-arn-invalid", 254,
            "An error occurred (ValidationError) when calling the AssumeRoleWithWebIdentity operation: Request ARN is "
                + "invalid"
        ),
        ("irsa-pod-not-restarted", 253, "Unable to locate credentials"),
        ("irsa-webhook-missing", 253, "Unable to locate credentials"),
        (
            "ses-identity-policy-missing", 254,
            "An error occurred (AccessDenied) when calling the SendEmail operation: User "
                + "`arn:aws:sts::111122223333:assumed-role/ses-sender-role/botocore-session-"
        ),
        (
            "ses-sender-not-verified", 254,
            "An error occurred (MessageRejected) when calling the SendEmail operation: Email address is not verified."
        ),
        (
            "ses-sandbox-recipient", 254,
            "An error occurred (MessageRejected) when calling the SendEmail operation: Email address is not verified."
        ),
    ]

    @Test(arguments: broken) func `a broken link gives AWS's own refusal`(
        _ expected: (scenario: String, code: Int, text: String)
    ) async throws {
        let sent = try await PodFixture(expected.scenario).send()
        #expect(sent.code == expected.code, "\(expected.scenario)")
        #expect(sent.errors.contains(expected.text), "\(expected.scenario): \(sent.errors)")
        #expect(sent.output == "")
    }

    @Test func `the wrong words are refused before anything is called`() async throws {
        let fixture = try PodFixture()
        let before = fixture.simulation.world.read { $0.requests.count }
        for (words, code, text) in [
            (["aws"], 252, "required: command"), (["aws", "ses"], 252, "required: operation"),
            (["aws", "ses", "send-emai"], 252, "Found invalid choice 'send-emai'"),
            (["aws", "ses", "send-email"], 252, "the following arguments are required: --from"),
            (["aws", "sts", "get-caller-identity", "--x", "y"], 252, "Unknown options: --x, y"),
            (
                ["aws", "ses", "send-email", "--from", "a@example.com", "--message", "Subject={Data=x"], 252,
                "Error parsing parameter '--message': Expected: ',', received: 'EOF' for input:\nSubject={Data=x\n               ^\n"
            ), (["env", "-u"], 127, "env: '-u'"),
            (
                ["env", "AWS_REGION=", "AWS_DEFAULT_REGION=", "aws", "sts", "get-caller-identity"], 253,
                "specify a region"
            ),
            (
                ["aws", "sts", "get-caller-identity", "--profile", "p"], 255,
                "The config profile (p) could not be found"
            ),
        ] {
            let result = await fixture.run(words)
            #expect(result.code == code, "\(words)")
            #expect(result.errors.contains(text), "\(words): \(result.errors)")
        }
        #expect(fixture.simulation.world.read { $0.requests.count } == before)
    }

    @Test func `a throttled call is tried three times`() async throws {
        let fixture = try PodFixture()
        fixture.simulation.world.change {
            $0.options.faults = [FaultRule(.throttle, service: "ses", operation: "SendEmail")]
        }
        let sent = await fixture.send()
        #expect(sent.code == 254)
        #expect(
            sent.errors.contains(
                "An error occurred (Throttling) when calling the SendEmail operation (reached max retries: 2): Rate "
                    + "exceeded"))
    }

    @Test func `an association's role must trust the agent`() async throws {
        let fixture = try PodFixture("irsa-pod-identity-wins")
        let refused = await fixture.run(["aws", "sts", "get-caller-identity"])
        #expect(refused.code == 255, "\(refused)")
        #expect(refused.errors.contains("Error when retrieving credentials from container-role"), "\(refused.errors)")
    }

    @Test func `shorthand is read as the CLI reads it`() throws {
        let cases: [(String, JSONValue)] = [
            ("a=b", ["a": "b"]), ("a=b,c=d", ["a": "b", "c": "d"]), ("a=b,c", ["a": ["b", "c"]]),
            ("a=[b,c],d=e", ["a": ["b", "c"], "d": "e"]), ("a={b={c=d}}", ["a": ["b": ["c": "d"]]]),
            (#"a="b, c",d='e=f'"#, ["a": "b, c", "d": "e=f"]), ("a={b=c d,e=f g}", ["a": ["b": "c d", "e": "f g"]]),
            (#"a=b\,c"#, ["a": "b,c"]), ("a=", ["a": ""]), ("a=b=c", ["a": "b=c"]),
        ]
        for (text, value) in cases {
            #expect(try AWSShorthand.value(of: text, option: "--x") == value, "\(text)")
        }
        for text in ["", "a", "a={b=c", "a=[b", "a={b}", "=", #"a="b"#] {
            #expect(throws: AWSProblem.self, "\(text)") { try AWSShorthand.value(of: text, option: "--x") }
        }
    }
}
