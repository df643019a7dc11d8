import Calls
import Design
import Identifiers
import TestAnswers
import Testing
import Wire

struct PlanTests {
    /// Everything as apply leaves it, for changing one thing.
    static func ready(_ design: DelegateSending, roleID: String = "AROAEXAMPLE") -> Observations {
        var seen = Observations()
        let tags = Ownership.tags(design)
        seen[.provider(design.providerARN)] = .value(
            ProviderState(clientIDs: ["sts.amazonaws.com"], tags: tags))
        seen[policy: design.permissionsPolicyARN] = .value(
            PolicyState(
                defaultVersion: "v1", document: design.permissionsPolicyDocument.serialized(.compact), tags: tags))
        seen[.role(design.roleName)] = .value(
            RoleState(
                arn: design.roleARN, roleID: roleID, trustPolicy: design.trustPolicyDocument.serialized(.compact),
                boundary: design.boundary, tags: tags))
        seen[.attachedPolicies(design.roleName)] = .value(AttachedPolicies([design.permissionsPolicyARN]))
        seen[.inlinePolicies(design.roleName)] = .value(InlinePolicyNames([]))
        let verified = IdentityState(
            isVerified: true, status: "SUCCESS",
            policies: [
                design.sendingPolicyName.text: design.sendingPolicyDocument(roleID: roleID).serialized(.compact)
            ], tags: tags)
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(verified)
        if let receiver = design.receiverIdentity {
            for side in [Side.eks, .ses] {
                seen[.identity(side, receiver, in: design.sesRegion)] = .value(
                    IdentityState(isVerified: true, status: "SUCCESS", tags: tags))
            }
        }
        seen[.namespace(design.namespace)] = .value(ObjectState(object: design.namespaceObject(isOwn: false)))
        seen[.serviceAccount(design.namespace, design.serviceAccount)] = .value(
            ObjectState(object: design.serviceAccountObject(isOwn: true)))
        if design.testWorkload {
            seen[.deployment(design.namespace, DelegateSending.workloadName)] = .value(
                ObjectState(object: design.deploymentObject(isOwn: true)))
        }
        return seen
    }

    @Test(arguments: [(19, false), (20, true)])
    func `an identity that can hold no further policy says so, and which it holds`(_ count: Int, _ isFull: Bool) throws
    {
        let design = try Example.design()
        var seen = Self.ready(design)
        let others = (1...count).map { ("other-\($0)", "{}") }
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(
            IdentityState(isVerified: true, status: "SUCCESS", policies: Dictionary(uniqueKeysWithValues: others)))
        let row = try #require(Plan.make(design, seen)[.sendingPolicy])
        let told = row.risks.filter { $0.contains("no more than 20") && $0.contains("other-1, other-10, ") }
        #expect(told.count == (isFull ? 1 : 0), "\(row.risks)")
    }

    @Test func `as wanted is no change, with the test workload too`() throws {
        let design = try Example.design([
            (.testWorkload, "true"), (.permissionsBoundary, "arn:aws:iam::111122223333:policy/b"),
        ])
        let plan = Plan.make(design, Self.ready(design))
        #expect(plan.hasNoChanges)
        #expect(plan.resources.count == 11)
        #expect(plan.exitCode == .success)
        #expect(plan.resources.allSatisfy { $0.steps.isEmpty })
    }

    @Test func `order, and a text where a list could be, are no change`() throws {
        let design = try Example.design([(.eksSandbox, "false")])
        var seen = Self.ready(design)
        let document = """
            {"Statement": {"Resource": "\(design.identityARN.text)",
            "Action": ["ses:SendRawEmail", "ses:SendEmail"], "Effect": "Allow", "Sid": "Any"}, "Version": "2012-10-17"}
            """
        seen[policy: design.permissionsPolicyARN] = .value(
            PolicyState(defaultVersion: "v3", document: document, tags: Ownership.tags(design)))
        #expect(Plan.make(design, seen)[.permissionsPolicy]?.action == .unchanged)
    }

    @Test func `a provider of others gains the audience and nothing else`() throws {
        let design = try Example.design()
        var seen = Self.ready(design)
        let question = Read.provider(design.providerARN)
        seen[question] = .value(ProviderState(clientIDs: ["x", "sts.amazonaws.com"], tags: []))
        #expect(Plan.make(design, seen)[.oidcProvider]?.action == .adopt)
        seen[question] = .value(ProviderState(clientIDs: ["x"], tags: []))
        let row = Plan.make(design, seen)[.oidcProvider]
        #expect(row?.action == .change)
        #expect(row?.steps.map(\.call.words) == ["iam AddClientIDToOpenIDConnectProvider"])
        #expect(row?.steps.first?.call["ClientID"] == "sts.amazonaws.com")
    }

    @Test func `a policy that is full says which version makes room, and only then asks for the versions`() throws {
        let design = try Example.design()
        let arn = design.permissionsPolicyARN
        var seen = Self.ready(design)
        let versions = Read.policyVersions(arn).call
        #expect(!design.reads(seen).contains(versions))
        #expect(!design.reads().contains { $0.operation == .getPolicyVersion })
        seen[policy: arn] = .value(
            PolicyState(
                defaultVersion: "v11", document: #"{"Version":"2012-10-17","Statement":[]}"#,
                tags: Ownership.tags(design)))
        #expect(design.reads(seen).contains(versions))
        seen[versions] = Answer(
            .success([
                "Versions": .array(
                    ["v11", "v10", "v9", "v4", "v12"].map {
                        ["VersionId": .string($0), "IsDefaultVersion": .bool($0 == "v11")]
                    })
            ]))
        let row = try #require(Plan.make(design, seen)[.permissionsPolicy])
        #expect(row.steps.map(\.call.words) == ["iam DeletePolicyVersion", "iam CreatePolicyVersion"])
        #expect(row.steps.first?.call["VersionId"] == "v4")
        #expect(row.reason.hasSuffix("IAM keeps 5 versions; v4, the oldest, makes room."))
        // Nobody may look: the new version is tried all the same.
        seen.fail(versions, CallFailure(.denied, place: "111122223333"))
        #expect(Plan.make(design, seen)[.permissionsPolicy]?.steps.map(\.call.words) == ["iam CreatePolicyVersion"])
    }

    @Test func `what Terraform made and differs is a conflict that names it`() throws {
        let design = try Example.design()
        var seen = Self.ready(design)
        seen[.role(design.roleName)] = .value(
            RoleState(
                arn: design.roleARN, roleID: "AROAEXAMPLE",
                trustPolicy: design.trustPolicyDocument.serialized(.compact)
                    .split(separator: "default:ses-sender", omittingEmptySubsequences: false).joined(
                        separator: "prod:mailer"),
                boundary: nil, tags: [Tag(key: "made-by", value: "Terraform")]))
        let row = try #require(Plan.make(design, seen)[.role])
        #expect(row.action == .conflict)
        #expect(row.gain == "made by Terraform")
        #expect(row.differences.count == 1)
        // What is there stays; what is missing is one statement more.
        #expect(row.differences.first?.from == nil)
        #expect(row.differences.first?.to?.contains("default:ses-sender") == true)
        #expect(row.steps.isEmpty)
        let taken = Plan.make(design, seen, options: PlanOptions(takeOver: [.role]))[.role]
        #expect(taken?.action == .change)
        #expect(taken?.isTakenOver == true)
        #expect(taken?.risks == [])
        #expect(taken?.takesAccess == false)
        #expect(taken?.reason.contains("Terraform may undo that.") == true)
    }

    @Test func `a role under another path cannot be changed, not even taken over`() throws {
        let design = try Example.design([(.rolePath, "/team/")])
        var seen = Self.ready(design)
        seen[.role(design.roleName)] = .value(
            RoleState(
                arn: try ARN("arn:aws:iam::111122223333:role/ses-sender-role"), roleID: "AROAEXAMPLE",
                trustPolicy: design.trustPolicyDocument.serialized(.compact), boundary: nil, tags: []))
        #expect(Plan.make(design, seen, options: PlanOptions(takeOver: [.role]))[.role]?.action == .conflict)
    }

    @Test(arguments: [
        ("AROAOTHER", "AROAEXAMPLE", PlanAction.change), ("AROAEXAMPLE", "AROAEXAMPLE", .unchanged),
    ]) func `the sending policy's mark tells a role that was made again`(
        _ marked: String, _ now: String, _ action: PlanAction
    ) throws {
        let design = try Example.design()
        var seen = Self.ready(design, roleID: marked)
        guard case .value(var role) = seen[.role(design.roleName)] else { return }
        role.roleID = now
        seen[.role(design.roleName)] = .value(role)
        #expect(Plan.make(design, seen)[.sendingPolicy]?.action == action)
    }

    @Test func `a principal that is a unique id is a dead grant`() throws {
        let design = try Example.design()
        var seen = Self.ready(design)
        let dead = design.sendingPolicyDocument.serialized(.compact)
            .split(separator: design.roleARN.text, omittingEmptySubsequences: false).joined(separator: "AROADEAD")
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(
            IdentityState(isVerified: true, status: "SUCCESS", policies: ["ses-sender": dead]))
        let row = Plan.make(design, seen)[.sendingPolicy]
        #expect(row?.action == .change)
        #expect(row?.reason.contains("AROADEAD") == true)
    }

    @Test func `the rendered sending policy, put by hand, is adopted`() throws {
        let design = try Example.design()
        var seen = Self.ready(design)
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(
            IdentityState(
                isVerified: true, status: "SUCCESS",
                policies: ["ses-sender": Artifacts.make(.sendingPolicy, design).content]))
        #expect(Plan.make(design, seen)[.sendingPolicy]?.action == .adopt)
        #expect(Plan.make(design, seen)[.senderIdentity]?.action == .adopt)
    }

    @Test func `a domain waits for its DNS records and names them`() throws {
        let design = try Example.design([(.sesIdentity, "example.com")])
        var seen = Self.ready(design)
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(
            IdentityState(isVerified: false, status: "PENDING", dkimTokens: ["a", "b", "c"]))
        let row = try #require(Plan.make(design, seen)[.senderIdentity])
        #expect(row.action == .waiting)
        guard case .publishRecords(_, let records, _) = row.task else { throw Missing() }
        #expect(records.first?.line == "a._domainkey.example.com. CNAME a.dkim.amazonses.com.")
        #expect(Plan.make(design, seen)[.sendingPolicy]?.action == .waiting)
    }

    @Test func `in production nobody else is verified`() throws {
        let design = try Example.design([(.eksSandbox, "false"), (.sesSandbox, "false")])
        let plan = Plan.make(design, Observations())
        #expect(plan[.eksReceiverIdentity] == nil)
        #expect(plan[.sesReceiverIdentity] == nil)
        #expect(plan[.senderIdentity] != nil)
    }

    @Test func `Amazon's own mailbox is verified by nobody`() throws {
        let design = try Example.design([(.sesReceiver, "test")])
        #expect(design.reads().allSatisfy { "\($0)".contains("simulator") == false })
    }

    @Test func `a service account of others without the role is a conflict`() throws {
        let design = try Example.design()
        var seen = Self.ready(design)
        let question = Read.serviceAccount(design.namespace, design.serviceAccount)
        seen[question] = .value(ObjectState(object: ["metadata": ["name": "ses-sender"]]))
        #expect(Plan.make(design, seen)[.serviceAccount]?.action == .conflict)
        let options = PlanOptions(takeOver: [.serviceAccount])
        let row = Plan.make(design, seen, options: options)[.serviceAccount]
        #expect(row?.action == .change)
        let object = try #require(row?.steps.first?.call.input["object"])
        // What others made keeps being theirs: no label of sesame's.
        #expect(object["metadata"]?["labels"] == nil)
    }

    @Test func `what the server adds to a deployment is no change`() throws {
        let design = try Example.design([(.testWorkload, "true")])
        var seen = Self.ready(design)
        var object = design.deploymentObject(isOwn: true)
        guard var root = object.object, var spec = root["spec"]?.object else { throw Missing() }
        spec["progressDeadlineSeconds"] = 600
        root["spec"] = .object(spec)
        root["status"] = ["replicas": 1]
        object = .object(root)
        let question = Read.deployment(design.namespace, DelegateSending.workloadName)
        seen[question] = .value(ObjectState(object: object))
        #expect(Plan.make(design, seen)[.deployment]?.action == .unchanged)
        spec["replicas"] = 0
        root["spec"] = .object(spec)
        seen[question] = .value(ObjectState(object: .object(root)))
        let row = Plan.make(design, seen)[.deployment]
        #expect(row?.action == .change)
        #expect(row?.differences == [PlanDifference(path: "spec.replicas", from: "0", to: "1")])
    }

    @Test func `a refused read is unknown and names the permission`() throws {
        let design = try Example.design()
        var seen = Self.ready(design)
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .denied(
            Denial(permission: "ses:GetEmailIdentity", place: "444455556666"))
        let plan = Plan.make(design, seen)
        #expect(plan[.senderIdentity]?.reason == "Cannot tell: needs ses:GetEmailIdentity in 444455556666.")
        #expect(plan.exitCode == .incomplete)
        #expect(
            PlanDocument.make(plan)["summary"]?.serialized(.compact)
                == #"{"create":0,"change":0,"adopt":1,"unchanged":7,"conflict":0,"waiting":0,"unknown":2}"#)
    }

    @Test func `what is being deleted is not right, and what is in it neither`() throws {
        let design = try Example.design()
        let going: JSONValue = ["metadata": ["name": "x", "deletionTimestamp": "2026-01-02T03:04:05Z"]]
        for (question, waiting) in [
            (Read.namespace(design.namespace), [ResourceAddress.namespace, .serviceAccount]),
            (.serviceAccount(design.namespace, design.serviceAccount), [.serviceAccount]),
        ] {
            var seen = Self.ready(design)
            seen[question] = .value(ObjectState(object: going))
            let plan = Plan.make(design, seen)
            for address in waiting {
                #expect(plan[address]?.action == .waiting && plan[address]?.steps.isEmpty == true)
                #expect(plan[address]?.reason.contains("is being deleted. Wait until the ") == true)
            }
            #expect(plan.resources.filter { $0.action == .waiting }.map(\.address) == waiting)
            #expect(plan.exitCode == .changesRemain)
        }
        var seen = Self.ready(design)
        seen[.namespace(design.namespace)] = .value(
            ObjectState(object: ["metadata": ["name": "x"], "status": ["phase": "Terminating"]]))
        #expect(Plan.make(design, seen)[.namespace]?.action == .waiting)
    }

    @Test func `a doubt has the exit code of its reason`() throws {
        let design = try Example.design()
        var seen = Self.ready(design)
        for (doubt, code) in [
            (Doubt("It does not know you."), ExitCode.incomplete), (Doubt("no", exitCode: .badData), .badData),
        ] {
            for call in design.reads(sides: [.kubernetes]) {
                seen.fail(call, CallFailure(code == .badData ? .misconfigured : .doubtful, reason: doubt.reason))
            }
            let plan = Plan.make(design, seen)
            #expect(plan[.serviceAccount]?.reason == "Cannot tell: \(doubt.reason).")
            #expect(plan.exitCode == code)
            #expect(Plan.make(design, seen, options: PlanOptions(sides: [.kubernetes])).exitCode == code)
        }
    }

    @Test func `a rule names the object where one can, and kubectl's commands give it`() {
        let patch = KubernetesRight(
            verb: "patch", group: "apps", resource: "deployments", namespace: "mail", name: "ses-test")
        #expect(
            patch.remedy
                == "Rule to add to a Role in namespace mail: apiGroups [\"apps\"], resources [\"deployments\"], "
                + "resourceNames [\"ses-test\"], verbs [\"patch\"]; a RoleBinding gives it to the caller.")
        #expect(
            patch.grant(to: "jane").map { $0.joined(separator: " ") } == [
                "kubectl create role sesame-patch-deployments-ses-test --verb=patch --resource=deployments.apps "
                    + "--resource-name=ses-test -n mail",
                "kubectl create rolebinding sesame-patch-deployments-ses-test "
                    + "--role=sesame-patch-deployments-ses-test --user=jane -n mail",
            ])
        // A namespace is authorised in itself; what does not exist yet has no name.
        #expect(
            KubernetesRight(verb: "get", resource: "namespaces", name: "mail").remedy.hasPrefix(
                "Rule to add to a Role in namespace mail: apiGroups [\"\"], resources [\"namespaces\"], resourceNames [\"mail\"]"
            ))
        #expect(
            KubernetesRight(verb: "create", resource: "namespaces", name: "mail").grant(to: "jane").first
                == [
                    "kubectl", "create", "clusterrole", "sesame-create-namespaces", "--verb=create",
                    "--resource=namespaces",
                ])
        #expect(
            KubernetesRight(verb: "create", resource: "serviceaccounts/token", namespace: "mail", name: "s")
                .grant(to: "jane").first?.suffix(4)
                == [
                    "--verb=create", "--resource=serviceaccounts/token", "--resource-name=s", "-n", "mail",
                ].suffix(4))
    }

    @Test func `rights in the cluster are named with API group and namespace`() throws {
        let design = try Example.design()
        #expect(
            Read.deployment(design.namespace, "ses-test").call.right?.denial(in: "cluster mail-prod").words
                == "needs get deployments ses-test (API group apps) in namespace default of cluster mail-prod")
        #expect(
            Read.namespaces.call.right?.denial(in: "cluster mail-prod", purpose: "to choose one").words
                == "needs list namespaces (core API group) in cluster mail-prod, to choose one")
        #expect(
            KubernetesRight(verb: "list", resource: "namespaces").remedy
                == "Rule to add to a ClusterRole: apiGroups [\"\"], resources [\"namespaces\"], verbs [\"list\"]; a "
                + "ClusterRoleBinding gives it to the caller.")
    }

    @Test func `exit codes follow the documented order`() {
        #expect(ExitCode.first([.success, .changesRemain, .incomplete]) == .incomplete)
        #expect(ExitCode.first([.incomplete, .failed, .changesRemain]) == .failed)
        #expect(ExitCode.first([.failed, .refused]) == .refused)
        #expect(ExitCode.first([.unreachable, .failed]) == .unreachable)
        #expect(ExitCode.first([.badData, .usage, .refused]) == .usage)
        #expect(ExitCode.first([]) == .success)
    }

    @Test func `a hand-over holds commands, files, check and undo for one owner`() throws {
        let design = try Example.design()
        let handOver = HandOver.make(design, side: .ses)
        #expect(handOver.fileName == "for-444455556666.md")
        #expect(handOver.artifacts.map(\.name) == [.sendingPolicy])
        #expect(
            handOver.commands.last
                == "aws ses put-identity-policy --identity no-reply@example.com --policy-name ses-sender --policy file://ses-sending-policy.json --region eu-west-1"
        )
        for part in [
            "Hello! Please let our pods send as no-reply@example.com.", "delete-identity-policy",
            "sesame plan --answers answers.yaml --side ses", "one role of account 111122223333",
        ] { #expect(handOver.note.contains(part), "\(part)") }
        #expect(HandOver.make(design, side: .eks).commands.count == 5)
        #expect(
            HandOver.make(design, side: .kubernetes).commands == [
                "kubectl create namespace default", "kubectl apply --server-side -f service-account.yaml",
            ])
    }
}

struct Missing: Error {
}
