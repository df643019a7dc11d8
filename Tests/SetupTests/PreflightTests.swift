import Design
import Identifiers
import Simulator
import Testing

@testable import Setup

/// What is asked before writing: whether the callers may.
struct PreflightTests {
    @Test(arguments: [
        ("arn:aws:iam::111122223333:user/me", "arn:aws:iam::111122223333:user/me"),
        ("arn:aws:iam::111122223333:user/team/me", "arn:aws:iam::111122223333:user/team/me"),
        ("arn:aws:sts::111122223333:assumed-role/admin/session", "arn:aws:iam::111122223333:role/admin"),
        ("arn:aws-us-gov:sts::111122223333:assumed-role/admin/a/b", "arn:aws-us-gov:iam::111122223333:role/admin"),
        (
            "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123/me@example.com",
            "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123"
        ),
        ("arn:aws:iam::111122223333:root", nil), ("arn:aws:sts::111122223333:federated-user/me", nil),
    ])
    func `the principal behind a caller, where IAM's simulator knows it`(caller: String, principal: String?) throws {
        #expect(Preflight.principal(try ARN(caller)) == principal)
    }

    @Test func `nothing is missing on a world that is open, and nobody is asked about what is there`() async throws {
        try await Bench.run("fresh") { bench in
            let setup = try await bench.plan()
            let missing = await Preflight.missing(setup.plan, setup.design, setup.observations, bench.context)
            #expect(missing == [])
        }
        try await Bench.run("ready") { bench in
            let setup = try await bench.plan()
            bench.log.clear()
            #expect(await Preflight.missing(setup.plan, setup.design, setup.observations, bench.context) == [])
            #expect(!bench.log.all.contains { $0.operation == "SimulatePrincipalPolicy" })
        }
    }
}
