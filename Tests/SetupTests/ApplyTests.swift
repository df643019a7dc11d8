import AWSClient
import Calls
import Design
import IAMPolicy
import Identifiers
import Setup
import Simulator
import Synchronization
import Testing
import Wire

struct ApplyTests {
    @Test func `fresh, apply, clicks, apply is ready, and a further apply writes nothing`() async throws {
        try await Bench.run("fresh") { bench in
            let first = try await bench.apply()
            #expect(first.exitCode == .changesRemain, "\(first.results.filter { $0.problem != nil })")
            #expect(first[.role]?.outcome == .done)
            #expect(first[.senderIdentity]?.outcome == .waiting)
            #expect(first[.sendingPolicy]?.outcome == .waiting)
            #expect(first.tasks.count == 4)

            let mailed = bench.log.all.count { $0.operation == "CreateEmailIdentity" }
            #expect(mailed == 3)
            let again = try await bench.apply()
            #expect(again.exitCode == .changesRemain)
            #expect(bench.log.all.count { $0.operation == "CreateEmailIdentity" } == mailed)

            #expect(bench.world.followAllLinks().count == 3)
            let second = try await bench.apply()
            #expect(second.exitCode == .success)
            #expect(second[.sendingPolicy]?.outcome == .done)
            #expect(try await bench.plan().plan.hasNoChanges)

            bench.log.clear()
            let third = try await bench.apply()
            #expect(third.exitCode == .success)
            #expect(third.results.allSatisfy { $0.outcome == .unchanged })
            #expect(bench.log.all.filter(isWrite).map(\.operation) == [])
            #expect(third.document["schema"]?.string == "sesame/apply/v1")
        }
    }

    @Test func `what apply makes of fresh is what ready is`() async throws {
        let made = Mutex<[String]>([])
        try await Bench.run("fresh") { bench in
            _ = try await bench.apply()
            bench.world.followAllLinks()
            _ = try await bench.apply()
            made.withLock { $0 = Self.snapshot(bench) }
        }
        try await Bench.run("ready") { bench in #expect(made.withLock { $0 } == Self.snapshot(bench)) }
    }

    @Test func `IAM's delay is waited for visibly`() async throws {
        try await Bench.run("fresh") { bench in
            bench.world.change { $0.options.iamPropagationDelay = 2 }
            var answers = try bench.answers()
            answers.clear(.sesReceiver)
            _ = try await bench.apply(answers, options: PlanOptions(sides: [.ses]))
            bench.world.followAllLinks()
            let reasons = Mutex<[String]>([])
            let report = try await Applier(
                SetupContext(
                    eks: bench.context.eks, ses: bench.context.ses, cluster: bench.context.cluster, random: { 0.5 })
            ).apply(try await bench.plan(answers)) { event in
                if case .pausing(let address, let reason, let left, let attempt) = event {
                    #expect(left <= 120 && attempt > 1)
                    reasons.withLock { $0.append("\(address) \(reason)") }
                }
            }
            #expect(report.exitCode == .success, "\(report.results.filter { $0.problem != nil })")
            #expect(reasons.withLock { $0 }.contains { $0.hasPrefix("ses/sending-policy IAM needs a moment") })
            #expect(report[.sendingPolicy]?.note.contains("IAM needed time") == true)
        }
    }

    @Test func `waiting goes on by itself once the links are followed`() async throws {
        try await Bench.run("fresh") { bench in
            let looks = Mutex(0)
            let report = try await bench.apply(apply: ApplyOptions(waitSeconds: 60)) { event in
                guard case .looking = event else { return }
                if looks.withLock({ count in
                    count += 1
                    return count == 2
                }) {
                    bench.world.followAllLinks()
                }
            }
            #expect(report.exitCode == .success)
            #expect(report[.sendingPolicy]?.outcome == .done)
            #expect(looks.withLock { $0 } >= 2)
            #expect(try await bench.plan().plan.hasNoChanges)
        }
    }

    @Test func `waiting ends when its time is over`() async throws {
        try await Bench.run("fresh") { bench in
            let report = try await bench.apply(apply: ApplyOptions(waitSeconds: 20))
            #expect(report.exitCode == .changesRemain)
        }
    }

    @Test func `one more mail goes out only when it is asked for`() async throws {
        try await Bench.run("fresh") { bench in
            _ = try await bench.apply()
            let count = { bench.world.read { $0.inbox.all.count } }
            #expect(count() == 3)
            _ = try await bench.apply()
            #expect(count() == 3)
            let report = try await bench.apply(options: PlanOptions(resend: true))
            #expect(count() == 6)
            #expect(report.exitCode == .changesRemain)
        }
    }

    @Test func `a role that others made is left alone until it is taken over`() async throws {
        try await withStateDirectory { directory in
            try await Bench.run("fresh", state: directory) { bench in
                try await foreignRole(bench)
                let setup = try await bench.plan()
                #expect(setup.plan[.role]?.action == .conflict)
                #expect(setup.plan[.roleAttachment]?.action == .waiting)
                #expect(setup.plan[.sendingPolicy]?.action == .waiting)
                #expect(setup.plan.exitCode == .failed)
                let report = try await bench.apply()
                #expect(report.exitCode == .failed)
                #expect(report[.role]?.problem?.code == "Conflict")
                #expect(report[.permissionsPolicy]?.outcome == .done)
                #expect(bench.log.all.count { $0.operation == "UpdateAssumeRolePolicy" } == 0)

                let taken = try await bench.apply(options: PlanOptions(takeOver: [.role]))
                #expect(taken[.role]?.outcome == .done)
                #expect(taken[.roleAttachment]?.outcome == .done)
                let journal = Journal(setup: SavedSetup.key(for: setup.design), in: directory)
                let entry = try journal.entries().first { $0.address == .role }
                #expect(entry?.isTakenOver == true)
                #expect(entry?.oldDocument?.contains("ec2.amazonaws.com") == true)
                #expect(try await bench.plan().plan[.role]?.action == .adopt)
            }
        }
    }

    @Test func `a role made anew shows as a dead grant and is granted again`() async throws {
        try await Bench.run("ready") { bench in
            let design = try await bench.plan().design
            let role: JSONObject = ["RoleName": "ses-sender-role"]
            var attachment = role
            attachment["PolicyArn"] = .string(design.permissionsPolicyARN.text)
            _ = try await bench.eks.perform(Call(.detachRolePolicy, .eks, attachment))
            _ = try await bench.eks.perform(Call(.deleteRole, .eks, role))
            let plan = try await bench.plan().plan
            #expect(plan[.role]?.action == .create)
            #expect(plan[.sendingPolicy]?.action == .change)
            #expect(try await bench.apply().exitCode == .success)
            #expect(try await bench.plan().plan.hasNoChanges)
            #expect(try await bench.send().isOK)
        }
    }

    @Test func `the sixth version of a policy makes room first`() async throws {
        try await Bench.run("ready") { bench in
            for index in 0..<6 {
                let report = try await bench.apply(
                    try bench.answers([(.sesReceiver, "ops\(index)@example.com"), (.sesSandbox, "false")]))
                #expect(report[.permissionsPolicy]?.outcome == .done, "\(index)")
            }
            let answer = try await bench.eks.perform(
                .listPolicyVersions(try ARN("arn:aws:iam::111122223333:policy/ses-sender-policy")))
            #expect(answer.value["Versions"]?.array?.count == 5)
        }
    }

    @Test func `one side alone is applied`() async throws {
        try await Bench.run("fresh") { bench in
            let report = try await bench.apply(options: PlanOptions(sides: [.eks]))
            #expect(Set(report.results.map(\.address.side)) == [.eks])
            let accounts = Set(bench.log.all.filter(isWrite).compactMap(\.account))
            #expect(accounts == ["111122223333"])
        }
    }

    @Test func `a stopped run begins nothing more and the next one converges`() async throws {
        try await Bench.run("fresh") { bench in
            let control = StopControl()
            let setup = try await bench.plan()
            let report = try await Applier(bench.context).apply(setup, control: control) { event in
                if case .ended(let result) = event, result.address == .role { control.stop() }
            }
            #expect(report[.roleAttachment]?.outcome == .notTried)
            bench.world.followAllLinks()
            _ = try await bench.apply()
            bench.world.followAllLinks()
            #expect(try await bench.apply().exitCode == .success)
            #expect(try await bench.plan().plan.hasNoChanges)
        }
    }

    @Test func `an old plan is read again, and refused when the world moved on`() async throws {
        try await Bench.run("ready") { bench in
            try bench.breakFault("ses-identity-policy-missing")
            let setup = try await bench.plan()
            try bench.breakFault("irsa-incorrect-token-audience")
            await bench.context.clock.sleep(milliseconds: 30_000)
            let error = await #expect(throws: SetupError.self) { try await Applier(bench.context).apply(setup) }
            #expect(error?.code == "PlanChanged")
            #expect(bench.log.all.filter(isWrite).isEmpty)
        }
    }

    @Test func `what somebody else made between reading and writing is read again, not a failure`() async throws {
        try await Bench.run("fresh") { bench in
            let stale = try await bench.plan()
            _ = try await bench.apply()
            let mails = bench.world.read { $0.inbox.all.count }
            // However long the first apply took: the plan is to be the one from before it.
            let report = try await Applier(bench.context).apply(stale, options: ApplyOptions(freshSeconds: 86_400))
            #expect(report.exitCode == .changesRemain, "\(report.results.filter { $0.problem != nil })")
            #expect(report[.role]?.note == "was made meanwhile")
            #expect(report[.permissionsPolicy]?.outcome == .done)
            #expect(report[.senderIdentity]?.outcome == .waiting)
            #expect(bench.world.read { $0.inbox.all.count } == mails)
        }
    }

    @Test func `one resource alone can be tried again`() async throws {
        try await Bench.run("ready") { bench in
            try bench.breakFault("irsa-incorrect-token-audience")
            try bench.breakFault("ses-identity-policy-missing")
            let report = try await bench.apply(apply: ApplyOptions(only: [.sendingPolicy]))
            #expect(report[.sendingPolicy]?.outcome == .done)
            #expect(report[.oidcProvider]?.problem?.code == "NotAsked")
            #expect(report.exitCode == .changesRemain)
        }
    }

    @Test func `a refused write is 77 and the rest is done`() async throws {
        try await Bench.run("fresh") { bench in
            bench.world.change {
                $0.options.faults.append(
                    FaultRule(
                        .error(
                            status: 403, code: "AccessDenied",
                            message:
                                "User: arn:aws:iam::111122223333:user/ops is not authorized to perform: iam:CreateRole"),
                        service: "iam", operation: "CreateRole"))
            }
            let report = try await bench.apply()
            #expect(report[.role]?.outcome == .failed)
            #expect(report[.role]?.problem?.code == "AccessDenied")
            let finding = report.document["resources"]?.array?.first { $0["address"] == "eks/role" }?["finding"]
            #expect(finding?["code"] == "IAM-OPERATOR" && finding?["awsSays"]?.string?.hasPrefix("User: ") == true)
            #expect(report[.roleAttachment]?.outcome == .notTried)
            #expect(report[.permissionsPolicy]?.outcome == .done)
            #expect(report.exitCode == .refused)
            let roles = report.document["resources"]?.array?.filter { $0["address"] == "eks/role" }
            let error = try #require(roles?.first?["error"])
            #expect(error["code"] == "AccessDenied" && error["message"]?.string?.hasSuffix("iam:CreateRole") == true)
            #expect(error["operation"] == "iam CreateRole" && error["service"] == "iam" && error["status"] == 403)
            #expect(error["account"] == "111122223333" && error["attempts"] == 1)
            #expect(error["requestId"]?.string?.isEmpty == false && error["region"]?.string?.isEmpty == false)
        }
    }

    @Test func `a second writer is told who holds the lock`() async throws {
        try await withStateDirectory { directory in
            try await Bench.run("fresh", state: directory) { bench in
                let setup = try await bench.plan()
                let lock = try Lock(
                    setup: SavedSetup.key(for: setup.design), in: directory,
                    process: ProcessIdentity(pid: 4711, host: "bastion"), at: bench.context.clock.now)
                let error = await #expect(throws: SetupError.self) { try await bench.apply() }
                #expect(error?.sentence.contains("process 4711 on bastion") == true)
                #expect(bench.log.all.filter(isWrite).isEmpty)
                lock.release()
                #expect(try await bench.apply()[.role]?.outcome == .done)
            }
        }
    }

    /// What the accounts hold that matters, as lines.
    private static func snapshot(_ bench: Bench) -> [String] {
        bench.world.read { state in
            let iam = state.accounts["111122223333"]?.iam
            let role = iam?.roles["ses-sender-role"]
            var lines = [
                "\(String(describing: role?.tags))", "\(String(describing: role?.trust.document.json))",
                role?.description ?? "",
            ]
            for (arn, policy) in iam?.policies ?? [:] { lines.append("\(arn) \(policy.tags) \(policy.description)") }
            for (arn, provider) in iam?.providers ?? [:] {
                lines.append("\(arn) \(provider.clientIDs) \(provider.tags)")
            }
            return lines.sorted()
        }
    }

    private func foreignRole(_ bench: Bench) async throws {
        let trust = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": {"Service": "ec2.amazonaws.com"}}]}
            """
        _ = try await bench.eks.perform(
            Call(
                .createRole, .eks,
                ["RoleName": "ses-sender-role", "AssumeRolePolicyDocument": try JSONValue.parse(trust)]))
    }
}
