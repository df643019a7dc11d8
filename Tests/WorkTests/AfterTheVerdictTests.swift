import AWSClient
import Calls
import Design
import Diagnosis
import Setup
import Simulator
import Synchronization
import Testing
import Wire
import Work

/// What comes after the verdict: since when, proven or not, and watching until it is right.
@Suite struct AfterTheVerdictTests {
    @Test func `who changed it last is told, by reading alone`() async throws {
        try await Bench.run("irsa-sub-wrong-namespace") { bench in
            let work = try await bench.work()
            let before = await work.diagnose()
            let look = await work.withHistory(before)
            let cause = try #require(look.diagnosis.rootCauses.first)
            #expect(cause.since.contains("UpdateAssumeRolePolicy by "), "\(cause.evidence.map(\.call))")
            #expect(look.diagnosis.calls > before.diagnosis.calls)
            #expect(look.diagnosis.verdict == before.diagnosis.verdict)
            bench.expectOnlyReads()
        }
    }

    @Test func `a history that may not be read changes nothing`() async throws {
        try await Bench.run("irsa-sub-wrong-namespace") { bench in
            let work = try await bench.work()
            let before = await work.diagnose()
            let refusal = FaultRule.Kind.error(
                status: 403, code: "AccessDeniedException",
                message: "not authorized to perform: cloudtrail:LookupEvents")
            bench.world.change { $0.options.faults = [FaultRule(refusal, service: "cloudtrail")] }
            let look = await work.withHistory(before)
            #expect(look.diagnosis.findings == before.diagnosis.findings)
            #expect(look.diagnosis.exitCode() == before.diagnosis.exitCode())
        }
    }

    @Test func `what is right is proven by taking the role, and what is refused is told by AWS itself`() async throws {
        try await Bench.run("ready") { bench in
            let work = try await bench.work()
            let look = try await work.prove(await work.diagnose())
            #expect(look.proof?.map(\.name) == [.annotation, .token, .assumeRole, .caller])
            #expect(look.diagnosis.isProven, "\(look.diagnosis.verdict)")
        }
        try await Bench.run("irsa-sub-wrong-namespace") { bench in
            let work = try await bench.work()
            let look = try await work.prove(await work.diagnose())
            #expect(!look.diagnosis.isProven && look.diagnosis.rootCauses.map(\.code) == ["TRUST-SUBJECT"])
            #expect(look.diagnosis.rootCauses[0].evidence.contains { $0.source == .proven })
            #expect(look.diagnosis.rootCauses[0].awsSays.contains("AssumeRoleWithWebIdentity"))
        }
    }

    @Test func `one mail goes out with a probe only where it is wanted, and proves the doors`() async throws {
        try await Bench.run("ready") { bench in
            let work = try await bench.work()
            let look = try await work.prove(await work.diagnose(), sendsMail: true)
            let mail = try #require(look.proof?.last)
            #expect(look.proof?.map(\.name) == [.annotation, .token, .assumeRole, .caller, .send])
            guard mail.isOK else {
                // Least privilege may refuse the test mailbox: likely no fault, and never told as one.
                let found = look.diagnosis.findings.first { $0.code == "SES-RECEIVER-GRANT" }
                #expect(found?.status == .note && look.diagnosis.rootCauses.isEmpty, "\(look.diagnosis.verdict)")
                return
            }
            let doors = look.diagnosis.findings.filter { [.permissions, .sendingPolicy].contains($0.link) }
            #expect(look.diagnosis.isProven && doors.contains { $0.evidence.contains { $0.source == .proven } })
        }
    }

    @Test func `watching ends when somebody has mended it, and says what changed`() async throws {
        try await Bench.run("irsa-sub-wrong-namespace") { bench in
            let mended = Mutex(false)
            let clock = EagerClock {
                guard
                    mended.withLock({ done in
                        defer { done = true }; return !done
                    })
                else { return }
                let other = try? await bench.work()
                guard let setup = try? await other?.plan() else { return }
                _ = try? await other?.applied(setup, ApplyOptions(only: [.role]), control: StopControl()) { _ in }
            }
            let patient = Workbench(bench.bench.ground, way: bench.bench.way, clock: clock)
            let work = try await SetupWork.open(patient, try bench.answers())
            let changes = Mutex<[LinkChange]>([])
            let last = await work.watch(await work.diagnose()) { _, found in changes.withLock { $0 += found } }
            #expect(last.diagnosis.isHealthy, "\(last.diagnosis.verdict)")
            let trust = try #require(changes.withLock { $0.first { $0.now.link == .trust } })
            #expect(trust.before == .wrong && (trust.now.state == .right || trust.now.state == .risk))
        }
    }
}

/// A clock on which waiting takes no time, and during which something else may happen.
private struct EagerClock: AWSClock {
    let meanwhile: @Sendable () async -> Void

    var now: Timestamp { SystemClock().now }
    var milliseconds: Int64 { SystemClock().milliseconds }
    func sleep(milliseconds: Int64) async { if milliseconds >= SetupWork.watchPause { await meanwhile() } }
}
