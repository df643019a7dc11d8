import Calls
import Design
import Identifiers
import Setup
import Simulator
import Testing
import Wire

struct PlanTests {
    @Test func `plan on ready says no changes`() async throws {
        try await Bench.run("ready") { bench in
            let setup = try await bench.plan()
            #expect(setup.plan.hasNoChanges, "\(setup.plan.resources.filter { !$0.action.isRight })")
            #expect(setup.plan.verdict == "No changes: everything is as wanted.")
            #expect(setup.plan.exitCode == .success)
            #expect(setup.plan[.namespace]?.action == .adopt)
            for resource in setup.plan.resources where resource.address != .namespace {
                #expect(resource.action == .unchanged, "\(resource.address)")
            }
        }
    }

    @Test func `plan on fresh creates everything and names the mails`() async throws {
        try await Bench.run("fresh") { bench in
            let setup = try await bench.plan()
            let actions = setup.plan.resources.map { "\($0.action.sign) \($0.address)" }
            #expect(
                actions == [
                    "+ eks/oidc-provider", "+ eks/permissions-policy", "+ eks/role", "+ eks/role-attachment",
                    "+ eks/receiver-identity", "+ ses/sender-identity", "+ ses/receiver-identity",
                    "+ ses/sending-policy", "= kubernetes/namespace", "+ kubernetes/service-account",
                ])
            #expect(setup.plan.mails == ["ops@example.com", "no-reply@example.com", "ops@example.com"])
            #expect(setup.plan.exitCode == .changesRemain)
            #expect(PlanDocument.make(setup.plan)["summary"]?["create"]?.int == 9)
        }
    }

    @Test func `a plan asks each thing once and writes nothing`() async throws {
        try await Bench.run("ready") { bench in
            bench.log.clear()
            _ = try await bench.plan()
            let asked = bench.log.all.map { "\($0.service) \($0.operation) \($0.account ?? "")" }
            let sesCalls = asked.filter { $0.contains("ses") && !$0.contains("kubernetes") }
            #expect(sesCalls.count == 3, "\(sesCalls)")
            #expect(bench.log.all.allSatisfy { !isWrite($0) })
        }
    }

    @Test func `issuer, sandboxes and identity are read where nobody told them`() async throws {
        try await Bench.run("ready") { bench in
            var answers = try bench.answers()
            for field in [FieldID.eksOIDCProvider, .eksSandbox, .sesSandbox, .sesIdentity] { answers.clear(field) }
            let setup = try await bench.plan(answers)
            #expect(setup.answers.provenance(of: .eksOIDCProvider) == .detected(from: "from the cluster"))
            #expect(setup.answers.provenance(of: .eksSandbox) == .detected(from: "read from SES"))
            #expect(setup.design.identity.text == "no-reply@example.com")
            #expect(setup.plan.hasNoChanges)
        }
    }

    @Test func `names of the first version are kept, and new setups get their own`() async throws {
        try await Bench.run("fresh") { bench in
            var answers = try bench.answers()
            for field in [FieldID.role, .permissionsPolicy, .sendingPolicy] { answers.clear(field) }
            var named = answers
            let first = "sesame-mail-prod-default-ses-sender"
            for field in [FieldID.role, .permissionsPolicy, .sendingPolicy] {
                try named.set(first, for: field, from: .typed)
            }
            let new = try await bench.plan(answers)
            #expect(new.design.roleName.text == "\(first)-\(new.design.key.hash)")
            let one = try await bench.apply(named)
            #expect(one[.role]?.outcome == .done)
            _ = bench.world.followAllLinks()
            #expect(try await bench.apply(named).exitCode == .success)
            let kept = try await bench.plan(answers)
            #expect(kept.design.roleName.text == first)
            #expect(kept.plan.hasNoChanges, "\(kept.plan.resources.filter { !$0.action.isRight })")
            // Another service account of the same cluster, and the name that its first version would have had.
            let other = try await bench.plan(
                try { () -> Answers in
                    var other = answers
                    try other.set("mailer", for: .serviceAccount, from: .typed)
                    return other
                }())
            #expect(other.design.roleName.text == "sesame-mail-prod-default-mailer-\(other.design.key.hash)")
            #expect(!other.plan.resources.contains { $0.action == .change || $0.action == .conflict })
        }
    }

    @Test func `a twin cluster and this one never meet`() async throws {
        try await Bench.run("twin-cluster") { bench in
            var answers = try bench.answers()
            for field in [FieldID.role, .permissionsPolicy, .sendingPolicy] { answers.clear(field) }
            let role = try RoleName("ses-sender-role")
            let before = try await bench.plan().observations.role(role)?.value
            let setup = try await bench.plan(answers)
            #expect(!setup.plan.resources.contains { $0.action == .change || $0.action == .conflict })
            #expect(setup.plan[.role]?.action == .create && setup.plan[.sendingPolicy]?.action == .create)
            #expect(try await bench.apply(answers).exitCode == .success)
            #expect(try await bench.plan().observations.role(role)?.value == before)
            #expect(try await bench.plan(answers).plan.hasNoChanges)
        }
    }

    @Test func `a domain above is found by plan, by apply and by the send`() async throws {
        try await Bench.run("ready") { bench in
            bench.world.change { state in
                for account in ["111122223333", "444455556666"] {
                    var domain = state.accounts[account]?.ses["eu-west-1"]?.identities["ops@example.com"]
                    domain?.name = "example.com"
                    state.accounts[account]?.ses["eu-west-1"]?.identities["example.com"] = domain
                }
            }
            var answers = try bench.answers([(.sesSender, "no-reply@mail.example.com")])
            answers.clear(.sesIdentity)
            let setup = try await bench.plan(answers)
            #expect(setup.design.identity.text == "example.com")
            #expect(setup.plan.mails.isEmpty)
            #expect(setup.plan[.sendingPolicy]?.action == .create)
            let report = try await bench.apply(answers)
            #expect(report.exitCode == .success, "\(report.results)")
            let sent = await TestSend(bench.context).send(setup.design, options: SendOptions())
            #expect(sent.isOK, "\(sent.links)")
        }
    }

    @Test func `credentials of another account stop before anything`() async throws {
        try await Bench.run(
            "ready",
            change: { context in
                swap(&context.eks, &context.ses)
            }
        ) { bench in
            bench.log.clear()
            let error = await #expect(throws: SetupError.self) { try await bench.plan() }
            #expect(error?.code == "WrongAccount")
            #expect(error?.exitCode == .refused)
            #expect(error?.sentence.contains("belong to account 444455556666") == true)
            #expect(bench.log.all.allSatisfy { !isWrite($0) })
        }
    }

    @Test func `without credentials for one account its half cannot be told`() async throws {
        try await Bench.run("ready", change: { $0.ses = nil }) { bench in
            let setup = try await bench.plan()
            #expect(setup.plan[.senderIdentity]?.action == .unknown)
            #expect(setup.plan[.sendingPolicy]?.reason == "Cannot tell: there are no credentials for the SES account.")
            #expect(setup.plan[.role]?.action == .unchanged)
            #expect(setup.plan.exitCode == .incomplete)
            let side = try await bench.plan(options: PlanOptions(sides: [.eks, .kubernetes]))
            #expect(side.plan.exitCode == .success)
        }
    }

    @Test func `nothing reachable is 69`() async throws {
        try await Bench.run(
            "ready",
            change: { context in
                context.eks = nil
                context.ses = nil
                context.cluster = nil
            }
        ) { bench in
            let plan = try await bench.plan().plan
            #expect(plan.exitCode == .unreachable)
        }
    }

    @Test func `a cluster that does not exist is named`() async throws {
        try await Bench.run("ready") { bench in
            var answers = try bench.answers([(.eksCluster, "mail-test")])
            answers.clear(.eksOIDCProvider)
            let error = await #expect(throws: SetupError.self) { try await bench.plan(answers) }
            #expect(error?.sentence == "eks.oidcProvider: EKS knows no cluster mail-test in eu-west-1.")
        }
    }

    @Test(arguments: [
        ("irsa-incorrect-token-audience", ResourceAddress.oidcProvider, PlanAction.change),
        ("irsa-sub-wrong-ns-or-sa", .role, .change), ("ses-identity-policy-missing", .sendingPolicy, .create),
        ("ses-sender-not-verified", .senderIdentity, .waiting),
    ]) func `a broken link is a row of the plan`(
        _ fault: String, _ address: ResourceAddress, _ action: PlanAction
    ) async throws {
        try await Bench.run("ready") { bench in
            try bench.breakFault(fault)
            let plan = try await bench.plan().plan
            #expect(plan[address]?.action == action)
            #expect(plan.resources.filter { !$0.action.isRight }.map(\.address) == [address])
        }
    }

    @Test func `a trust policy for another service account says who loses the role`() async throws {
        try await Bench.run("irsa-sub-wrong-namespace") { bench in
            let role = try #require(try await bench.plan().plan[.role])
            #expect(role.action == .change)
            #expect(role.differences.count == 1)
            #expect(role.risks == ["Pods of prod/ses-sender lose this role when this is applied."])
        }
    }
}

/// Whether a request changed the world (dry runs, token and access reviews do not).
func isWrite(_ record: RequestRecord) -> Bool {
    if record.service == "kubernetes" {
        let words = record.operation.lowercased()
        return !words.hasPrefix("get") && !words.hasPrefix("list") && !words.contains("token")
            && !words.contains("review")
    }
    for prefix in ["Get", "List", "Describe", "Simulate", "Assume"] where record.operation.hasPrefix(prefix) {
        return false
    }
    return true
}
