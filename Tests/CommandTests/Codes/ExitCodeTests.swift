import Foundation
import Programs
import Testing

/// Every documented exit code, each for the reason that the documentation gives.
struct `Exit codes` {
    @Test(.timeLimit(.minutes(5)))
    func `a role that others made and that differs is a conflict until it is taken over`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let trust =
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#
        guard
            let made = try await person.aws(
                "--profile", "eks-admin", "iam", "create-role", "--role-name", "ses-sender-role",
                "--assume-role-policy-document", trust)
        else { return }
        #expect(made.status == 0, "\(made)")

        let plan = try await person.sesame("plan", "--answers", world.answers)
        #expect(plan.status == 1, "\(plan)")
        #expect(plan.out.contains("  x role "), "\(plan)")
        #expect(plan.out.contains("--take-over eks/role"), "\(plan)")

        // The rest is done; the role is left as it is.
        let apply = try await person.sesame("apply", "--yes", "--answers", world.answers)
        #expect(apply.status == 1, "\(apply)")
        let left = try #require(
            try await person.aws("--profile", "eks-admin", "iam", "get-role", "--role-name", "ses-sender-role"))
        #expect(left.out.contains("ec2.amazonaws.com"), "\(left)")
        #expect(!left.out.contains("managed-by"), "\(left)")

        // Taken over: the old document is recorded, and gains what was missing.
        let taken = try await person.sesame(
            "apply", "--yes", "--take-over", "eks/role", "--answers", world.answers)
        #expect(taken.status == 2, "\(taken)")
        let changed = try #require(
            try await person.aws("--profile", "eks-admin", "iam", "get-role", "--role-name", "ses-sender-role"))
        #expect(changed.out.contains("ec2.amazonaws.com"), "what others put there stays: \(changed)")
        #expect(changed.out.contains("default:ses-sender"), "\(changed)")
        let kept = try await person.run(["/bin/sh", "-c", "grep -rl ec2.amazonaws.com \"$XDG_STATE_HOME\""])
        #expect(kept.status == 0, "the old document is kept: \(kept)")
    }

    @Test func `credentials of another account stop everything with 77`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        for command in [["plan"], ["apply", "--yes"]] {
            let ran = try await person.sesame(command + ["--eks-profile", "ses-admin", "--answers", world.answers])
            #expect(ran.status == 77, "\(ran)")
            #expect(ran.err.contains("444455556666") && ran.err.contains("111122223333"), "\(ran)")
        }
        #expect(try await world.writes().isEmpty)
        let json = try await person.sesame(
            "apply", "--yes", "--ses-profile", "eks-admin", "-o", "json", "--answers", world.answers)
        #expect(json.status == 77)
        #expect(json.json["error"]["code"].string == "WrongAccount", "\(json)")
    }

    @Test func `keys of one account alone are told from where they come, and what goes on`() async throws {
        let world = try await Simulation.start("fresh")
        var person = try world.person()
        let text = world.folder.read("answers.yaml").replacing(#/ +profile: .*\n/#, with: "")
        let answers = try person.home.write(text, to: "answers.yaml")
        person.variables["AWS_PROFILE"] = "eks-admin"
        let ran = try await person.sesame("plan", "--answers", answers)
        #expect(ran.status == 77, "\(ran)")
        for words in ["the profile eks-admin, which AWS_PROFILE names", "--ses-profile or ses.profile", "hand-over"] {
            #expect(ran.err.contains(words), "\(words) in \(ran)")
        }
        // The advice works.
        let sides = try #require(ran.err.firstMatch(of: /\((--side [^)]*)\)/)).output.1.split(separator: " ").map(
            String.init)
        let one = try await person.sesame(["plan", "--answers", answers] + sides)
        #expect(one.status == 2 && one.out.contains("  + role "), "\(one)")
        let named = try await person.sesame("plan", "--answers", answers, "--ses-profile", "eks-admin")
        #expect(
            named.status == 77 && named.err.contains("They come from the profile eks-admin, which --ses-profile"),
            "\(named)")
    }

    @Test(arguments: [true, false])
    func `a cluster with another issuer stops everything with 77`(_ isNamed: Bool) async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        var text = world.folder.read("answers.yaml").replacing(
            Simulation.issuerID, with: "00000000000000000000000000000000")
        if !isNamed { text = text.replacing("  cluster: mail-prod\n", with: "") }
        let answers = try person.home.write(text, to: "answers.yaml")
        let ran = try await person.sesame("apply", "--yes", "--answers", answers)
        #expect(ran.status == 77, "\(ran)")
        #expect(ran.err.contains("another cluster"), "\(ran)")
        #expect(ran.err.contains(Simulation.issuerID), "\(ran)")
        #expect(try await world.mails().isEmpty)
    }

    /// Changes to the kubeconfig, what the plan says of the cluster then, and how plan, apply and send end.
    static let ways: [(change: @Sendable (String) -> String, words: String, plan: Int32, send: Int32)] = [
        // Nothing proves who answers: the right server, any certificate, a way that leads elsewhere.
        (
            { $0 + "\n    insecure-skip-tls-verify: true\n    proxy-url: http://127.0.0.1:9" },
            "contradict each other; kubectl refuses this too", 65, 65
        ),
        ({ _ in "    insecure-skip-tls-verify: true" }, "nothing proves which cluster answers", 3, 0),
        ({ $0 + "\n    proxy-url: http://127.0.0.1:9" }, "The proxy 127.0.0.1 port 9", 3, 69),
        ({ $0 + "\n    tls-server-name: nobody.example.com" }, "not for nobody.example.com", 3, 69),
        ({ _ in "" }, "and the kubeconfig names no certificate-authority", 3, 69),
    ]

    @Test(.timeLimit(.minutes(5)))
    func `a way to the cluster that proves nothing has its own sentence, and the AWS sides go on`() async throws {
        let world = try await Simulation.start("ready")
        var person = try world.person()
        let original = world.folder.read("kubeconfig")
        let line = try #require(original.split(separator: "\n").first { $0.contains("certificate-authority-data") })
        for (number, way) in Self.ways.enumerated() {
            let changed = original.replacing(line, with: way.change(String(line)))
            person.variables["KUBECONFIG"] = try person.home.write(changed, to: "kubeconfig-\(number)")
            let plan = try await person.sesame("plan", "--answers", world.answers)
            #expect(plan.status == way.plan, "\(plan)")
            #expect(plan.out.contains("  ? service account ") && plan.out.contains(way.words), "\(plan)")
            #expect(plan.out.contains("  · role "), "\(plan)")
            #expect(!(plan.out + plan.err).contains("another cluster:"), "\(plan)")
            let apply = try await person.sesame("apply", "--yes", "--answers", world.answers)
            #expect(apply.status == way.plan, "\(apply)")
            let send = try await person.sesame("send", "--answers", world.answers)
            #expect(send.status == way.send, "\(send)")
        }
        #expect(try await world.writes().allSatisfy { $0 == "SendEmail" })
    }

    @Test func `an unknown caller of the cluster is 3 wherever something is read`() async throws {
        let world = try await Simulation.start("ready")
        var person = try world.person()
        let text = world.folder.read("kubeconfig").replacing(/token: .*/, with: "token: nobody-knows-this-one")
        person.variables["KUBECONFIG"] = try person.home.write(text, to: "kubeconfig")
        for command in [["plan"], ["plan", "--side", "kubernetes"], ["apply", "--yes"], ["send"]] {
            let ran = try await person.sesame(command + ["--answers", world.answers])
            #expect(ran.status == 3, "\(ran)")
            #expect(ran.out.contains("it refused the token of the kubeconfig's user mail-prod"), "\(ran)")
            #expect(!(ran.out + ran.err).contains("nobody-knows"), "\(ran)")
        }
    }

    @Test func `a mistyped issuer is a wrong answer, 65, and no other cluster`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let text = world.folder.read("answers.yaml").replacing(/oidcProvider: \S+/) { "\($0.output.dropLast(4))" }
        let answers = try person.home.write(text, to: "answers.yaml")
        for command in [["plan"], ["plan", "--side", "eks"], ["apply", "--yes"]] {
            let ran = try await person.sesame(command + ["--answers", answers])
            #expect(ran.status == 65, "\(ran)")
            #expect(ran.err.contains("the answer is cut off"), "\(ran)")
        }
        #expect(try await world.writes().isEmpty)
    }

    @Test(.timeLimit(.minutes(3)))
    func `an issuer in any form that people find it in is the cluster's`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        let original = world.folder.read("answers.yaml")
        let issuer = try #require(original.firstMatch(of: /oidcProvider: (\S+)/)).output.1
        let forms = [
            "\(issuer)/", "https://\(issuer)/.well-known/openid-configuration",
            "arn:aws:iam::111122223333:oidc-provider/\(issuer)",
            issuer.replacing("oidc.eks.", with: "oidc-eks.").replacing("amazonaws.com", with: "api.aws"),
        ]
        for form in forms {
            let answers = try person.home.write(original.replacing(issuer, with: form), to: "answers.yaml")
            let ran = try await person.sesame("plan", "--answers", answers)
            #expect(ran.status == 0, "\(form): \(ran)")
            #expect(ran.err.contains("tokens carry oidc.eks.") == form.hasPrefix("oidc-eks."), "\(ran)")
        }
    }

    @Test func `a caller who may only look is told before the first write, with 77`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let ran = try await person.sesame(
            "apply", "--yes", "--context", "mail-prod-viewer", "--answers", world.answers)
        #expect(ran.status == 77, "\(ran)")
        #expect(ran.err.contains("Nothing was changed") || ran.err.contains("nothing was changed"), "\(ran)")
        #expect(try await world.mails().isEmpty)
        if let role = try await person.aws(
            "--profile", "eks-admin", "iam", "get-role", "--role-name", "ses-sender-role")
        {
            #expect(role.err.contains("NoSuchEntity"), "\(role)")
        }
    }

    @Test func `a write that AWS refuses ends with 77, after the rest`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        try await world.faults(
            #"{"kind":"error","status":403,"code":"AccessDenied","message":"User: arn:aws:iam::111122223333:user/eks-admin is not authorized to perform: iam:CreateRole","operation":"CreateRole"}"#
        )
        let ran = try await person.sesame("apply", "--yes", "--answers", world.answers)
        #expect(ran.status == 77, "\(ran)")
        #expect(ran.out.contains("✗ role "), "\(ran)")
        #expect(ran.out.contains("iam:CreateRole"), "\(ran)")
        #expect(ran.out.contains("✓ provider "), "what can be done is done: \(ran)")
        try await world.faults()
        #expect(try await person.sesame("apply", "--yes", "--answers", world.answers).status == 2)
    }

    @Test func `a read that is refused makes the answer incomplete: 3`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        try await world.faults(
            #"{"kind":"error","status":403,"code":"AccessDenied","message":"User: x is not authorized to perform: iam:GetRole","operation":"GetRole"}"#
        )
        let ran = try await person.sesame("plan", "--answers", world.answers)
        #expect(ran.status == 3, "\(ran)")
        #expect(ran.out.contains("  ? role "), "\(ran)")
        #expect(ran.out.contains("iam:GetRole"), "\(ran)")
        let json = try await person.sesame("plan", "-o", "json", "--answers", world.answers)
        #expect(json.json["summary"]["unknown"].int == 1, "\(json)")
    }

    @Test func `nothing reachable is 69, for every command that asks`() async throws {
        let world = try await Simulation.start("fresh")
        let kept = try Person()
        let copy = try kept.home.write(world.folder.read("answers.yaml"), to: "answers.yaml")
        var person = try world.person()
        // The files stay usable, the ports are closed.
        for name in ["aws-config", "aws-credentials", "kubeconfig"] {
            try kept.home.write(world.folder.read(name), to: name)
        }
        person.variables["AWS_CONFIG_FILE"] = kept.home.path("aws-config")
        person.variables["AWS_SHARED_CREDENTIALS_FILE"] = kept.home.path("aws-credentials")
        person.variables["KUBECONFIG"] = kept.home.path("kubeconfig")
        _ = await world.stop()
        for command in [["plan"], ["apply", "--yes"], ["send"], ["whoami"], ["send", "--via", "owner"]] {
            let ran = try await person.sesame(command + ["--answers", copy])
            #expect(ran.status == 69, "\(ran)")
            #expect((ran.out + ran.err).contains("127.0.0.1"), "\(ran)")
        }
    }

    @Test func `without a terminal apply wants --yes: 64, and nothing is written`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        for more in [[], ["--no-input"], ["-o", "json"]] {
            let ran = try await person.sesame(["apply", "--answers", world.answers] + more, input: "yes\n")
            #expect(ran.status == 64, "\(ran)")
            #expect((ran.out + ran.err).contains("--yes"), "\(ran)")
        }
        #expect(try await world.mails().isEmpty)
        // With nothing to do there is nothing to ask.
        try await world.reset("ready")
        #expect(try await person.sesame("apply", "--answers", world.answers).status == 0)
    }

    @Test func `one side alone can be planned and applied`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let eks = try await person.sesame("apply", "--yes", "--side", "eks", "--answers", world.answers)
        #expect(eks.status == 2, "\(eks)")
        #expect(!eks.out.contains("sending policy") && !eks.out.contains("service account "), "\(eks)")
        #expect(try await world.mails().count == 1)
        let both = try await person.sesame(
            "plan", "--side", "eks", "--side", "kubernetes", "-o", "json", "--answers", world.answers)
        #expect(
            Set(both.json["resources"].list.compactMap { $0["address"].string?.prefix(3) }) == ["eks", "kub"],
            "\(both)")
    }

    @Test(.timeLimit(.minutes(5)))
    func `throttling that outlasts the retries is an incomplete answer, not an unreachable one`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        try await world.faults(#"{"kind":"throttle"}"#)
        let plan = try await person.sesame("plan", "--answers", world.answers)
        #expect(plan.status == 3, "\(plan)")
        #expect(plan.out.contains("Throttling") || plan.out.contains("slow down"), "\(plan)")
        let whoami = try await person.sesame("whoami", "--answers", world.answers)
        #expect(whoami.status == 1, "\(whoami)")
        #expect(whoami.out.contains("Throttling") || whoami.out.contains("slow down"), "\(whoami)")
        // Only the cluster could tell the issuer: what cannot be read is not bad input.
        let text = world.folder.read("answers.yaml").split(separator: "\n").filter { !$0.contains("oidcProvider") }
        let answers = try person.home.write(text.joined(separator: "\n"), to: "answers.yaml")
        let issuer = try await person.sesame("plan", "--answers", answers)
        #expect(issuer.status == 3, "\(issuer)")
        #expect(issuer.err.contains("The issuer cannot be read from the cluster"), "\(issuer)")
    }

    @Test(arguments: ["[]", "{\"cases\": []}", " [ ] "])
    func `a file without cases is bad input`(_ text: String) async throws {
        let person = try Person()
        try person.home.write(text, to: "cases.json")
        let ran = try await person.sesame("evaluate", "cases.json")
        #expect(ran.status == 65, "\(ran)")
        #expect(ran.out.isEmpty && ran.err.contains("cases.json holds no cases"), "\(ran)")
        let json = try await person.sesame("evaluate", "-o", "json", "cases.json")
        #expect(json.status == 65 && json.json["error"]["code"].string == "NoCases", "\(json)")
    }

    @Test(arguments: [true, false])
    func `a broken kubeconfig is bad input, named by a variable or found at home`(_ isNamed: Bool) async throws {
        let world = try await Simulation.start("fresh")
        var person = try world.person()
        let broken = [
            "a: [", "clusters: 7\n", "current-context: x\ncontexts:\n- name: x\n  context: {cluster: gone}\n",
        ]
        for text in broken {
            let path = try person.home.write(text, to: ".kube/config")
            person.variables["KUBECONFIG"] = isNamed ? path : nil
            let kept = world.folder.read("answers.yaml").replacing("  context: mail-prod\n", with: "")
            let answers = try person.home.write(kept, to: "answers.yaml")
            for command in [["plan"], ["apply", "--yes"], ["send"]] {
                let ran = try await person.sesame(command + ["--answers", answers])
                #expect(ran.status == 65, "\(ran)")
                #expect(ran.err.contains(".kube/config"), "\(ran)")
            }
            // A side that needs no cluster does not look.
            let side = try await person.sesame("plan", "--side", "ses", "--answers", answers)
            #expect(side.status == 2, "\(side)")
        }
        #expect(try await world.writes().isEmpty)
    }
}
