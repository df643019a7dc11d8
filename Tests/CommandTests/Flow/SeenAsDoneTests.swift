import Foundation
import Programs
import Testing

/// From nothing to a delivered message by commands, each step seen by tools that are not this program.
struct `The whole way by commands` {
    @Test(.timeLimit(.minutes(3)))
    func `apply, click, apply, send, and the AWS CLI and kubectl see each step`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let answers = ["--answers", world.answers]

        // Before anything: nothing of it is there.
        if let role = try await person.aws(
            "--profile", "eks-admin", "iam", "get-role", "--role-name", "ses-sender-role")
        {
            #expect(role.status != 0 && role.err.contains("NoSuchEntity"), "\(role)")
        }
        if let cluster = try await person.aws(
            "--profile", "eks-admin", "eks", "describe-cluster", "--name", "mail-prod")
        {
            #expect(cluster.json["cluster"]["status"].string == "ACTIVE", "\(cluster)")
        }

        // The first apply makes what it can; mails wait.
        let first = try await person.sesame(["apply", "--yes"] + answers)
        #expect(first.status == 2, "\(first)")
        #expect(first.out.contains("4 wait for a person"), "\(first)")
        let mails = try await world.mails()
        #expect(mails.count == 3)
        #expect(mails.allSatisfy { $0["verificationURL"].exists })
        try await seeFirstHalf(person)
        if let identity = try await identity(person) {
            #expect(identity.json["VerifiedForSendingStatus"].bool == false, "\(identity)")
        }

        // Without the click nothing is sent, and the reason is the right one.
        let early = try await person.sesame(["send"] + answers)
        #expect(early.status == 1, "\(early)")

        // Somebody follows the links.
        #expect(try await world.clickLinks() == 3)
        if let identity = try await identity(person) {
            #expect(identity.json["VerifiedForSendingStatus"].bool == true, "\(identity)")
        }

        // The second finishes, the third writes nothing and mails nobody.
        let second = try await person.sesame(["apply", "--yes"] + answers)
        #expect(second.status == 0, "\(second)")
        if let identity = try await identity(person) {
            let policy = identity.json["Policies"]["ses-sender"].string ?? ""
            #expect(policy.contains("arn:aws:iam::111122223333:role/ses-sender-role"), "\(identity)")
        }
        let writes = try await world.writes()
        let third = try await person.sesame(["apply", "--yes"] + answers)
        #expect(third.status == 0, "\(third)")
        #expect(try await world.writes() == writes)
        #expect(try await world.mails().count == 3)

        let plan = try await person.sesame(["plan"] + answers)
        #expect(plan.status == 0, "\(plan)")
        #expect(plan.out.contains("No changes"), "\(plan)")

        let send = try await person.sesame(["send"] + answers)
        #expect(send.status == 0, "\(send)")
        let delivered = try #require(try await world.mails().last)
        #expect(delivered["kind"].string == "message")
        #expect(delivered["from"].string == "no-reply@example.com")
        #expect(delivered["to"][0].string == "ops@example.com")
        #expect(send.out.contains(delivered["messageId"].string ?? "?"), "\(send)")

        let ended = await world.stop()
        #expect(ended.status == 143, "\(ended)")
        #expect(!world.folder.has("environment"))
    }

    /// Role, provider, attachment, service account and its token, as other tools see them.
    private func seeFirstHalf(_ person: Person) async throws {
        let profile = ["--profile", "eks-admin"]
        let issuer = Simulation.issuer
        if let role = try await person.aws(profile[0], profile[1], "iam", "get-role", "--role-name", "ses-sender-role")
        {
            let statement = role.json["Role"]["AssumeRolePolicyDocument"]["Statement"][0]
            let equals = statement["Condition"]["StringEquals"]
            #expect(equals["\(issuer):sub"].string == "system:serviceaccount:default:ses-sender", "\(role)")
            #expect(equals["\(issuer):aud"].string == "sts.amazonaws.com", "\(role)")
        }
        if let provider = try await person.aws(
            profile[0], profile[1], "iam", "get-open-id-connect-provider", "--open-id-connect-provider-arn",
            "arn:aws:iam::111122223333:oidc-provider/\(issuer)")
        {
            #expect(provider.json["ClientIDList"][0].string == "sts.amazonaws.com", "\(provider)")
            #expect(provider.out.contains("managed-by"), "\(provider)")
        }
        if let attached = try await person.aws(
            profile[0], profile[1], "iam", "list-attached-role-policies", "--role-name", "ses-sender-role")
        {
            #expect(attached.json["AttachedPolicies"][0]["PolicyName"].string == "ses-sender-policy", "\(attached)")
        }
        if let account = try await person.kubectl("get", "serviceaccount", "ses-sender", "-o", "yaml") {
            #expect(account.status == 0, "\(account)")
            #expect(
                account.out.contains("eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/ses-sender-role"),
                "\(account)")
            #expect(account.out.contains("app.kubernetes.io/managed-by: sesame"), "\(account)")
        }
        if let token = try await person.kubectl("create", "token", "ses-sender", "--audience", "sts.amazonaws.com") {
            #expect(token.status == 0 && token.out.split(separator: ".").count == 3, "\(token)")
        }
    }

    private func identity(_ person: Person) async throws -> Ran? {
        try await person.aws(
            "--profile", "ses-admin", "sesv2", "get-email-identity", "--email-identity", "no-reply@example.com")
    }

    @Test(.timeLimit(.minutes(5)))
    func `apply with --wait goes on by itself when the links are followed`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let waiting = try person.command(["apply", "--yes", "--wait", "200s", "--answers", world.answers]).start()
        while try await world.mails().count < 3 {
            try #require(!waiting.hasEnded, "\(waiting.output)\(waiting.errors)")
            try await Task.sleep(for: .milliseconds(50))
        }
        try await world.clickLinks()
        let ended = await waiting.end()
        #expect(ended.status == 0, "\(ended)")
        #expect(ended.out.contains("10 of 10 right."), "\(ended)")
    }

    @Test func `sources itself into a shell as the README says`() async throws {
        let world = try await Simulation.start("ready")
        let person = try Person()
        let script = ". '\(world.folder.path)/environment' && '\(Place.program)' plan --answers '\(world.answers)'"
        let ran = try await person.run(["/bin/sh", "-c", script])
        #expect(ran.status == 0, "\(ran)")
        #expect(ran.out.contains("No changes"), "\(ran)")
    }
}
