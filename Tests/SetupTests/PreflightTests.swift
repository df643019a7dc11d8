import Calls
import Design
import IAMPolicy
import Identifiers
import Simulator
import Synchronization
import Testing
import Wire

@testable import Setup

/// What is asked before writing: whether the callers may.
struct PreflightTests {
    @Test(arguments: [
        ("arn:aws:iam::111122223333:user/me", nil), ("arn:aws:sts::111122223333:assumed-role/admin/session", "admin"),
        ("arn:aws-us-gov:sts::111122223333:assumed-role/admin/a/b", "admin"),
        ("arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_A_01/me@example.com", "AWSReservedSSO_A_01"),
        ("arn:aws:iam::111122223333:root", nil), ("arn:aws:sts::111122223333:federated-user/me", nil),
    ])
    func `the role behind a session`(caller: String, role: String?) throws {
        #expect(Preflight.role(try ARN(caller)) == role)
    }

    @Test func `IAM is told what the call brings along: tags, the boundary, the region`() async throws {
        try await Bench.run("fresh") { bench in
            let boundary = "arn:aws:iam::111122223333:policy/limit"
            let setup = try await bench.plan(try bench.answers([(.permissionsBoundary, boundary)]))
            let admin = try ARN("arn:aws:iam::111122223333:role/admin")
            func keys(_ address: ResourceAddress) throws -> [String: [String]] {
                let step = try #require(setup.plan[address]?.steps.first)
                let question = Preflight.question(admin, step, setup.design)
                #expect(question["PolicySourceArn"] == admin.text)
                let entries = question.input["ContextEntries"]?.array ?? []
                return Dictionary(
                    uniqueKeysWithValues: entries.map {
                        ($0["ContextKeyName"]?.string ?? "", $0["ContextKeyValues"]?.array?.compactMap(\.string) ?? [])
                    })
            }
            let role = setup.design.roleARN.text
            #expect(
                try keys(.role) == [
                    "aws:RequestTag/managed-by": ["sesame"], "aws:RequestTag/sesame-setup": [role],
                    "aws:TagKeys": ["managed-by", "sesame-setup"], "iam:PermissionsBoundary": [boundary],
                ])
            #expect(
                try keys(.roleAttachment) == [
                    "iam:PermissionsBoundary": [boundary],
                    "iam:PolicyARN": [setup.design.permissionsPolicyARN.text],
                ])
            #expect(try keys(.senderIdentity)["aws:RequestedRegion"] == ["eu-west-1"])
        }
    }

    @Test func `what hangs on a key that nobody knows is not missing, and is said`() throws {
        let account = try AccountID("111122223333")
        let found = Preflight.judged(
            [
                ["EvalActionName": "iam:CreateRole", "EvalDecision": "allowed", "MissingContextValues": ["aws:Extra"]],
                ["EvalActionName": "iam:TagRole", "EvalDecision": "explicitDeny", "MissingContextValues": []],
                [
                    "EvalActionName": "iam:CreatePolicy", "EvalDecision": "implicitDeny",
                    "MissingContextValues": ["aws:PrincipalOrgID", "aws:SourceVpc"],
                ],
            ], account)
        #expect(found.missing == [Denial(permission: "iam:TagRole", place: "111122223333")])
        #expect(
            found.doubts == [
                "Permissions not checked in 111122223333: iam:CreatePolicy depends on aws:PrincipalOrgID, aws:SourceVpc."
            ])
    }

    /// Changes what the EKS account's administrator may do.
    private func limit(_ bench: Bench, to document: String) throws {
        let policy = try StoredPolicy(document, kind: .identity)
        bench.world.change { state in
            state.accounts["111122223333"]?.iam.users["eks-admin"]?.attachedPolicies = []
            state.accounts["111122223333"]?.iam.users["eks-admin"]?.inlinePolicies = ["limit": policy]
        }
    }

    @Test func `who may not ask IAM is told once that nothing was checked, and goes on`() async throws {
        try await Bench.run("fresh") { bench in
            try limit(
                bench,
                to: """
                    {"Version": "2012-10-17", "Statement": [
                    {"Effect": "Allow", "Action": "*", "Resource": "*"},
                    {"Effect": "Deny", "Action": "iam:SimulatePrincipalPolicy", "Resource": "*"}]}
                    """)
            let said = Mutex<[String]>([])
            let report = try await bench.apply { event in
                if case .unchecked(let sentence) = event { said.withLock { $0.append(sentence) } }
            }
            #expect(report[.role]?.outcome == .done)
            #expect(
                said.withLock { $0 }
                    == ["Permissions not checked in 111122223333: needs iam:SimulatePrincipalPolicy."])
        }
    }

    @Test func `a boundary that the organisation demands hangs in the answer, then in the hint, until it is named`()
        async throws
    {
        try await Bench.run("boundary-demanded") { bench in
            let setup = try await bench.plan()
            let found = await Preflight.check(setup.plan, setup.design, setup.observations, bench.context)
            #expect(found.missing == [])
            #expect(
                found.doubts.contains(
                    "Permissions not checked in 111122223333: iam:CreateRole depends on iam:PermissionsBoundary."))
            let refused = try await bench.apply()
            #expect(refused[.role]?.outcome == .failed)
            #expect(refused[.role]?.problem?.sentence.contains("names.permissionsBoundary") == true)
            let answers = try bench.answers([
                (.permissionsBoundary, "arn:aws:iam::111122223333:policy/workload-boundary")
            ])
            let named = try await bench.plan(answers)
            let again = await Preflight.check(named.plan, named.design, named.observations, bench.context)
            #expect(again.missing == [] && again.doubts == [])
            let report = try await bench.apply(answers)
            #expect(report[.role]?.outcome == .done)
            #expect(report[.roleAttachment]?.outcome == .done)
        }
    }

    @Test func `a refusal to make the role names the boundary as possible`() async throws {
        try await Bench.run("fresh") { bench in
            try limit(
                bench,
                to: """
                    {"Version": "2012-10-17", "Statement": [
                    {"Effect": "Allow", "Action": "*", "Resource": "*"},
                    {"Effect": "Deny", "Action": "iam:SimulatePrincipalPolicy", "Resource": "*"},
                    {"Effect": "Deny", "Action": "iam:CreateRole", "Resource": "*"}]}
                    """)
            let hint = "Possible: the organisation allows roles only with its permissions boundary"
            let report = try await bench.apply()
            #expect(report[.role]?.outcome == .failed)
            #expect(report[.role]?.problem?.sentence.contains(hint) == true)
        }
    }

    @Test func `nothing is missing on a world that is open, and nobody is asked about what is there`() async throws {
        try await Bench.run("fresh") { bench in
            let setup = try await bench.plan()
            let found = await Preflight.check(setup.plan, setup.design, setup.observations, bench.context)
            #expect(found.missing == [])
            #expect(found.doubts == [])
        }
        try await Bench.run("ready") { bench in
            let setup = try await bench.plan()
            bench.log.clear()
            let found = await Preflight.check(setup.plan, setup.design, setup.observations, bench.context)
            #expect(found.missing == [] && found.doubts == [])
            #expect(!bench.log.all.contains { $0.operation == "SimulatePrincipalPolicy" })
        }
    }
}
