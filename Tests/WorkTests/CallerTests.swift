import Calls
import Design
import Identifiers
import Testing
import Wire
import Work

/// Who the callers are, and what is known of them from files alone.
@Suite struct CallerTests {
    @Test func `whoami names both callers, as the sides of the answers choose them`() async throws {
        try await Bench.run("fresh") { bench in
            let whoami = await Whoami.ask(bench.bench, try bench.answers().callers)
            #expect(whoami.callers[.eks]?.account.text == "111122223333")
            #expect(whoami.callers[.ses]?.profile == "ses-admin")
            #expect(whoami.document["eks"]?["region"] == "eu-west-1")
            #expect(whoami.document["ses"]?["expires"] == .null)
            #expect(whoami.exitCode == .success)
            #expect(bench.takeAsked() == ["GetCallerIdentity", "GetCallerIdentity"])
            let one = await Whoami.ask(bench.bench, [.eks: .profile("eks-admin"), .ses: .handOver])
            #expect(one.document["ses"] == .null && one.problems.isEmpty)
            #expect(bench.takeAsked() == ["GetCallerIdentity"])
        }
    }

    @Test func `a caller that nobody can be is a problem with a word, an end and no call`() async throws {
        try await Bench.run("fresh") { bench in
            guard case .failure(let problem) = await bench.bench.identify(.eks, .profile("gone")) else {
                Issue.record("somebody answered")
                return
            }
            #expect(problem.code == "NoCredentials" && problem.short == "no such profile")
            #expect(problem.exitCode == .badData && problem.failure == nil)
            #expect(problem.sentence.hasPrefix("There is no profile \"gone\""))
            #expect(bench.takeAsked().isEmpty)
        }
    }

    @Test func `keys that AWS does not know keep what AWS said`() async throws {
        let keys = "[eks-admin]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wrong\n"
        try await Bench.run("fresh", files: ["aws-credentials": keys]) { bench in
            let whoami = await Whoami.ask(bench.bench, [.eks: .profile("eks-admin")])
            let failure = try #require(whoami.problems[.eks]?.failure)
            #expect(failure.code == "InvalidClientTokenId" && failure.status == 403)
            #expect(failure.call == "sts GetCallerIdentity" && failure.requestID != nil)
            #expect(whoami.exitCode == .failed)
            let error = try #require(whoami.problems[.eks]?.document["error"])
            #expect(error["operation"] == "GetCallerIdentity" && error["service"] == "sts")
            #expect(error["requestId"]?.string == failure.requestID && error["status"] == .number("403"))
        }
    }

    @Test func `files tell profiles, contexts and what choosing them does, and nobody is asked`() async throws {
        try await Bench.run("fresh", isDemo: false) { bench in
            let local = bench.bench.localFindings()
            #expect(local.profiles.contains("eks-admin") && local.profiles.contains("ses-admin"))
            #expect(local.currentContext == "mail-prod" && local.currentCluster == "mail-prod")
            #expect(local.contextCallers["mail-prod-viewer"] == "mail-prod-viewer")
            #expect(local.outlooks[.profile("eks-admin")]?.leadsToSomebody == true)
            #expect(local.outlooks[.environment]?.leadsToSomebody == false)
            #expect(bench.bench.outlook(.profile("gone")).problem?.hasPrefix("There is no profile") == true)
            #expect(bench.takeAsked().isEmpty)
        }
    }
}
