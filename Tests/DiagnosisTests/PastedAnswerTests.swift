import Calls
import Design
@testable import Diagnosis
import Identifiers
import TestAnswers
import Testing
import Wire

/// What `aws …` and `kubectl …` printed, pasted as the answer to an open call.
@Suite struct PastedAnswerTests {
    private let now = Timestamp(secondsSinceEpoch: 1_760_000_000)
    private let region = try? Region("eu-west-1")

    private var open: [Call] {
        get throws {
            [
                .getRole("ses-sender-role"), .getRole("other-role"), .listAttachedRolePolicies("ses-sender-role"),
                .listRolePolicies("ses-sender-role"), .getCallerIdentity(.eks), .getCallerIdentity(.ses),
                .getPolicy(try ARN("arn:aws:iam::111122223333:policy/ses-sender-policy")),
                .getPolicyVersion(try ARN("arn:aws:iam::111122223333:policy/ses-sender-policy"), "v2"),
                .getOpenIDConnectProvider(
                    try ARN("arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/AB")),
                .getAccount(.eks, in: region), .getAccount(.ses, in: region),
                .getEmailIdentity("no-reply@example.com", .ses, in: region),
                .describeCluster(try ClusterName("mail-prod"), in: region),
                .get(.serviceAccount, "ses-sender", in: "default"), .list(.pod, in: "default"),
            ]
        }
    }

    private func match(_ text: String, accounts: [Side: AccountID] = [:]) throws -> PastedAnswer {
        PastedAnswer.match(text, try open, accounts: accounts, at: now)
    }

    private func one(_ text: String, accounts: [Side: AccountID] = [:]) throws -> (call: Call, answer: Answer) {
        guard case .one(let call, let answer) = try match(text, accounts: accounts) else {
            throw Nothing(found: "\(try match(text, accounts: accounts))")
        }
        return (call, answer)
    }

    private struct Nothing: Error { let found: String }

    private let role = """
        {"Role": {"Path": "/", "RoleName": "ses-sender-role", "RoleId": "AROAEXAMPLEROLE00001",
          "Arn": "arn:aws:iam::111122223333:role/ses-sender-role", "CreateDate": "2026-01-02T03:04:05+00:00",
          "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []}, "Unknown": 1}}
        """

    @Test func `a role answers the call for that role, and members that nobody knows are dropped`() throws {
        let found = try one(role)
        #expect(found.call == .getRole("ses-sender-role"))
        #expect(found.answer.value?["Role"]?["RoleId"] == "AROAEXAMPLEROLE00001")
        #expect(found.answer.value?["Role"]?["Unknown"] == nil)
        #expect(found.answer.caller == "pasted" && found.answer.at == now && found.answer.isWhole)
    }

    @Test func `the prompt and the command before it are passed over`() throws {
        #expect(
            try one("$ aws iam get-role --role-name ses-sender-role\n\(role)\n$ ").call == .getRole("ses-sender-role"))
    }

    @Test func `lists that go on are not whole`() throws {
        let found = try one(
            """
            {"AttachedPolicies": [{"PolicyName": "p", "PolicyArn": "arn:aws:iam::aws:policy/p"}], "IsTruncated": true,
             "Marker": "x"}
            """)
        #expect(found.call == .listAttachedRolePolicies("ses-sender-role"))
        #expect(!found.answer.isWhole)
        #expect(try one("{\"PolicyNames\": []}").call == .listRolePolicies("ses-sender-role"))
    }

    @Test func `what both accounts are asked is asked back, or told apart by the account`() throws {
        guard case .several(let fits) = try match("{\"ProductionAccessEnabled\": false, \"SendingEnabled\": true}")
        else {
            Issue.record("one")
            return
        }
        #expect(fits.map(\.call.side) == [.eks, .ses])
        let caller = """
            {"UserId": "AIDAEXAMPLEUSER00001", "Account": "444455556666", "Arn": "arn:aws:iam::444455556666:user/x"}
            """
        guard case .several = try match(caller) else {
            Issue.record("the accounts are not known")
            return
        }
        let accounts: [Side: AccountID] = [.eks: try AccountID("111122223333"), .ses: try AccountID("444455556666")]
        #expect(try one(caller, accounts: accounts).call == .getCallerIdentity(.ses))
    }

    @Test func `policies, providers, clusters and identities are known by their names`() throws {
        #expect(
            try one(
                """
                {"Policy": {"PolicyName": "p", "PolicyId": "ANPAEXAMPLE", "DefaultVersionId": "v2",
                 "Arn": "arn:aws:iam::111122223333:policy/ses-sender-policy"}}
                """
            ).call.operation == .getPolicy)
        #expect(
            try one("{\"PolicyVersion\": {\"VersionId\": \"v2\", \"Document\": {}}}").call.operation
                == .getPolicyVersion)
        guard case .none = try match("{\"PolicyVersion\": {\"VersionId\": \"v1\", \"Document\": {}}}") else {
            Issue.record("another version")
            return
        }
        #expect(
            try one("{\"Url\": \"oidc.eks.eu-west-1.amazonaws.com/id/AB\", \"ClientIDList\": [\"sts.amazonaws.com\"]}")
                .call
                .operation == .getOpenIDConnectProvider)
        #expect(
            try one("{\"cluster\": {\"name\": \"mail-prod\", \"status\": \"ACTIVE\"}}").call.operation
                == .describeCluster)
        #expect(
            try one("{\"IdentityType\": \"EMAIL_ADDRESS\", \"VerifiedForSendingStatus\": true, \"Policies\": {}}").call
                .operation == .getEmailIdentity)
    }

    @Test func `kubectl's object, list and YAML are taken`() throws {
        let account = """
            {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "ses-sender", "namespace": "default",
              "annotations": {"eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/ses-sender-role"}}}
            """
        let call = Call.get(.serviceAccount, "ses-sender", in: "default")
        #expect(try one(account).call == call)
        let list = "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [\(account)]}"
        #expect(try one(list).answer.value == one(account).answer.value)
        let yaml = """
            apiVersion: v1
            kind: ServiceAccount
            metadata:
              name: ses-sender
              namespace: default
            """
        #expect(try one("$ kubectl get sa -o yaml\n\(yaml)").call == call)
        let pods = """
            {"apiVersion": "v1", "kind": "PodList", "items": [{"kind": "Pod", "metadata": {"name": "a",
              "namespace": "default"}, "spec": {"containers": [{"name": "c", "env": [{"name": "PASSWORD",
              "value": "hush-hush"}]}]}}]}
            """
        let found = try one(pods)
        #expect(found.call == .list(.pod, in: "default"))
        #expect(!"\(found.answer)".contains("hush-hush"))
    }

    @Test func `a refusal answers its call as well`() throws {
        let absent = try one(
            "An error occurred (NotFoundException) when calling the GetEmailIdentity operation: Email identity x does not exist."
        )
        #expect(absent.call.operation == .getEmailIdentity)
        #expect(absent.answer.failure?.kind == .absent)
        let missing = try one("Error from server (NotFound): serviceaccounts \"ses-sender\" not found")
        #expect(missing.call == .get(.serviceAccount, "ses-sender", in: "default"))
        #expect(missing.answer.failure?.kind == .absent)
        let refused = try one(
            "Error from server (Forbidden): pods is forbidden: User \"x\" cannot list resource \"pods\"")
        #expect(refused.call == .list(.pod, in: "default"))
        #expect(refused.answer.failure?.kind == .denied)
        guard
            case .several(let fits) = try match(
                "An error occurred (NoSuchEntity) when calling the GetRole operation: The role cannot be found.")
        else {
            Issue.record("two roles are open")
            return
        }
        #expect(fits.count == 2)
    }

    @Test(arguments: [
        ("hello", "This is no JSON."), ("{\"Role\": ", "This is no JSON."),
        ("{\"Role\": {]}", "This is not the whole answer"),
        ("{\"Users\": []}", "This answers none of the 15 calls that are open here. It holds Users."),
        ("{\"kind\": \"Secret\", \"data\": {}}", "This is a Secret"),
        ("{\"Role\": {\"RoleName\": \"third\", \"RoleId\": \"x\", \"Arn\": \"y\"}}", "This answers none"),
        ("{}", "This answers none of the 15 calls"), ("[1]", "This is no JSON"),
        ("An error occurred (X) when calling the ListUsers operation: no", "This is a refusal of ListUsers (X)"),
    ])
    func `what fits nothing is told in a sentence`(text: String, sentence: String) throws {
        guard case .none(let told) = try match(text) else {
            Issue.record("it fits")
            return
        }
        #expect(told.hasPrefix(sentence), "\(told)")
    }

    @Test func `without an open call nothing is taken`() throws {
        guard case .none(let told) = PastedAnswer.match(role, [Call](), at: now) else {
            Issue.record("it fits")
            return
        }
        #expect(told == "No answer is missing here, so nothing can be pasted.")
    }

    @Test func `a pasted answer is judged as a read one, and its evidence says that it was pasted`() throws {
        let design = try World.design()
        let subject = Subject(try World.answers())
        var seen = World.ready(design)
        let call = Read.role(design.roleName).call
        let wrong = try World.changed(design.trustPolicyDocument, ":ses-sender\"", ":other\"")
        let text = JSONValue.object([
            "Role": [
                "RoleName": "ses-sender-role", "RoleId": .string(World.roleID), "Arn": .string(design.roleARN.text),
                "AssumeRolePolicyDocument": wrong,
            ]
        ]).serialized(.pretty)
        guard case .one(let found, let answer) = PastedAnswer.match(text, [call], at: now) else {
            Issue.record("it fits nothing")
            return
        }
        #expect(found == call)
        seen[call] = answer
        let diagnosis = Doctor.diagnose(subject, seen, at: now)
        let root = try #require(diagnosis.rootCauses.first)
        #expect(diagnosis.rootCauses.map(\.code) == ["TRUST-SUBJECT"])
        #expect(!root.evidence.isEmpty)
        #expect(root.evidence.allSatisfy { $0.source == .pasted })
        // Other answers were read: what rests on them is seen.
        let others = diagnosis.findings.flatMap(\.evidence).filter { !$0.call.hasSuffix("GetRole") }
        #expect(others.allSatisfy { $0.source == .seen })
    }
}
