import Testing
import Wire

@testable import Simulator

/// IAM as its API shows it: forms, limits, refusals.
struct IAMTests {
    static let document =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ses:SendEmail","Resource":"*"}]}"#
    static let trust =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"#
        + #""Action":"sts:AssumeRole"}]}"#
    static let arn = "arn:aws:iam::111122223333:policy/p"

    // MARK: Providers

    @Test func `a provider is made, shown without scheme, and made only once`() throws {
        let test = try TestWorld()
        let url = ["Url": "https://" + TestWorld.issuer, "ClientIDList.member.1": "sts.amazonaws.com"]
        let created = try test.query("iam", "CreateOpenIDConnectProvider", url)
        let arn = "arn:aws:iam::111122223333:oidc-provider/" + TestWorld.issuer
        #expect(created.element("OpenIDConnectProviderArn") == arn)
        let shown = try test.query("iam", "GetOpenIDConnectProvider", ["OpenIDConnectProviderArn": arn])
        #expect(shown.element("Url") == TestWorld.issuer)
        #expect(shown.text.contains("<member>sts.amazonaws.com</member>"))
        #expect(
            try test.query("iam", "CreateOpenIDConnectProvider", url).refusal
                == "409 EntityAlreadyExists Provider with url https://\(TestWorld.issuer) already exists.")
        #expect(try test.query("iam", "ListOpenIDConnectProviders").text.contains("<Arn>\(arn)</Arn>"))
        #expect(
            try test.query("iam", "GetOpenIDConnectProvider", ["OpenIDConnectProviderArn": arn + "0"]).refusal
                == "404 NoSuchEntity OpenIDConnect Provider not found for arn \(arn)0")
        #expect(
            try test.query("iam", "GetOpenIDConnectProvider", ["OpenIDConnectProviderArn": arn], by: "ses").message
                .hasSuffix("because no resource-based policy allows the iam:GetOpenIDConnectProvider action"))
    }

    @Test(arguments: ["http://issuer.example.com", "https://", "https://issuer.example.com:8443/id", "https://a/b?c"])
    func `an issuer's URL must be one`(_ url: String) throws {
        let answer = try TestWorld().query("iam", "CreateOpenIDConnectProvider", ["Url": url])
        #expect(answer.status == 400)
        #expect(answer.code == "ValidationError")
    }

    @Test func `tags of a provider come and go`() throws {
        let test = try TestWorld()
        let arn = "arn:aws:iam::111122223333:oidc-provider/issuer.example.com"
        try test.query(
            "iam", "CreateOpenIDConnectProvider",
            [
                "Url": "https://issuer.example.com", "Tags.member.1.Key": "managed-by",
                "Tags.member.1.Value": "sesame",
            ])
        let id = ["OpenIDConnectProviderArn": arn]
        #expect(try test.query("iam", "ListOpenIDConnectProviderTags", id).text.contains("<Key>managed-by</Key>"))
        try test.query("iam", "UntagOpenIDConnectProvider", id.merging(["TagKeys.member.1": "managed-by"]) { $1 })
        #expect(try !test.query("iam", "ListOpenIDConnectProviderTags", id).text.contains("managed-by"))
    }

    // MARK: Roles

    @Test func `a role keeps what it was given`() throws {
        let test = try TestWorld()
        let created = try test.query(
            "iam", "CreateRole",
            [
                "RoleName": "r", "Path": "/mail/", "AssumeRolePolicyDocument": Self.trust, "Description": "sends",
                "MaxSessionDuration": "7200", "Tags.member.1.Key": "a", "Tags.member.1.Value": "b",
            ])
        #expect(created.element("Arn") == "arn:aws:iam::111122223333:role/mail/r")
        #expect(created.element("RoleId")?.hasPrefix("AROA") == true)
        let shown = try test.query("iam", "GetRole", ["RoleName": "r"])
        #expect(shown.element("AssumeRolePolicyDocument") == Percent.encode(Self.trust))
        #expect(shown.element("MaxSessionDuration") == "7200")
        #expect(shown.element("Description") == "sends")
        #expect(shown.element("CreateDate") == "2026-01-02T03:04:05Z")
        #expect(shown.text.contains("<Key>a</Key>"))
        #expect(
            try test.query("iam", "CreateRole", ["RoleName": "R", "AssumeRolePolicyDocument": Self.trust]).refusal
                == "409 EntityAlreadyExists Role with name R already exists.")
    }

    @Test func `a trust policy must name principals that exist`() throws {
        let test = try TestWorld()
        let missing = "arn:aws:iam::444455556666:role/nobody"
        let document = Self.trust.replacing("\"111122223333\"", with: "\"\(missing)\"")
        #expect(
            try test.query("iam", "CreateRole", ["RoleName": "r", "AssumeRolePolicyDocument": document]).refusal
                == "400 MalformedPolicyDocument Invalid principal in policy: \"AWS\":\"\(missing)\"")
        let nonsense = try test.query("iam", "CreateRole", ["RoleName": "r", "AssumeRolePolicyDocument": "{"])
        #expect(nonsense.code == "MalformedPolicyDocument")
        #expect(try test.query("iam", "GetRole", ["RoleName": "r"]).status == 404)
    }

    @Test func `names are checked`() throws {
        let test = try TestWorld()
        let long = try test.query(
            "iam", "CreateRole",
            ["RoleName": String(repeating: "r", count: 65), "AssumeRolePolicyDocument": Self.trust])
        #expect(long.code == "ValidationError")
        #expect(long.message.contains("Member must have length less than or equal to 64"))
        #expect(
            try test.query("iam", "GetRole", ["RoleName": "a b"]).refusal
                == "400 ValidationError 1 validation error detected: Value 'a b' at 'roleName' failed to satisfy "
                + "constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+")
        #expect(
            try test.query("iam", "GetRole").refusal
                == "400 ValidationError 1 validation error detected: Value null at 'roleName' failed to satisfy "
                + "constraint: Member must not be null")
    }

    @Test func `a role is deleted last`() throws {
        let test = try TestWorld()
        let role = ["RoleName": "r"]
        try test.query("iam", "CreateRole", ["RoleName": "r", "AssumeRolePolicyDocument": Self.trust])
        try test.query("iam", "PutRolePolicy", ["RoleName": "r", "PolicyName": "i", "PolicyDocument": Self.document])
        try test.query("iam", "CreatePolicy", ["PolicyName": "p", "PolicyDocument": Self.document])
        let attachment = ["RoleName": "r", "PolicyArn": Self.arn]
        #expect(try test.query("iam", "AttachRolePolicy", attachment).status == 200)
        #expect(try test.query("iam", "AttachRolePolicy", attachment).status == 200)
        #expect(try test.query("iam", "ListAttachedRolePolicies", role).text.contains(Self.arn))
        #expect(
            try test.query("iam", "DeleteRole", role).refusal
                == "409 DeleteConflict Cannot delete entity, must detach all policies first.")
        #expect(try test.query("iam", "DeletePolicy", ["PolicyArn": Self.arn]).code == "DeleteConflict")
        try test.query("iam", "DetachRolePolicy", attachment)
        #expect(
            try test.query("iam", "DetachRolePolicy", attachment).refusal
                == "404 NoSuchEntity Policy \(Self.arn) was not found.")
        #expect(
            try test.query("iam", "DeleteRole", role).refusal
                == "409 DeleteConflict Cannot delete entity, must delete policies first.")
        let inline = ["RoleName": "r", "PolicyName": "i"]
        #expect(
            try test.query("iam", "GetRolePolicy", inline).element("PolicyDocument") == Percent.encode(Self.document))
        #expect(try test.query("iam", "ListRolePolicies", role).text.contains("<member>i</member>"))
        try test.query("iam", "DeleteRolePolicy", inline)
        #expect(try test.query("iam", "ListInstanceProfilesForRole", role).status == 200)
        #expect(try test.query("iam", "DeleteRole", role).status == 200)
        #expect(try test.query("iam", "DeletePolicy", ["PolicyArn": Self.arn]).status == 200)
        #expect(
            try test.query("iam", "GetRole", role).refusal
                == "404 NoSuchEntity The role with name r cannot be found.")
    }

    @Test func `lists come in pages`() throws {
        let test = try TestWorld()
        for number in 0..<5 {
            try test.query("iam", "CreateRole", ["RoleName": "r\(number)", "AssumeRolePolicyDocument": Self.trust])
        }
        var names: [String] = []
        var marker: String?
        repeat {
            var parameters = ["MaxItems": "2"]
            parameters["Marker"] = marker
            let page = try test.query("iam", "ListRoles", parameters)
            names += page.text.matches(of: /<RoleName>(\w+)</).map { String($0.output.1) }
            marker = page.element("Marker")
            #expect((page.element("IsTruncated") == "true") == (marker != nil))
        } while marker != nil
        #expect(names == ["r0", "r1", "r2", "r3", "r4"])
        #expect(try test.query("iam", "ListRoles", ["Marker": "nonsense"]).code == "ValidationError")
        #expect(try test.query("iam", "ListRoles", ["MaxItems": "0"]).code == "ValidationError")
    }

    // MARK: Managed policies

    @Test func `a policy has five versions at most`() throws {
        let test = try TestWorld()
        let created = try test.query("iam", "CreatePolicy", ["PolicyName": "p", "PolicyDocument": Self.document])
        #expect(created.element("Arn") == Self.arn)
        let version = ["PolicyArn": Self.arn, "PolicyDocument": Self.document, "SetAsDefault": "true"]
        for number in 2...5 {
            #expect(try test.query("iam", "CreatePolicyVersion", version).element("VersionId") == "v\(number)")
        }
        #expect(
            try test.query("iam", "CreatePolicyVersion", version).refusal
                == "409 LimitExceeded A managed policy can have up to 5 versions. Before you create a new version, you "
                + "must delete an existing version.")
        #expect(
            try test.query("iam", "DeletePolicyVersion", ["PolicyArn": Self.arn, "VersionId": "v5"]).refusal
                == "409 DeleteConflict Cannot delete the default version of a policy.")
        #expect(try test.query("iam", "DeletePolicyVersion", ["PolicyArn": Self.arn, "VersionId": "v1"]).status == 200)
        #expect(try test.query("iam", "CreatePolicyVersion", version).element("VersionId") == "v6")
        #expect(try test.query("iam", "GetPolicy", ["PolicyArn": Self.arn]).element("DefaultVersionId") == "v6")
        try test.query("iam", "SetDefaultPolicyVersion", ["PolicyArn": Self.arn, "VersionId": "v2"])
        let shown = try test.query("iam", "GetPolicyVersion", ["PolicyArn": Self.arn, "VersionId": "v2"])
        #expect(shown.element("IsDefaultVersion") == "true")
        #expect(shown.element("Document") == Percent.encode(Self.document))
        #expect(try test.query("iam", "DeletePolicy", ["PolicyArn": Self.arn]).code == "DeleteConflict")
        #expect(
            try test.query("iam", "CreatePolicy", ["PolicyName": "p", "PolicyDocument": Self.document]).refusal
                == "409 EntityAlreadyExists A policy called p already exists. Duplicate names are not allowed.")
        #expect(
            try test.query("iam", "GetPolicy", ["PolicyArn": Self.arn + "x"]).refusal
                == "404 NoSuchEntity Policy \(Self.arn)x was not found.")
    }

    @Test func `the policy simulator answers for the principal's own policies`() throws {
        let test = try TestWorld("ready")
        let role = "arn:aws:iam::111122223333:role/ses-sender-role"
        let answer = try test.query(
            "iam", "SimulatePrincipalPolicy",
            [
                "PolicySourceArn": role, "ActionNames.member.1": "ses:SendEmail",
                "ActionNames.member.2": "ses:DeleteIdentity",
                "ResourceArns.member.1": "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com",
            ])
        let decisions = answer.text.matches(of: /<EvalDecision>(\w+)</).map { String($0.output.1) }
        #expect(decisions == ["allowed", "implicitDeny"])
        #expect(
            try test.query(
                "iam", "SimulatePrincipalPolicy",
                ["PolicySourceArn": role + "x", "ActionNames.member.1": "ses:SendEmail"]
            ).code == "NoSuchEntity")
    }

    // MARK: Permissions and time

    @Test func `a caller without the permission is told which one it lacks`() throws {
        let test = try TestWorld()
        var signer = try test.signer("eks", "iam")
        signer.accessKeyID = "AKIARESTRICTED000000"
        let key = (signer.accessKeyID, signer.secret)
        test.world.change { state in
            state[iam: TestWorld.eks].users["restricted"] = IAMUser(
                name: "restricted", id: "AIDARESTRICTED", created: TestWorld.start,
                accessKeys: [key.0: SecretKey(key.1)])
        }
        #expect(
            try test.query("iam", "GetRole", ["RoleName": "r"], signer: signer).refusal
                == "403 AccessDenied User: arn:aws:iam::111122223333:user/restricted is not authorized to perform: "
                + "iam:GetRole on resource: arn:aws:iam::111122223333:role/r because no identity-based policy allows "
                + "the iam:GetRole action")
        #expect(try test.rest("eks", "GET", "/clusters/mail-prod", signer: signer).code == "AccessDeniedException")
        #expect(try test.query("ses", "GetSendQuota", signer: signer).message.hasPrefix("User `arn:aws:iam::"))
        #expect(try test.query("sts", "GetCallerIdentity", signer: signer).status == 200)
    }

    @Test func `IAM is late for the others, not for itself`() throws {
        let test = try TestWorld("ready")
        test.world.change { $0.options.iamPropagationDelay = 10 }
        let trust = try #require(test.world.read { $0[iam: TestWorld.eks].roles["ses-sender-role"]?.trust.text })
        try test.query("iam", "CreateRole", ["RoleName": "late", "AssumeRolePolicyDocument": trust])
        #expect(try test.query("iam", "GetRole", ["RoleName": "late"]).status == 200)
        let arn = "arn:aws:iam::111122223333:role/late"
        #expect(try test.assume(role: arn).code == "AccessDenied")
        let policy = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"\(arn)"},\
            "Action":"ses:SendEmail","Resource":"\(ChainTests.sender)"}]}
            """
        let parameters = ["Identity": "no-reply@example.com", "PolicyName": "late", "Policy": policy]
        #expect(
            try test.query("ses", "PutIdentityPolicy", parameters, by: "ses").refusal
                == "400 InvalidPolicy Invalid principal in policy: \"AWS\":\"\(arn)\"")
        test.world.clock.advance(seconds: 9)
        #expect(try test.assume(role: arn).code == "AccessDenied")
        test.world.clock.advance(seconds: 1)
        #expect(try test.assume(role: arn).status == 200)
        #expect(try test.query("ses", "PutIdentityPolicy", parameters, by: "ses").status == 200)
    }
}
