import AWSClient
import Calls
import Design
import Diagnosis
import Observation
import Setup
import Simulator
import Synchronization
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

    @Test func `who follows sees the same accounts by name, and in the end all of them complete`() async throws {
        try await Bench.run("ready") { bench in
            let work = try await Self.fill(bench, 6)
            let seen = Mutex<[FleetProgress]>([])
            let look = await work.diagnoseAll { progress in seen.withLock { $0.append(progress) } }
            let steps = seen.withLock { $0 }
            let last = try #require(steps.last)
            #expect(last.entries.map(\.name) == look.diagnosis.rows.map(\.name).sorted())
            #expect(last.settled == 7 && last.answers == look.made.count)
            #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.answers <= $1.answers })
            // Nobody is judged whose answers are not complete.
            #expect(steps.contains { step in step.entries.contains { $0.row == nil } })
            for entry in steps.flatMap(\.entries) where entry.row != nil { #expect(entry.row?.name == entry.name) }
        }
    }

    @Test func `a cause says since when it is so, and causes share the look-ups`() async throws {
        try await Bench.run("ready") { bench in
            let work = try await Self.fill(bench, 6)
            let session = try #require(work.context.eks?.bound(to: try bench.answers().eksAccount))
            for name in ["fleet-1", "fleet-2"] {
                _ = try await session.perform(Call(.deleteRole, .eks, ["RoleName": .string(name)]))
            }
            _ = bench.takeAsked()
            let look = await work.withHistory(await work.diagnoseAll())
            bench.expectOnlyReads()
            #expect(bench.takeAsked().count { $0 == "LookupEvents" } <= 3)
            let since = look.diagnosis.rows.filter { $0.code == "STS-ROLE-MISSING" }.map { row in
                (row.name, row.finding?.since.contains("DeleteRole") == true)
            }
            #expect(since.count == 4)
            for (name, isTold) in since {
                #expect(isTold == ["default/fleet-1", "default/fleet-2"].contains(name), "\(name)")
            }
        }
    }

    @Test func `one of them alone asks only what all did not`() async throws {
        try await Bench.run("ready") { bench in
            let work = try await Self.fill(bench, 3)
            let all = await work.diagnoseAll()
            let row = try #require(all.diagnosis.rows.first { $0.name == "default/ses-sender" })
            _ = bench.takeAsked()
            let one = await work.diagnose(row.diagnosis.subject, seen: all.seen)
            #expect(!bench.takeAsked().contains("GetAccountAuthorizationDetails"))
            #expect(Set(one.made.map(\.call)).isDisjoint(with: all.made.map(\.call)))
            let alone = await work.diagnose(row.diagnosis.subject)
            #expect(one.made.count < alone.made.count)
            #expect(one.diagnosis.rootCauses.map(\.code) == alone.diagnosis.rootCauses.map(\.code))
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
