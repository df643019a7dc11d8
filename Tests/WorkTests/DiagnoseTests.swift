import Calls
import Design
import Diagnosis
import Simulator
import Synchronization
import Testing
import Work

/// A look at a subject, from its first question to the verdict.
@Suite struct DiagnoseTests {
    @Test func `what is as wanted has no fault, in few round trips, and nothing is written`() async throws {
        try await Bench.run("ready") { bench in
            let events = Mutex<(rounds: Int, answers: Int)>((0, 0))
            let look = try await bench.work().diagnose { event in
                events.withLock { counts in
                    switch event {
                    case .asking: counts.rounds += 1
                    case .answered: counts.answers += 1
                    }
                }
            }
            #expect(look.diagnosis.rootCauses.isEmpty, "\(look.diagnosis.rootCauses.map(\.code))")
            #expect(look.rounds <= 8)
            #expect(events.withLock { $0.rounds } == look.rounds)
            #expect(events.withLock { $0.answers } == look.made.count)
            #expect(Set(look.made.map(\.call)).count == look.made.count, "a call is made once")
            #expect(look.made.allSatisfy { !$0.call.operation.effect.writes })
            bench.expectOnlyReads()
        }
    }

    @Test func `a fault is the one root cause`() async throws {
        try await Bench.run("irsa-sub-wrong-namespace") { bench in
            let look = try await bench.work().diagnose()
            #expect(look.diagnosis.rootCauses.map(\.code) == ["TRUST-SUBJECT"])
            bench.expectOnlyReads()
        }
    }

    @Test func `who stops gets the verdict of what was read, and the rest was not read`() async throws {
        try await Bench.run("ready") { bench in
            let work = try await bench.work()
            let task = Task { await work.diagnose() }
            task.cancel()
            let look = await task.value
            #expect(look.isStopped)
            #expect(look.diagnosis.findings.contains { $0.found == "not read: stopped" })
            #expect(!look.diagnosis.isHealthy && look.diagnosis.rootCauses.isEmpty)
        }
    }

    @Test func `answers of another account are judged by nobody`() async throws {
        try await Bench.run("ready") { bench in
            let work = try await bench.work([.eks: .profile("eks-admin"), .ses: .profile("eks-admin")])
            let look = await work.diagnose()
            #expect(look.diagnosis.rootCauses.filter { $0.link == .sendingPolicy }.isEmpty)
            let door = try #require(look.diagnosis.links.first { $0.link == .sendingPolicy })
            #expect(door.state == .cannotTell)
            // It waits for the right credentials, formally too.
            let root = try #require(look.diagnosis.rootCauses.first { $0.code == "CRED-ACCOUNT" })
            #expect(door.findings.allSatisfy { $0.status != .unknown || $0.consequenceOf == [root.id] })
            #expect(
                door.findings.contains {
                    $0.found.contains(
                        "there are no credentials for 444455556666; those of the SES account are of 111122223333")
                }, "\(door.findings.map(\.found))")
        }
    }

    @Test(arguments: [
        "arn:aws:iam::111122223333:role/ses-sender-role", "default/ses-sender",
        "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com",
    ])
    func `from any part of it the whole subject is found and judged`(_ word: String) async throws {
        try await Bench.run("ready") { bench in
            var known = Answers()
            try known.set("eks-admin", for: .eksProfile, from: .flag("--eks-profile"))
            try known.set("ses-admin", for: .sesProfile, from: .flag("--ses-profile"))
            let found = try await SetupWork.find(bench.bench, [try #require(SubjectClue(word))], known: known)
            #expect(found.found.problem == nil && found.found.choices.isEmpty)
            let wanted = try bench.answers()
            for field in [
                FieldID.eksAccount, .eksRegion, .eksCluster, .sesAccount, .sesRegion, .sesSender, .namespace,
                .serviceAccount, .role,
            ] {
                #expect(found.subject.answers[field] == wanted[field], "\(field) from \(word)")
            }
            let look = await found.work.diagnose(found.subject, seen: found.seen)
            #expect(look.diagnosis.rootCauses.isEmpty, "\(look.diagnosis.rootCauses.map(\.code))")
            #expect(!look.diagnosis.links.contains { $0.state == .wrong })
            bench.expectOnlyReads()
        }
    }

    @Test func `a pod that is gone is a sentence`() async throws {
        try await Bench.run("ready") { bench in
            var known = Answers()
            try known.set("eks-admin", for: .eksProfile, from: .flag("--eks-profile"))
            let found = try await SetupWork.find(
                bench.bench, [try #require(SubjectClue("default/gone-6d9f7c-x2lq7"))], known: known)
            #expect(found.found.problem?.contains("no pod gone-6d9f7c-x2lq7") == true)
        }
    }

    @Test func `a role of another partition is told at once`() async throws {
        try await Bench.run("ready") { bench in
            var known = Answers()
            try known.set("eks-admin", for: .eksProfile, from: .flag("--eks-profile"))
            await #expect(throws: Problem.self) {
                _ = try await SetupWork.find(
                    bench.bench, [try #require(SubjectClue("arn:aws-cn:iam::111122223333:role/r"))], known: known)
            }
        }
    }
}

extension Bench {
    /// Records an issue for every request that the simulator saw and that could change something.
    func expectOnlyReads() {
        // Who asks the cluster who it is creates a question, and nothing that stays.
        let reads = ["Get", "List", "Describe", "Lookup", "get ", "list ", "create selfsubjectreviews"]
        for operation in takeAsked() where !reads.contains(where: { operation.hasPrefix($0) }) {
            Issue.record("\(operation) does not only read")
        }
    }
}
