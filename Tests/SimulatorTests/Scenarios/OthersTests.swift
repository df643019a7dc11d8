import IAMPolicy
import Testing
import Wire

@testable import Simulator

/// Worlds in which other people and tools were there first.
struct OthersTests {
    private static let letIn = [
        "role-of-others", "role-of-others-attached", "role-of-others-no-aud", "role-of-others-list",
        "role-of-others-like", "role-of-others-any-value", "role-of-others-two-clusters",
        "role-of-others-pod-identity",
    ]

    @Test(arguments: letIn) func `a role of others lets the token in and may send`(_ scenario: String) throws {
        let test = try TestWorld(scenario)
        #expect(try test.send().status == 200)
        let tags = test.world.read { $0[iam: TestWorld.eks].roles["ses-sender-role"]?.tags.count }
        #expect(tags == 0)
    }

    @Test func `one that lets somebody else in, and one that reads a bucket`() throws {
        #expect(try TestWorld("role-of-others-wrong-sub").assume().code == "AccessDenied")
        let test = try TestWorld("role-of-s3")
        let role = "arn:aws:iam::111122223333:role/shop-s3-reader"
        let session = try test.assume(role: role)
        #expect(session.status == 200)
        let signer = TestSigner(
            accessKeyID: session.element("AccessKeyId") ?? "", secret: session.element("SecretAccessKey") ?? "",
            token: session.element("SessionToken"), service: "ses")
        #expect(try test.send(signer: signer).code == "AccessDenied")
        let account = ObjectKey(resource: "serviceaccounts", namespace: "default", name: "ses-sender")
        let annotations = test.world.read { $0.cluster.objects[account]?.at(["metadata", "annotations"]) }
        #expect(annotations?["eks.amazonaws.com/role-arn"]?.string == role)
    }

    @Test func `the other cluster's service account keeps its role`() throws {
        let test = try TestWorld("role-of-others-two-clusters")
        let trust = try #require(test.world.read { $0[iam: TestWorld.eks].roles["ses-sender-role"]?.trust.document })
        #expect(trust.statements.count == 2)
        #expect(test.world.read { $0[iam: TestWorld.eks].providers.count } == 2)
        #expect(try TestWorld("twin-cluster").assume().code == "InvalidIdentityToken")
    }

    @Test func `a domain sends for every address beneath it`() throws {
        let test = try TestWorld("ses-domain-ready")
        let domain = "arn:aws:ses:eu-west-1:444455556666:identity/example.com"
        #expect(try test.send(sourceARN: domain).status == 200)
        let signer = try test.roleSigner()
        let sent = try test.query(
            "ses", "SendEmail",
            [
                "Source": "no-reply@mail.example.com", "Destination.ToAddresses.member.1": "ops@example.com",
                "Message.Subject.Data": "s", "Message.Body.Text.Data": "b", "SourceArn": domain,
            ], signer: signer)
        #expect(sent.status == 200, "\(sent.text)")
        #expect(try TestWorld("verified-domain").assume().code == "InvalidIdentityToken")
    }

    @Test func `a default configuration set goes through once the role may use it`() throws {
        #expect(try TestWorld("ses-config-set-permission").send().code == "AccessDenied")
        #expect(try TestWorld("ses-config-set-default").send().status == 200)
    }

    // MARK: A boundary that is demanded

    private static let role = "arn:aws:iam::111122223333:role/new"
    private static let boundary = "arn:aws:iam::111122223333:policy/workload-boundary"
    private static let trust = #"""
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}
        """#

    private func simulate(_ test: TestWorld, _ more: [String: String] = [:]) throws -> TestWorld.Answer {
        let question = [
            "PolicySourceArn": "arn:aws:iam::111122223333:user/eks-admin", "ActionNames.member.1": "iam:CreateRole",
            "ResourceArns.member.1": Self.role,
        ]
        return try test.query("iam", "SimulatePrincipalPolicy", question.merging(more) { $1 })
    }

    @Test func `the policy simulator says what it was not told, and takes it`() throws {
        let test = try TestWorld("boundary-demanded")
        let blind = try simulate(test)
        #expect(blind.element("EvalDecision") == "explicitDeny")
        #expect(
            blind.text.contains("<MissingContextValues>")
                && blind.text.contains("<member>iam:PermissionsBoundary</member>"))
        let entry = "ContextEntries.member.1."
        let told = [
            entry + "ContextKeyName": "iam:PermissionsBoundary", entry + "ContextKeyType": "string",
            entry + "ContextKeyValues.member.1": Self.boundary,
        ]
        let seen = try simulate(test, told)
        #expect(seen.element("EvalDecision") == "allowed")
        #expect(!seen.text.contains("iam:PermissionsBoundary"))
        let other = told.merging([entry + "ContextKeyValues.member.1": Self.boundary + "-of-others"]) { $1 }
        #expect(try simulate(test, other).element("EvalDecision") == "explicitDeny")
        let odd = try simulate(test, told.merging([entry + "ContextKeyType": "text"]) { $1 })
        #expect(odd.code == "ValidationError")
    }

    @Test func `roles are made with the boundary only, and it stays`() throws {
        let test = try TestWorld("boundary-demanded")
        let wanted = ["RoleName": "new", "AssumeRolePolicyDocument": Self.trust]
        let refused = try test.query("iam", "CreateRole", wanted)
        #expect(refused.code == "AccessDenied")
        #expect(
            refused.message.hasSuffix(
                "iam:CreateRole on resource: \(Self.role) with an explicit deny in an identity-based policy"))
        let made = try test.query("iam", "CreateRole", wanted.merging(["PermissionsBoundary": Self.boundary]) { $1 })
        #expect(made.status == 200, "\(made.text)")
        let attachment = ["RoleName": "new", "PolicyArn": "arn:aws:iam::aws:policy/AmazonSESFullAccess"]
        #expect(try test.query("iam", "AttachRolePolicy", attachment).status == 200)
        #expect(try test.query("iam", "DeleteRolePermissionsBoundary", ["RoleName": "new"]).code == "AccessDenied")
        let edge = ["RoleName": "new", "PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess"]
        #expect(try test.query("iam", "PutRolePermissionsBoundary", edge).code == "AccessDenied")
    }

    @Test func `tags of a request are asked for by key and value, and need their own action`() throws {
        let test = try TestWorld("fresh")
        let key = "Tags.member.1."
        let statement = #"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:CreatePolicy","Resource":"*","Condition":
            {"ForAllValues:StringEquals":{"aws:TagKeys":["team"]},"StringEquals":{"aws:RequestTag/team":"mail"}}}]}
            """#
        test.world.change { state in
            state[iam: TestWorld.eks].users["eks-admin"]?.attachedPolicies = []
            state[iam: TestWorld.eks].users["eks-admin"]?.inlinePolicies["p"] = try? StoredPolicy(
                statement, kind: .identity)
        }
        let wanted = [
            "PolicyName": "new",
            "PolicyDocument":
                #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ses:*","Resource":"*"}]}"#,
            key + "Key": "team", key + "Value": "mail",
        ]
        let half = try test.query("iam", "CreatePolicy", wanted)
        #expect(half.code == "AccessDenied")
        #expect(half.message.contains("iam:TagPolicy"))
        test.world.change { state in
            state[iam: TestWorld.eks].users["eks-admin"]?.inlinePolicies["p"] = try? StoredPolicy(
                statement.replacing("\"iam:CreatePolicy\"", with: "[\"iam:CreatePolicy\",\"iam:TagPolicy\"]"),
                kind: .identity)
        }
        let other = try test.query("iam", "CreatePolicy", wanted.merging([key + "Value": "web"]) { $1 })
        #expect(other.code == "AccessDenied")
        let more = ["Tags.member.2.Key": "cost", "Tags.member.2.Value": "1"]
        #expect(try test.query("iam", "CreatePolicy", wanted.merging(more) { $1 }).code == "AccessDenied")
        #expect(try test.query("iam", "CreatePolicy", wanted).status == 200)
    }
}
