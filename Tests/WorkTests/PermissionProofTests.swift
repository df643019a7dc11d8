import AWSClient
import Calls
import Design
import Diagnosis
import Identifiers
import Setup
import Simulator
import Synchronization
import TestFiles
import Testing
import Wire
import Work

/// What `sesame permissions` prints suffices: each command is run by callers who have exactly that.
struct PermissionProofTests {
    /// What was refused in a plan and in an apply by callers with the least permissions; they are what was asked for.
    private func refusals(
        _ scenario: String, _ options: PlanOptions = PlanOptions(), changing: [(FieldID, String)] = [],
        leavingOut line: String? = nil, used: ((Set<String>) -> Void)? = nil
    ) async throws -> [String] {
        let found = Mutex<[String]>([])
        let asked = Mutex<Set<String>>([])
        try await withStateDirectory { state in
            try await Bench.run(scenario, state: state, isDemo: false) { bench in
                var answers = try bench.answers(without: line)
                for (field, text) in changing { try answers.set(text, for: field, from: .typed) }
                let design = try DelegateSending(answers)
                if design.namespace.text != "default" { try await bench.makeNamespace(design.namespace.text) }
                try await bench.limit(to: PermissionSet(.setup, design))
                bench.world.listen { record in _ = asked.withLock { $0.insert(record.operation) } }
                let work = try await SetupWork.open(bench.bench, answers)
                let setup = try await work.plan(options)
                for call in setup.observations.calls {
                    guard let failure = setup.observations[call]?.failure, failure.kind == .denied else { continue }
                    found.withLock { $0.append("\(call.words): \(failure.words)") }
                }
                _ = try await work.applied(setup, ApplyOptions(), control: StopControl()) { event in
                    guard case .ended(let result) = event, let problem = result.problem else { return }
                    let isRefusal = problem.failure?.kind == .denied || problem.message.contains("not authorized")
                    if isRefusal { found.withLock { $0.append("\(result.address.rawValue): \(problem.message)") } }
                }
            }
        }
        used?(asked.withLock { $0 })
        return found.withLock { $0 }
    }

    private static let worlds = [
        "fresh", "ready", "verified-domain", "irsa-incorrect-token-audience", "irsa-sub-wrong-ns-or-sa",
        "irsa-role-missing", "iam-policy-version-limit", "ses-raw-action-v2", "ses-identity-policy-missing",
        "role-of-others", "role-of-others-attached", "second-sender",
    ]

    @Test(arguments: worlds)
    func `who has what setup needs plans and applies without a refusal`(scenario: String) async throws {
        #expect(try await refusals(scenario) == [])
    }

    @Test func `the test workload, another namespace and a role under a path are made with the same permissions`()
        async throws
    {
        let changes: [(FieldID, String)] = [(.namespace, "mail"), (.testWorkload, "true")]
        #expect(try await refusals("fresh", changing: changes) == [])
        #expect(try await refusals("fresh", changing: [(.rolePath, "/team/mail/")]) == [])
    }

    /// Worlds and answers of which each uses an action that no other does.
    private static let rareWorlds: [(String, PlanOptions, [(FieldID, String)], String?)] = [
        // A new link.
        ("ses-sender-not-verified", PlanOptions(resend: true), [], nil),
        // A sixth version, for which the oldest has to go.
        ("iam-policy-version-limit", PlanOptions(), [(.eksSandbox, "false")], nil),
        // Nobody said whether the accounts are in the sandbox.
        ("ready", PlanOptions(), [], "sandbox:"),
    ]

    @Test(arguments: rareWorlds.indices)
    func `what is rare is allowed as well`(index: Int) async throws {
        let (scenario, options, changes, line) = Self.rareWorlds[index]
        #expect(try await refusals(scenario, options, changing: changes, leavingOut: line) == [])
    }

    /// Nothing is printed that no plan and no apply uses.
    @Test func `every action of setup is used by some world`() async throws {
        let used = Mutex<Set<String>>([])
        for scenario in Self.worlds {
            _ = try await refusals(scenario) { operations in used.withLock { $0.formUnion(operations) } }
        }
        for (scenario, options, changes, line) in Self.rareWorlds {
            _ = try await refusals(scenario, options, changing: changes, leavingOut: line) { operations in
                used.withLock { $0.formUnion(operations) }
            }
        }
        let answers = try AnswersReader.read(Self.answersFile, file: "answers.yaml")
        let permissions = PermissionSet(.setup, try DelegateSending(answers))
        let actions = Set((permissions.grants(.eks) + permissions.grants(.ses)).map(\.action))
        let asked = used.withLock { $0 }
        // Tags come with what is made; the names of SES's operations are those of its actions.
        let unused = actions.filter { action in
            let name = String(action.split(separator: ":").last ?? "")
            return !asked.contains(name) && !name.hasPrefix("Tag")
        }
        #expect(unused == [])
    }

    @Test(arguments: ["ready", "irsa-pod-identity-wins", "ses-suppressed", "role-of-others-attached"])
    func `who has what the doctor needs looks at everything`(scenario: String) async throws {
        try await Bench.run(scenario) { bench in
            try await bench.limit(to: PermissionSet(.doctor, try DelegateSending(try bench.answers())))
            let lack = try await (try await bench.work()).lack(.doctor, sides: Set(Side.allCases))
            #expect(lack.notes == [])
            for side in Side.allCases {
                #expect(lack.permissions.isEmpty(side), "\(lack.permissions.file(side) ?? "")")
            }
        }
    }

    @Test func `every read of the rows that the doctor is given works with what is printed for it`() async throws {
        try await Bench.run("ready") { bench in
            let design = try DelegateSending(try bench.answers())
            try await bench.limit(to: PermissionSet(.doctor, design))
            let work = try await bench.work()
            let region = design.sesRegion
            let cluster = try #require(design.cluster)
            var calls: [Call] = [
                .listClusters(in: design.eksRegion), .describeCluster(cluster, in: design.eksRegion),
                .listPodIdentityAssociations(cluster, in: design.eksRegion),
                .getOpenIDConnectProvider(design.providerARN), .listOpenIDConnectProviders(),
                .getRole(design.roleName.text), .listAttachedRolePolicies(design.roleName.text),
                .listRolePolicies(design.roleName.text), .getPolicy(design.permissionsPolicyARN),
                .getPolicyVersion(design.permissionsPolicyARN, "v1"), .listPolicyVersions(design.permissionsPolicyARN),
                Read.accessEntries(cluster, in: design.eksRegion).call,
                .getSuppressedDestination("ops@example.com", .ses, in: region),
                .getSuppressedDestination("ops@example.com", .eks, in: region), .selfSubjectReview,
                Read.pods(in: design.namespace).call, Read.webhook().call,
                Read.annotatedAccount(design.namespace, design.serviceAccount).call,
            ]
            for side in [Side.eks, .ses] {
                calls += [
                    .getAccount(side, in: region), .getEmailIdentity(design.sender.text, side, in: region),
                    .getConfigurationSet("none", side, in: region),
                    .lookupEvents(side, in: region, by: .eventName, "CreateRole"),
                ]
            }
            let seen = await work.observed(calls)
            for call in calls {
                #expect(seen[call]?.failure.map { $0.kind == .absent } != false, "\(call.words)")
            }
        }
    }

    @Test func `who has what send needs sends through the chain and as the owner`() async throws {
        for via in [SendWay.chain, .owner] {
            try await Bench.run("ready") { bench in
                try await bench.limit(to: PermissionSet(.send, try DelegateSending(try bench.answers())))
                let outcome = try await (try await bench.work()).send(SendOptions(via: via)) { _ in }
                #expect(outcome.report.outcome == .sent, "\(via) \(outcome.report.links)")
            }
        }
    }

    @Test func `who has what send needs sends from a Job, and from the pod, with what is printed for that way`()
        async throws
    {
        for (way, byJob) in [(PermissionWay.job, true), (.pod, false)] {
            try await Bench.run("pod-no-cli") { bench in
                let design = try DelegateSending(try bench.answers())
                try await bench.limit(to: PermissionSet(.send, design, ways: [way]))
                let outcome = try await (try await bench.work()).send(SendOptions(via: .pod, byJob: byJob)) { _ in }
                if byJob {
                    #expect(outcome.report.outcome == .sent, "\(outcome.report.links) \(outcome.report.output)")
                    #expect(!outcome.report.output.contains { $0.kind == .note }, "\(outcome.report.output)")
                } else {
                    // It ran a program in the pod: that there is none is what the program's start says.
                    #expect(outcome.report.broken?.code == "NoProgram", "\(outcome.report.links)")
                }
                #expect(outcome.cannotTell == [])
            }
        }
    }

    @Test func `every right that a Job needs is missed when it is taken away`() async throws {
        for (verb, resource, link) in [
            ("create", "jobs", SendLinkName.workload), ("list", "pods", .workload), ("get", "pods/log", .caller),
        ] {
            try await Bench.run("ready") { bench in
                let design = try DelegateSending(try bench.answers())
                try await bench.limit(to: PermissionSet(.send, design, ways: [.job]))
                bench.world.change { $0.cluster.withheld.formUnion(["\(verb) \(resource)"]) }
                let outcome = try await (try await bench.work()).send(SendOptions(via: .pod, byJob: true)) { _ in }
                #expect(outcome.report.broken?.name == link, "\(outcome.report.links)")
                #expect(outcome.report.broken?.detail.contains("\(verb) \(resource)") == true)
                let lack = try await (try await bench.work()).lack(.send, sides: [.kubernetes], ways: [.job])
                #expect(lack.permissions.clusterRights.map { "\($0.verb) \($0.resource)" } == ["\(verb) \(resource)"])
            }
        }
    }

    // MARK: What is missing

    @Test func `only what was refused is asked for, on what it was refused for`() async throws {
        try await Bench.run("ready") { bench in
            let full = PermissionSet(.doctor, try DelegateSending(try bench.answers()))
            try await bench.limit(to: full)
            try bench.limit(
                "eks-admin", of: "111122223333",
                to: [
                    "Version": "2012-10-17",
                    "Statement": [
                        ["Effect": "Allow", "Action": "*", "Resource": "*"],
                        ["Effect": "Deny", "Action": "iam:GetRole", "Resource": "*"],
                    ],
                ])
            let lack = try await (try await bench.work()).lack(.doctor, sides: Set(Side.allCases))
            #expect(
                lack.permissions.grants(.eks) == [
                    ActionGrant("iam:GetRole", on: "arn:aws:iam::111122223333:role/ses-sender-role")
                ])
            #expect(lack.permissions.isEmpty(.ses) && lack.permissions.isEmpty(.kubernetes))
            #expect(lack.permissions.clusterUser == PermissionSet.nobody)
        }
    }

    @Test func `a plan's missing permissions are those of its writes as well`() async throws {
        try await Bench.run("fresh") { bench in
            try bench.limit(
                "eks-admin", of: "111122223333",
                to: [
                    "Version": "2012-10-17",
                    "Statement": [
                        ["Effect": "Allow", "Action": "*", "Resource": "*"],
                        ["Effect": "Deny", "Action": ["iam:CreateRole", "iam:TagRole"], "Resource": "*"],
                    ],
                ])
            let viewer = try await (try await bench.work()).lack(.setup, sides: Set(Side.allCases))
            let role = "arn:aws:iam::111122223333:role/ses-sender-role"
            #expect(
                viewer.permissions.grants(.eks) == [
                    ActionGrant("iam:CreateRole", on: role), ActionGrant("iam:TagRole", on: role),
                ])
        }
        try await Bench.run("fresh") { bench in
            bench.world.change { state in
                state.cluster.staticTokens[0].username = SimulatorAccess.viewer
                state.cluster.staticTokens[0].groups = []
            }
            let lack = try await (try await bench.work()).lack(.setup, sides: Set(Side.allCases))
            #expect(lack.permissions.clusterRights.map(\.verb) == ["create", "patch"])
            #expect(lack.permissions.clusterUser == SimulatorAccess.viewer)
            #expect(lack.permissions.grants(.eks) == [])
        }
    }

    @Test func `the cluster is asked for the rights of a send`() async throws {
        try await Bench.run("k8s-no-token-request") { bench in
            let lack = try await (try await bench.work()).lack(.send, sides: [.kubernetes])
            #expect(
                lack.permissions.clusterRights.map(\.permission) == [
                    "create serviceaccounts/token ses-sender (core API group)"
                ])
            #expect(lack.permissions.rbac[0]["rules"]?[0]?["resourceNames"] == ["ses-sender"])
        }
    }

    // MARK: Beside what others worked out

    private static let answersFile = """
        schema: sesame/answers/v1
        eks:
          account: "111122223333"
          region: eu-west-1
          cluster: mail-prod
          oidcProvider: oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E
          sandbox: true
        ses:
          account: "444455556666"
          region: eu-west-1
          sender: no-reply@example.com
          identity: no-reply@example.com
          receiver: ops@example.com
          sandbox: true
        kubernetes:
          namespace: default
          serviceAccount: ses-sender
        names:
          role: ses-sender-role
          permissionsPolicy: ses-sender-policy
          sendingPolicy: ses-sender
        """

    /// What a policy allows, action by resource with its condition.
    private static func allowed(_ policy: JSONValue) -> Set<String> {
        func texts(_ value: JSONValue?) -> [String] {
            value?.string.map { [$0] } ?? (value?.array ?? []).compactMap(\.string)
        }
        var allowed: Set<String> = []
        for statement in policy["Statement"]?.array ?? [] {
            let condition = statement["Condition"]?.serialized(.compact) ?? ""
            for action in texts(statement["Action"]) {
                for resource in texts(statement["Resource"]) { allowed.insert("\(action) \(resource) \(condition)") }
            }
        }
        return allowed
    }

    @Test(
        .needs(publicData: "permissions/setup-eks.json"),
        arguments: [
            (PermissionPurpose.setup, Side.eks, "setup-eks"), (.setup, .ses, "setup-ses"),
            (.doctor, .eks, "doctor-eks"), (.doctor, .ses, "doctor-ses"), (.send, .ses, "send-owner-ses"),
        ])
    func `no policy grants more than what was worked out by hand`(
        purpose: PermissionPurpose, side: Side, file: String
    ) throws {
        let design = try DelegateSending(AnswersReader.read(Self.answersFile, file: "answers.yaml"))
        let printed = Self.allowed(try #require(PermissionSet(purpose, design).policy(side)))
        let known = Self.allowed(try JSONValue.parse(try PublicData.bytes("permissions/\(file).json")))
        let more = printed.filter { grant in
            let action = grant.prefix { $0 != " " }
            return !known.contains(grant) && !known.contains("\(action) * ")
        }
        // Looks of the doctor that the sheet leaves out: room in a policy, who the cluster lets in, and whether the
        // owner's own list keeps mail back.
        let looks = ["iam:ListPolicyVersions", "eks:ListAccessEntries", "ses:GetSuppressedDestination"]
        #expect(more.filter { grant in purpose != .doctor || !looks.contains { grant.hasPrefix("\($0) ") } } == [])
        #expect(!printed.isEmpty)
    }

    @Test(.needs(publicData: "permissions/rbac.yaml"))
    func `no role grants more than what was worked out by hand`() throws {
        let known = try YAMLNode.parse(try PublicData.text("permissions/rbac.yaml")).map(\.json)
        let design = try DelegateSending(AnswersReader.read(Self.answersFile, file: "answers.yaml"))
        let all = Self.rights(known)
        for purpose in PermissionPurpose.allCases where purpose != .restart {
            let printed = Self.rights(PermissionSet(purpose, design).rbac)
            #expect(!printed.isEmpty)
            for right in printed {
                let unnamed = right.split(separator: " ").prefix(4).joined(separator: " ") + " -"
                #expect(all.contains(right) || all.contains(unnamed), "\(purpose) \(right)")
            }
        }
    }

    /// Namespace, group, resource, verb, name.
    private static func rights(_ roles: [JSONValue]) -> Set<String> {
        var rights: Set<String> = []
        for role in roles {
            let namespace = role["metadata"]?["namespace"]?.string ?? "-"
            for rule in role["rules"]?.array ?? [] {
                func texts(_ name: String) -> [String] { (rule[name]?.array ?? []).compactMap(\.string) }
                for group in texts("apiGroups") {
                    for resource in texts("resources") {
                        for verb in texts("verbs") {
                            let names = texts("resourceNames")
                            for name in names.isEmpty ? ["-"] : names {
                                rights.insert(
                                    "\(namespace) \(group.isEmpty ? "core" : group) \(resource) \(verb) \(name)")
                            }
                        }
                    }
                }
            }
        }
        return rights
    }

    @Test func `a plan's own words for what a step is about are the table's`() async throws {
        for scenario in ["fresh", "irsa-sub-wrong-ns-or-sa", "ses-raw-action-v2", "iam-policy-version-limit"] {
            try await Bench.run(scenario) { bench in
                let setup = try await (try await bench.work()).plan()
                for step in setup.plan.resources.flatMap(\.steps) where step.call.side != .kubernetes {
                    let account = setup.design.account(of: step.call.side).text
                    for grant in step.call.grants(partition: "aws", account: account) {
                        #expect(grant.resource == step.target || grant.resource == "*", "\(step.call.words)")
                    }
                }
            }
        }
    }
}
