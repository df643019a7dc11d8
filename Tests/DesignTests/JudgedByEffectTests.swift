import Calls
import Design
import IAMPolicy
import Identifiers
import TestAnswers
import Testing
import Wire

/// What others made is judged by what it does, and nothing of theirs is taken away.
struct JudgedByEffectTests {
    private static let provider = "arn:aws:iam::111122223333:oidc-provider/\(Example.issuer)"
    private static let twin =
        "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/AAAA5DB5A4BB2F3C0D1D1F40A8CD3A4E"

    private static func statement(
        _ provider: String, _ operators: String, action: String = "sts:AssumeRoleWithWebIdentity"
    ) -> String {
        let condition = operators.isEmpty ? "" : ",\"Condition\":{\(operators)}"
        return
            "{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"\(provider)\"},\"Action\":\"\(action)\"\(condition)}"
    }

    private static func trust(_ statements: String...) -> String {
        "{\"Version\":\"2012-10-17\",\"Statement\":[\(statements.joined(separator: ","))]}"
    }

    private static func key(_ claim: String) -> String { "\"\(Example.issuer):\(claim)\"" }
    private static let subject = "\"system:serviceaccount:default:ses-sender\""
    private static let other = "\"system:serviceaccount:prod:mailer\""
    private static var exact: String {
        "\"StringEquals\":{\(key("sub")):\(subject),\(key("aud")):\"sts.amazonaws.com\"}"
    }

    /// A world in which the role is somebody else's.
    private static func seen(
        _ design: DelegateSending, trust: String, tags: [Design.Tag] = [Design.Tag(key: "team", value: "shop")],
        boundary: ARN? = nil
    ) -> Observations {
        var seen = PlanTests.ready(design)
        seen[.role(design.roleName)] = .value(
            RoleState(
                arn: design.roleARN, roleID: "AROAEXAMPLE", trustPolicy: trust, boundary: boundary, tags: tags))
        return seen
    }

    @Test(arguments: [
        (
            "no audience, as Terraform's module writes it",
            trust(statement(provider, "\"StringEquals\":{\(key("sub")):\(subject)}"))
        ),
        ("a list of subjects", trust(statement(provider, "\"StringEquals\":{\(key("sub")):[\(other),\(subject)]}"))),
        (
            "a pattern, as eksctl's templates have it",
            trust(statement(provider, "\"StringLike\":{\(key("sub")):\"system:serviceaccount:default:ses-*\"}"))
        ),
        ("a set", trust(statement(provider, "\"ForAnyValue:StringEquals\":{\(key("sub")):[\(subject)]}"))),
        (
            "another cluster's statement before ours",
            trust(
                statement(twin, "\"StringEquals\":{\"oidc.eks.eu-central-1.amazonaws.com/id/A:sub\":\(subject)}"),
                statement(provider, exact))
        ),
        (
            "Pod Identity beside it",
            trust(
                """
                {"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},\
                "Action":["sts:AssumeRole","sts:TagSession"]}
                """, statement(provider, exact))
        ),
    ]) func `a role of others that lets the token in is right`(_ name: String, _ trust: String) throws {
        let design = try Example.design()
        let plan = Plan.make(design, Self.seen(design, trust: trust))
        let role = try #require(plan[.role])
        #expect(role.action == .adopt, "\(name): \(role.reason)")
        #expect(role.steps.isEmpty && role.differences.isEmpty)
        #expect(plan.exitCode == .success)
        #expect(plan.resources.allSatisfy { $0.steps.isEmpty })
    }

    @Test func `who else may take the role is named where it gets the right to send`() throws {
        let design = try Example.design()
        let trust = Self.trust(
            Self.statement(Self.provider, "\"StringEquals\":{\(Self.key("sub")):[\(Self.other),\(Self.subject)]}"))
        let plan = Plan.make(design, Self.seen(design, trust: trust))
        #expect(
            plan[.role]?.reason
                == "The role lets default/ses-sender in; others made it. So may service account prod/mailer.")
        #expect(
            plan[.sendingPolicy]?.risks == [
                "Others may take that role too, and so send as no-reply@example.com: service account prod/mailer."
            ])
        #expect(Plan.make(design, PlanTests.ready(design))[.sendingPolicy]?.risks == [])
    }

    @Test func `taken over, a role of another cluster gains a statement and keeps its own`() throws {
        let design = try Example.design()
        let theirs = Self.statement(
            Self.twin, "\"StringEquals\":{\"oidc.eks.eu-central-1.amazonaws.com/id/A:sub\":\(Self.subject)}")
        let seen = Self.seen(design, trust: Self.trust(theirs))
        let conflict = try #require(Plan.make(design, seen)[.role])
        #expect(conflict.action == .conflict && conflict.canTakeOver)
        #expect(conflict.reason.contains("belongs to another cluster"))
        #expect(conflict.proposals.map(\.line) == ["another names.role"])
        let taken = try #require(Plan.make(design, seen, options: PlanOptions(takeOver: [.role]))[.role])
        let step = try #require(taken.steps.first)
        #expect(taken.action == .change && taken.isTakenOver && !taken.takesAccess && taken.risks.isEmpty)
        let statements = try #require(step.call.input["PolicyDocument"]?["Statement"]?.array)
        #expect(statements.count == 2)
        #expect(statements.first == (try JSONValue.parse(theirs)))
        #expect(statements.last == design.trustPolicyDocument["Statement"]?[0])
        #expect(step.undo.first?.input["PolicyDocument"] == (try JSONValue.parse(Self.trust(theirs))))
    }

    @Test func `the twin of a cluster that has the same derived names is not taken for this setup`() throws {
        let design = try Example.design()
        let theirs = Self.statement(
            Self.twin, "\"StringEquals\":{\"oidc.eks.eu-central-1.amazonaws.com/id/A:sub\":\(Self.subject)}")
        let seen = Self.seen(design, trust: Self.trust(theirs), tags: Ownership.tags(design))
        let row = try #require(Plan.make(design, seen)[.role])
        #expect(row.action == .conflict && row.gain == "made by another setup of sesame")
        #expect(row.steps.isEmpty && row.proposals.map(\.line) == ["another names.role"])
    }

    @Test func `a boundary of others that gives way to the demanded one is told as a loss`() throws {
        let design = try Example.design([(.permissionsBoundary, "arn:aws:iam::111122223333:policy/demanded")])
        let trust = Self.trust(Self.statement(Self.provider, Self.exact))
        let options = PlanOptions(takeOver: [.role])
        for (boundary, isLoss) in [(try ARN("arn:aws:iam::111122223333:policy/theirs"), true), (nil, false)] {
            let seen = Self.seen(design, trust: trust, boundary: boundary)
            let row = try #require(Plan.make(design, seen, options: options)[.role])
            #expect(row.action == .change && row.takesAccess == isLoss)
            #expect(row.reason.contains("nothing in it is taken out") == !isLoss)
            #expect(
                row.risks
                    == (isLoss
                        ? ["The role loses its permissions boundary arn:aws:iam::111122223333:policy/theirs."] : []))
        }
    }

    @Test(arguments: [
        (Design.Tag(key: "aws:cloudformation:stack-name", value: "mail"), "the CloudFormation stack mail"),
        (Design.Tag(key: "alpha.eksctl.io/cluster-name", value: "shop"), "eksctl's stack of cluster shop"),
    ]) func `what a stack made is changed there, and not taken over`(_ tag: Design.Tag, _ words: String) throws {
        let design = try Example.design()
        let trust = Self.trust(Self.statement(Self.provider, "\"StringEquals\":{\(Self.key("sub")):\(Self.other)}"))
        let seen = Self.seen(design, trust: trust, tags: [tag])
        let row = try #require(Plan.make(design, seen, options: PlanOptions(takeOver: [.role]))[.role])
        #expect(row.action == .conflict && !row.canTakeOver && row.steps.isEmpty)
        #expect(row.reason.contains("It belongs to \(words), which would put it back: change it there."))
    }

    @Test func `a document with a deleted principal, or without room, is not added to`() throws {
        let design = try Example.design()
        let dead = Self.trust(
            "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"AROAEXAMPLEGONE123456\"},\"Action\":\"sts:AssumeRole\"}")
        let options = PlanOptions(takeOver: [.role])
        let row = try #require(Plan.make(design, Self.seen(design, trust: dead), options: options)[.role])
        #expect(row.action == .conflict && row.steps.isEmpty)
        #expect(row.reason.contains("It names AROAEXAMPLEGONE123456, which was deleted"))
        let many = (0..<8).map { number in
            Self.statement(
                Self.provider, "\"StringEquals\":{\(Self.key("sub")):\"system:serviceaccount:prod:mailer-\(number)\"}")
        }
        let full = "{\"Version\":\"2012-10-17\",\"Statement\":[\(many.joined(separator: ","))]}"
        let fullRow = try #require(Plan.make(design, Self.seen(design, trust: full), options: options)[.role])
        #expect(fullRow.action == .conflict && fullRow.steps.isEmpty)
        #expect(fullRow.reason.contains("AWS takes 2048."))
    }

    @Test func `a change of this setup's own role names who loses it, and not who keeps it`() throws {
        let design = try Example.design()
        let trust = Self.trust(
            Self.statement(Self.provider, "\"StringEquals\":{\(Self.key("sub")):[\(Self.other),\(Self.subject)]}"),
            Self.statement(Self.twin, ""))
        let seen = Self.seen(design, trust: trust, tags: Ownership.tags(design))
        let row = try #require(Plan.make(design, seen)[.role])
        #expect(Plan.make(design, seen)[.sendingPolicy]?.risks == [], "they lose the role in the same plan")
        #expect(row.action == .change && row.takesAccess)
        #expect(
            row.risks == [
                "Pods of prod/mailer lose this role when this is applied.",
                "Every service account of the cluster with issuer oidc.eks.eu-central-1.amazonaws.com/id/AAAA5DB5A4BB2F3C0D1D1F40A8CD3A4E loses this role when this is applied.",
            ])
        let open = Self.seen(design, trust: Self.trust(Self.statement(Self.provider, "")), tags: Ownership.tags(design))
        #expect(
            Plan.make(design, open)[.role]?.risks == [
                "Every service account of the cluster loses this role when this is applied."
            ])
        // The same service account, in other words: nobody loses anything.
        let like = Self.trust(Self.statement(Self.provider, "\"StringLike\":{\(Self.key("sub")):\(Self.subject)}"))
        let same = try #require(Plan.make(design, Self.seen(design, trust: like, tags: Ownership.tags(design)))[.role])
        #expect(same.action == .change && !same.takesAccess)
    }

    @Test(arguments: [true, false]) func `a role that may send by another policy needs none of ours`(
        _ isInline: Bool
    ) throws {
        let design = try Example.design()
        var seen = Self.seen(design, trust: Self.trust(Self.statement(Self.provider, Self.exact)))
        let document =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ses:Send*\",\"Resource\":\"*\"}]}"
        let theirs = try ARN("arn:aws:iam::111122223333:policy/mail")
        seen[policy: design.permissionsPolicyARN] = .absent
        seen[.attachedPolicies(design.roleName)] = .value(AttachedPolicies(isInline ? [] : [theirs]))
        seen[.inlinePolicies(design.roleName)] = .value(InlinePolicyNames(isInline ? ["mail"] : []))
        seen[.inlinePolicy(design.roleName, "mail")] = .value(InlinePolicyState(document))
        seen[policy: theirs] = .value(PolicyState(defaultVersion: "v1", document: document, tags: []))
        let plan = Plan.make(design, seen)
        for address in [ResourceAddress.permissionsPolicy, .roleAttachment] {
            let row = try #require(plan[address])
            #expect(row.action == .adopt && row.gain == "not needed" && row.steps.isEmpty)
            #expect(row.reason == "The role may send already: \(isInline ? "inline policy" : "policy") mail allows it.")
        }
        // Half of it is not enough.
        let half = document.split(separator: "Send*").joined(separator: "SendEmail")
        seen[.inlinePolicy(design.roleName, "mail")] = .value(InlinePolicyState(half))
        seen[policy: theirs] = .value(PolicyState(defaultVersion: "v1", document: half, tags: []))
        #expect(Plan.make(design, seen)[.permissionsPolicy]?.action == .create)
        // Not read is not allowed, and said.
        seen.fail(
            .listRolePolicies(design.roleName.text),
            CallFailure(.denied, permission: "iam:ListRolePolicies", place: "111122223333"))
        seen[.attachedPolicies(design.roleName)] = .value(AttachedPolicies([]))
        let untold = try #require(Plan.make(design, seen)[.permissionsPolicy])
        #expect(untold.action == .create)
        #expect(untold.reason.hasSuffix("cannot be told: needs iam:ListRolePolicies in 111122223333."))
    }

    @Test func `a boundary that forbids it leaves nothing adopted`() throws {
        let design = try Example.design()
        let boundary = try ARN("arn:aws:iam::111122223333:policy/only-s3")
        var seen = Self.seen(design, trust: Self.trust(Self.statement(Self.provider, Self.exact)), boundary: boundary)
        seen[policy: design.permissionsPolicyARN] = .absent
        seen[.attachedPolicies(design.roleName)] = .value(AttachedPolicies([]))
        seen[.inlinePolicies(design.roleName)] = .value(InlinePolicyNames(["mail"]))
        seen[.inlinePolicy(design.roleName, "mail")] = .value(
            InlinePolicyState(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ses:*\",\"Resource\":\"*\"}]}"
            ))
        seen[policy: boundary] = .value(
            PolicyState(
                defaultVersion: "v1",
                document:
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}",
                tags: []))
        #expect(Plan.make(design, seen)[.permissionsPolicy]?.action == .create)
    }

    @Test func `a second sender for the same role is named before it drops the first`() throws {
        let design = try Example.design([(.sesSender, "shop@example.com"), (.sesIdentity, "shop@example.com")])
        let first = try Example.design()
        var seen = PlanTests.ready(design)
        seen[policy: design.permissionsPolicyARN] = .value(
            PolicyState(
                defaultVersion: "v1", document: first.permissionsPolicyDocument.serialized(.compact),
                tags: Ownership.tags(design)))
        let row = try #require(Plan.make(design, seen)[.permissionsPolicy])
        #expect(row.action == .change && row.takesAccess)
        #expect(
            row.risks == [
                "The role may no longer ses:SendEmail and ses:SendRawEmail on \(first.identityARN.text)."
            ])
        #expect(row.proposals.map(\.line) == ["another names.permissionsPolicy"])
    }

    @Test func `a receiver that leaves the policy of the sandbox is nobody's loss`() throws {
        let sandbox = try Example.design()
        let production = try Example.design([(.eksSandbox, "false"), (.sesSandbox, "false")])
        var seen = PlanTests.ready(production)
        seen[policy: production.permissionsPolicyARN] = .value(
            PolicyState(
                defaultVersion: "v1", document: sandbox.permissionsPolicyDocument.serialized(.compact),
                tags: Ownership.tags(production)))
        let row = try #require(Plan.make(production, seen)[.permissionsPolicy])
        #expect(row.action == .change && row.risks == [] && !row.takesAccess)
    }

    @Test func `what a person added by hand to this setup's policy is named before it goes`() throws {
        let design = try Example.design()
        var seen = PlanTests.ready(design)
        var document = try #require(design.permissionsPolicyDocument.object)
        let added = try JSONValue.parse(
            #"{"Effect":"Allow","Action":"ses:SendEmail","Resource":"arn:aws:ses:eu-west-1:444455556666:configuration-set/tracking"}"#
        )
        document["Statement"] = .array((document["Statement"]?.array ?? []) + [added])
        seen[policy: design.permissionsPolicyARN] = .value(
            PolicyState(
                defaultVersion: "v2", document: JSONValue.object(document).serialized(.compact),
                tags: Ownership.tags(design)))
        let row = try #require(Plan.make(design, seen)[.permissionsPolicy])
        #expect(row.takesAccess)
        #expect(
            row.risks == [
                "The role may no longer ses:SendEmail on arn:aws:ses:eu-west-1:444455556666:configuration-set/tracking."
            ])
        #expect(
            row.proposals.map(\.line) == ["ses.configurationSet: tracking", "another names.permissionsPolicy"])
    }

    @Test func `a sending policy of the wanted name that is for somebody else is a conflict`() throws {
        let design = try Example.design()
        var seen = PlanTests.ready(design)
        let theirs =
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/shop"},"Action":"ses:SendEmail","Resource":"\#(design.identityARN.text)"}]}"#
        func put(_ policies: [String: String]) {
            seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(
                IdentityState(isVerified: true, status: "SUCCESS", policies: policies))
        }
        put(["ses-sender": theirs])
        let row = try #require(Plan.make(design, seen)[.sendingPolicy])
        #expect(row.action == .conflict && row.canTakeOver)
        #expect(row.reason == "A sending policy of this name is for role shop of 111122223333.")
        #expect(row.proposals.map(\.line) == ["another names.sendingPolicy"])
        let taken = try #require(
            Plan.make(design, seen, options: PlanOptions(takeOver: [.sendingPolicy]))[.sendingPolicy])
        let step = try #require(taken.steps.first)
        let finished = design.finished(step, of: .sendingPolicy, seen)
        let statements = try #require(finished.call.input["Policy"]?["Statement"]?.array)
        #expect(statements.count == 2)
        #expect(statements.first == (try JSONValue.parse(theirs))["Statement"]?[0])
        #expect(statements.last?["Sid"] == "RoleAROAEXAMPLE")
        #expect(finished.undo.first?.operation == .putIdentityPolicy)
        // Whom a policy of another name lets send needs none of ours.
        let all = theirs.split(separator: "role/shop").joined(separator: "role/ses-sender-role")
            .split(separator: #""ses:SendEmail""#).joined(separator: #""ses:*""#)
        put(["by-hand": all])
        let adopted = try #require(Plan.make(design, seen)[.sendingPolicy])
        #expect(adopted.action == .adopt)
        #expect(
            adopted.reason == "The role may send as no-reply@example.com already: sending policy by-hand allows it.")
        // A Deny beside it closes the door again.
        let deny = all.split(separator: "Allow").joined(separator: "Deny")
        put(["by-hand": all, "stop": deny])
        #expect(Plan.make(design, seen)[.sendingPolicy]?.action == .create)
    }

    @Test func `a service account of others says whose it is, and offers the role that it has`() throws {
        let design = try Example.design()
        let read = Read.serviceAccount(design.namespace, design.serviceAccount)
        func row(_ metadata: JSONValue, _ options: PlanOptions = PlanOptions()) throws -> PlannedResource {
            var seen = PlanTests.ready(design)
            seen[read] = .value(ObjectState(object: ["metadata": metadata]))
            return try #require(Plan.make(design, seen, options: options)[.serviceAccount])
        }
        let helm = try row([
            "name": "ses-sender", "labels": ["app.kubernetes.io/managed-by": "Helm"],
            "annotations": ["meta.helm.sh/release-name": "shop", "meta.helm.sh/release-namespace": "default"],
        ])
        #expect(helm.action == .conflict && helm.gain == "made by the Helm release shop")
        #expect(helm.reason == "The Helm release shop made it, and it names no role.")
        #expect(
            helm.task
                == .putIntoManifest(
                    place: "the values of the Helm release shop",
                    line: "eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/ses-sender-role"))
        let s3: JSONValue = [
            "name": "ses-sender",
            "annotations": ["eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/team/shop-s3-reader"],
        ]
        let used = try row(s3)
        #expect(used.action == .conflict)
        #expect(
            used.reason
                == "Others made it, and it gives its pods the role arn:aws:iam::111122223333:role/team/shop-s3-reader already."
        )
        #expect(
            used.proposals.map(\.line) == [
                "names.role: shop-s3-reader", "names.rolePath: /team/", "another kubernetes.serviceAccount",
            ])
        let taken = try row(s3, PlanOptions(takeOver: [.serviceAccount]))
        #expect(taken.action == .change && taken.takesAccess)
        #expect(
            taken.risks == [
                "Pods started from now on get another role than arn:aws:iam::111122223333:role/team/shop-s3-reader."
            ])
        for (metadata, words) in [
            (
                ["annotations": ["argocd.argoproj.io/tracking-id": "shop:/ServiceAccount:default/ses-sender"]],
                "Argo CD's application shop"
            ),
            (["labels": ["kustomize.toolkit.fluxcd.io/name": "apps"]], "Flux's kustomization apps"),
            (["labels": ["helm.toolkit.fluxcd.io/name": "shop"]], "Flux's Helm release shop"),
            (["labels": ["app.kubernetes.io/managed-by": "eksctl"]], "eksctl"),
            (["managedFields": [["manager": "argocd-controller"]]], "Argo CD"),
            (["managedFields": [["manager": "kubectl-create"]]], "others"),
        ] as [(JSONValue, String)] {
            #expect(try row(metadata).gain == "made by \(words)")
        }
    }
}
