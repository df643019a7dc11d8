import Foundation
import Programs
import Testing

/// `sesame doctor` from the outside: what it names, how it ends, and that it only looks.
struct `The doctor` {
    static let faults = [
        ("irsa-sub-wrong-namespace", "TRUST-SUBJECT"), ("irsa-no-oidc-provider", "OIDC-PROVIDER-MISSING"),
        ("irsa-incorrect-token-audience", "OIDC-AUDIENCE"), ("irsa-https-in-condition-key", "TRUST-KEY-SCHEME"),
        ("irsa-role-missing", "STS-ROLE-MISSING"), ("iam-permissions-boundary", "IAM-BOUNDARY"),
        ("door1-deny", "IAM-DENY"), ("ses-identity-policy-missing", "SES-DOOR-2"),
        ("ses-sandbox-recipient", "SES-RECEIVER-ACCOUNT"), ("token-annotation-missing", "K8S-ANNOTATION"),
        ("ses-account-paused", "SES-ACCOUNT-PAUSED"), ("ses-sender-not-verified", "SES-SENDER-UNVERIFIED"),
    ]

    @Test(.timeLimit(.minutes(5)), arguments: faults)
    func `a fault is named first, its commands can be typed, and nothing is written`(
        _ scenario: String, _ code: String
    ) async throws {
        let world = try await Simulation.start(scenario)
        let person = try world.person()
        let before = try await world.writes().count
        let ran = try await person.sesame("doctor", "--answers", world.answers, "-o", "json")
        #expect(ran.status == 1, "\(ran)")
        #expect(ran.json["rootCauses"].list.compactMap(\.string) == [code], "\(ran)")
        #expect(ran.json["healthy"].bool == false)
        for finding in ran.json["findings"].list {
            for command in finding["fix"]["commands"].list.compactMap(\.string) {
                let parsed = try await person.run(["/bin/sh", "-n", "-c", command])
                #expect(parsed.status == 0, "\(command): \(parsed)")
            }
        }
        let writes = try await world.writes()
        #expect(writes.count == before, "\(writes)")
    }

    @Test(.timeLimit(.minutes(5)))
    func `what sesame can mend it mends by the command that is printed`() async throws {
        let world = try await Simulation.start("irsa-sub-wrong-namespace")
        let person = try world.person()
        let ran = try await person.sesame("doctor", "--answers", world.answers)
        #expect(ran.status == 1, "\(ran)")
        let line = try #require(ran.out.split(separator: "\n").first { $0.contains("By sesame") }, "\(ran)")
        let command = line.replacing("By sesame", with: "").trimmingCharacters(in: .whitespaces)
        #expect(command.hasPrefix("sesame apply --answers ") && command.hasSuffix("--only eks/role"), "\(command)")
        let mended = try await person.shell(
            command.replacing(/^sesame/, with: "$sesame") + " --yes --take-over eks/role")
        #expect(mended.status == 0, "\(mended)")
        let again = try await person.sesame("doctor", "--answers", world.answers)
        #expect(again.status == 0 && again.out.hasPrefix("✓ It works, as far as can be seen"), "\(again)")
    }

    @Test(.timeLimit(.minutes(5)))
    func `from a role, a service account or an identity alone the same is found`() async throws {
        let world = try await Simulation.start("irsa-sub-wrong-namespace")
        let person = try world.person()
        let profiles = ["--eks-profile", "eks-admin", "--ses-profile", "ses-admin", "-o", "json"]
        for what in [
            "arn:aws:iam::111122223333:role/ses-sender-role", "default/ses-sender",
            "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com",
            "User: arn:aws:sts::111122223333:assumed-role/ses-sender-role/boto is not authorized to perform: "
                + "ses:SendEmail on resource: arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com",
        ] {
            let ran = try await person.sesame(["doctor", what] + profiles)
            #expect(ran.status == 1 && ran.json["rootCauses"].list.compactMap(\.string) == ["TRUST-SUBJECT"], "\(ran)")
            #expect(ran.json["subject"]["serviceAccount"].string == "ses-sender", "\(ran)")
        }
        let told = try await person.sesame(["doctor", "default/ses-sender"] + profiles.dropLast(2))
        #expect(told.status == 1 && told.err.contains("annotation of the service account"), "\(told)")
    }

    @Test(.timeLimit(.minutes(5))) func `what cannot be diagnosed is a sentence with what to do`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        let profiles = ["--eks-profile", "eks-admin", "--ses-profile", "ses-admin"]
        let cases: [(String, Int32, String)] = [
            ("default/gone-6d9f7c-x2lq7", 65, "no pod gone-6d9f7c-x2lq7 in namespace default"),
            ("arn:aws-cn:iam::111122223333:role/ses-sender-role", 65, "partition aws-cn"),
            ("arn:aws:s3:::bucket", 65, "expected is that of a role"),
            ("it does not work", 65, "names no setup"),
            ("TRUST-SUBJECT", 64, "sesame explain TRUST-SUBJECT"),
        ]
        for (what, status, words) in cases {
            let ran = try await person.sesame(["doctor", what] + profiles)
            #expect(ran.status == status && ran.err.contains(words) && ran.out.isEmpty, "\(ran)")
        }
        let nothing = try await person.sesame("doctor")
        #expect(nothing.status == 64 && nothing.err.contains("Whose mail?"), "\(nothing)")
    }

    @Test(.timeLimit(.minutes(5))) func `one account alone is judged, and the other one's part is not guessed`()
        async throws
    {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        let text = world.folder.read("answers.yaml")
        try person.home.write(text.replacing("profile: ses-admin", with: "profile: gone"), to: "answers.yaml")
        let ran = try await person.sesame("doctor", "--answers", "answers.yaml", "-o", "json")
        #expect([1, 3].contains(ran.status), "\(ran)")
        for finding in ran.json["findings"].list where finding["link"].string == "sending-policy" {
            #expect(finding["status"].string != "fail" && finding["status"].string != "pass", "\(finding)")
        }
        let trust = ran.json["findings"].list.filter { $0["link"].string == "trust" }
        #expect(trust.contains { $0["status"].string == "pass" }, "\(ran)")
    }

    @Test(.timeLimit(.minutes(5))) func `a cluster that does not answer hides its links alone`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        let config = world.folder.read("kubeconfig").replacing(
            /server: https:\/\/127\.0\.0\.1:\d+/, with: "server: https://127.0.0.1:9")
        try person.home.write(config, to: "kubeconfig")
        let ran = try await person.sesame(
            "doctor", "--answers", world.answers, "--kubeconfig", "kubeconfig", "-o", "json")
        #expect(ran.status != 0 && ran.status != 69, "\(ran)")
        let door = ran.json["findings"].list.filter { $0["link"].string == "sending-policy" }
        #expect(!door.contains { $0["status"].string == "fail" || $0["status"].string == "unknown" }, "\(ran)")
    }

    @Test(.timeLimit(.minutes(5))) func `every form is the same verdict`() async throws {
        let world = try await Simulation.start("irsa-sub-wrong-namespace")
        let person = try world.person()
        for (form, words) in [
            ("text", "✗ The role trusts another service account.  TRUST-SUBJECT"),
            ("short", "Root cause TRUST-SUBJECT: the role trusts another service account."),
            ("markdown", "### default/ses-sender in mail-prod cannot send mail: `TRUST-SUBJECT`"),
            ("junit", "<failure type=\"root cause\""), ("json", "\"sesame/doctor/v1\""),
        ] {
            let ran = try await person.sesame("doctor", "--answers", world.answers, "-o", form)
            #expect(ran.status == 1 && ran.out.contains(words), "\(ran)")
        }
        let calls = try await person.sesame("doctor", "--answers", world.answers, "--show-calls")
        for line in calls.out.split(separator: "\n") where line.hasPrefix("    aws ") || line.hasPrefix("    kubectl ")
        {
            let parsed = try await person.run(["/bin/sh", "-n", "-c", String(line)])
            #expect(parsed.status == 0, "\(line)")
        }
        #expect(calls.out.contains("    aws iam get-role --role-name ses-sender-role"), "\(calls)")
    }

    @Test(.timeLimit(.minutes(5))) func `the probe asks first, and proves by a token and a role`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        let asked = try await person.sesame("doctor", "--answers", world.answers, "--probe")
        #expect(asked.status == 64 && asked.err.contains("--yes is needed"), "\(asked)")
        #expect(asked.err.contains("It changes nothing. It leaves"), "\(asked)")
        let ran = try await person.sesame("doctor", "--answers", world.answers, "--probe", "--yes", "-o", "json")
        #expect(ran.status == 0 && ran.json["proven"].bool == true, "\(ran)")
        #expect(ran.out.contains("\"proven\"") && !ran.out.contains("eyJ"), "no token in it")
        #expect(try await world.mails().filter { $0["subject"].string?.contains("sesame") == true }.isEmpty)
        let text = try await person.sesame("doctor", "--answers", world.answers, "--probe", "--yes")
        #expect(text.out.contains("Proven: default/ses-sender takes the role."), "\(text)")
    }

    @Test(.timeLimit(.minutes(5))) func `it can be stopped, and tells what was read until then`() async throws {
        let world = try await Simulation.start("irsa-sub-wrong-namespace")
        let person = try world.person()
        try await world.faults(#"{"kind":"hang","service":"ses"}"#)
        let running = try person.command(["doctor", "--answers", world.answers]).start()
        while try await !world.requests().contains(where: { $0["operation"].string == "GetRole" }) {
            try #require(!running.hasEnded, "\(running.errors)")
            try await Task.sleep(for: .milliseconds(20))
        }
        try await Task.sleep(for: .milliseconds(500))
        running.signal(SIGINT)
        let ran = await running.end()
        #expect(ran.status == 128 + SIGINT, "\(ran)")
        #expect(ran.out.contains("TRUST-SUBJECT") && ran.out.contains("Stopped."), "\(ran)")
    }

    @Test(.timeLimit(.minutes(5))) func `line by line it says words instead of signs, and shows the fix on Enter`()
        async throws
    {
        let world = try await Simulation.start("irsa-sub-wrong-namespace")
        let person = try world.person()
        let ran = try await person.sesame(
            ["doctor", "--plain", "--answers", world.answers], input: "v\n\nno\nq\n")
        #expect(ran.status == 1, "\(ran)")
        #expect(ran.out.contains("wrong: trust policy."), "\(ran)")
        #expect(ran.out.contains("Root cause, code TRUST-SUBJECT: the role trusts another service account."), "\(ran)")
        #expect(ran.out.contains("trust policy, seen: iam GetRole in 111122223333"), "\(ran)")
        #expect(ran.out.contains("The fix of TRUST-SUBJECT"), "\(ran)")
        #expect(!ran.out.contains("✗") && !ran.out.contains("✓"), "\(ran)")
        let chosen = try await person.sesame(
            ["doctor", "--plain", "--eks-profile", "eks-admin", "--ses-profile", "ses-admin"],
            input: "arn:aws:iam::111122223333:role/ses-sender-role\nq\n")
        #expect(chosen.status == 1 && chosen.out.contains("What do you have: "), "\(chosen)")
    }

    @Test func `the list needs nobody`() async throws {
        let person = try Person()
        let list = try await person.sesame("doctor", "--list")
        #expect(list.status == 0 && list.out.contains("TRUST-SUBJECT"), "\(list)")
        let document = try await person.sesame("doctor", "--list", "-o", "json")
        #expect(document.json["schema"].string == "sesame/doctor-checks/v1", "\(document)")
        #expect(list.out.contains("not to be seen by reading\n  service and resource control policies"), "\(list)")
        #expect(document.json["unseen"].list.allSatisfy { $0["shownBy"].string?.isEmpty == false })
        #expect(document.json["unseen"].list.count == 6)
    }
}
