import AWSClient
import Calls
import Design
import Diagnosis
import Observation
import Setup
import Simulator
import Testing
import Wire
import Work

/// Every service account of a cluster looked at together.
@Suite struct FleetTests {
    /// Makes service accounts with a role each, as other people would; every third has no role behind it.
    private static func fill(_ bench: Bench, from first: Int = 0, _ count: Int) async throws -> SetupWork {
        let work = try await bench.work()
        let cluster = try #require(work.context.cluster)
        let session = try #require(work.context.eks?.bound(to: try bench.answers().eksAccount))
        let design = try DelegateSending(try bench.answers())
        for number in first..<count {
            let account = "fleet-\(number)"
            let role = "arn:aws:iam::111122223333:role/\(account)"
            _ = try await cluster.perform(
                .apply([
                    "apiVersion": "v1", "kind": "ServiceAccount",
                    "metadata": [
                        "name": .string(account), "namespace": "default",
                        "annotations": ["eks.amazonaws.com/role-arn": .string(role)],
                    ],
                ]))
            guard number % 3 != 0 else { continue }
            let trust = try JSONValue.parse(
                design.trustPolicyDocument.serialized().replacing("ses-sender\"", with: "\(account)\""))
            _ = try await session.perform(
                Call(.createRole, .eks, ["RoleName": .string(account), "AssumeRolePolicyDocument": trust]))
        }
        _ = bench.takeAsked()
        return work
    }

    @Test func `what is shared is asked once, and the worst comes first`() async throws {
        try await Bench.run("ready") { bench in
            var perAccount: [Int] = []
            for (first, count) in [(0, 6), (6, 24)] {
                let work = try await Self.fill(bench, from: first, count)
                let look = await work.diagnoseAll()
                bench.expectOnlyReads()
                let diagnosis = look.diagnosis
                #expect(diagnosis.untold == nil)
                #expect(diagnosis.rows.count == count + 1)
                #expect(diagnosis.count(.broken) == count / 3)
                #expect(diagnosis.rows.first?.code == "STS-ROLE-MISSING")
                #expect(Set(look.made.map(\.call)).count == look.made.count)
                #expect(look.rounds <= 8)
                let own = try #require(diagnosis.rows.first { $0.name == "default/ses-sender" })
                #expect(own.sends && own.state != .broken, "\(own.diagnosis.rootCauses.map(\.code))")
                perAccount.append(look.made.count)
            }
            // Four times as many cost no call more.
            #expect(perAccount[1] <= perAccount[0] + 2, "\(perAccount)")
        }
    }

    @Test func `where all roles may not be read at once each is read alone`() async throws {
        try await Bench.run("ready") { bench in
            let work = try await Self.fill(bench, 3)
            let refusal = FaultRule.Kind.error(
                status: 403, code: "AccessDenied",
                message: "User: arn:aws:iam::111122223333:user/reader is not authorized to perform: "
                    + "iam:GetAccountAuthorizationDetails on resource: *")
            bench.world.change {
                $0.options.faults.append(
                    FaultRule(refusal, service: "iam", operation: "GetAccountAuthorizationDetails"))
            }
            let look = await work.diagnoseAll()
            #expect(look.diagnosis.rows.map(\.code).filter { $0 == "STS-ROLE-MISSING" }.count == 1)
            #expect(look.diagnosis.rows.count == 4)
            let asked = bench.takeAsked()
            #expect(asked.count { $0 == "GetRole" } >= 4)
        }
    }

    @Test func `the table for a spreadsheet has a line for each`() async throws {
        try await Bench.run("ready") { bench in
            let csv = await (try Self.fill(bench, 1)).diagnoseAll().diagnosis.csv
            #expect(
                csv == """
                    namespace,service account,role,state,root causes,pods,mail\r
                    default,fleet-0,fleet-0,broken,STS-ROLE-MISSING,0,no\r
                    default,ses-sender,ses-sender-role,right,,0,yes\r

                    """)
        }
    }
}
