import Foundation
import Programs
import Testing

/// What commands advise is true, and can be done as it is printed.
struct `Advice that works` {
    @Test func `a sender that is verified in another region only is found and named`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        guard
            let made = try await person.aws(
                "--profile", "ses-admin", "sesv2", "create-email-identity", "--email-identity", "no-reply@example.com",
                "--region", "us-east-1")
        else { return }
        #expect(made.status == 0, "\(made)")
        let before = try await person.sesame("plan", "--answers", world.answers)
        #expect(!before.err.contains("us-east-1"), "not clicked, so not verified anywhere: \(before)")
        try await world.clickLinks()
        let plan = try await person.sesame("plan", "--answers", world.answers)
        #expect(
            plan.err.contains("no-reply@example.com is verified in us-east-1, but not in eu-west-1"), "\(plan)")
        #expect(plan.err.contains("name us-east-1 as ses.region"), "\(plan)")
        // The advice is right: the sender needs no mail there.
        let moved = try await person.sesame("plan", "--ses-region", "us-east-1", "--answers", world.answers)
        #expect(moved.out.contains("= sender ") && !moved.err.contains("verified in"), "\(moved)")
    }

    @Test func `a role of others that lets nobody in is taken over only where that is said`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        let trust =
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#
        let untagged = try await person.aws(
            "--profile", "eks-admin", "iam", "untag-role", "--role-name", "ses-sender-role", "--tag-keys",
            "managed-by", "sesame-setup")
        guard untagged != nil else { return }
        _ = try await person.aws(
            "--profile", "eks-admin", "iam", "update-assume-role-policy", "--role-name", "ses-sender-role",
            "--policy-document", trust)
        let ran = try await person.sesame("send", "--answers", world.answers)
        #expect(ran.status == 1, "\(ran)")
        let command = try #require(ran.out.firstMatch(of: /By sesame  sesame (.*)/)).output.1
        #expect(command.hasSuffix("--take-over eks/role"), "\(ran)")
        let applied = try await person.shell("$sesame \(command) --yes")
        #expect(applied.status == 0, "\(applied)")
        #expect(try await person.sesame("send", "--answers", world.answers).status == 0)
    }

    @Test func `a broken link says what was expected, found and what repairs it, by a command that works`() async throws
    {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        try await world.admin("POST", "reset", "{\"scenario\":\"fresh\"}")
        // Nothing is there: the first link breaks.
        let ran = try await person.sesame("send", "--answers", world.answers)
        #expect(ran.status == 1, "\(ran)")
        for words in [
            "  Expected   ", "  Found      ", "  Fix        ", "Not as wanted either", "sender no-reply@example.com",
        ] {
            #expect(ran.out.contains(words), "\(words) in \(ran)")
        }
        #expect(!ran.out.contains("the reason is in the line above"), "\(ran)")
        let command = try #require(ran.out.firstMatch(of: /By sesame  sesame (.*)/)).output.1
        let applied = try await person.shell("$sesame \(command) --yes")
        #expect(applied.status == 2, "\(applied)")
    }

    @Test(.timeLimit(.minutes(3)))
    func `a stranger's address needs production access of the account that sends`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        for (way, account, profile) in [
            ("chain", "EKS account 111122223333", "eks-admin"), ("owner", "SES account 444455556666", "ses-admin"),
        ] {
            let ran = try await person.sesame(
                "send", "--via", way, "--to", "a@foreign.example", "--answers", world.answers)
            #expect(ran.status == 1, "\(ran)")
            #expect(ran.out.contains("  Expected   \(account) out of the sandbox"), "\(ran)")
            #expect(
                ran.out.contains("aws sesv2 put-account-details ") && ran.out.contains(" --profile \(profile)\n"),
                "\(ran)")
            #expect(!ran.out.contains("By sesame"), "apply cannot verify it: \(ran)")
        }
    }

    @Test func `what is not possible is not advised`() async throws {
        let person = try Person()
        try person.home.write(
            Texts.answers.replacing("cluster: mail-prod", with: "cluster: mail-prod").replacing(
                /region: eu-west-1/, with: "region: cn-north-1"), to: "cn.yaml")
        let china = try await person.sesame("render", "--answers", "cn.yaml")
        #expect(china.status == 65 && china.err.contains("This is not possible in cn-north-1."), "\(china)")
        #expect(!china.err.contains("take a region"), "\(china)")
        let text = Texts.answers.split(separator: "\n").filter { !$0.contains("oidcProvider") }.joined(separator: "\n")
        try person.home.write(text, to: "no.yaml")
        let issuer = try await person.sesame("render", "--answers", "no.yaml")
        #expect(issuer.status == 65, "\(issuer)")
        #expect(
            issuer.err.contains("Still needed: eks.oidcProvider.") && !issuer.err.contains("or eks.cluster"),
            "\(issuer)")
        #expect(issuer.err.contains("aws eks describe-cluster --name mail-prod --region eu-west-1"), "\(issuer)")
        try person.home.write(Texts.answers.replacing("444455556666", with: "111122223333"), to: "same.yaml")
        let same = try await person.sesame("render", "--answers", "same.yaml", "--only", "trust-policy.json")
        #expect(same.status == 0 && same.err.contains("Door 2, the sending policy, is not needed"), "\(same)")
    }
}
