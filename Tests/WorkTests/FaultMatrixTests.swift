import AWSClient
import Calls
import Design
import Diagnosis
import Foundation
import Setup
import Setup
import Simulator
import Testing
import Wire
import Work

/// Every world with a fault of doors, addresses or delivery: its code is the only root cause, found by reading alone.
@Suite struct FaultMatrixTests {
    /// The links that this is about.
    private static let links: Set<Link> = [.role, .permissions, .sendingPolicy, .sandbox, .delivery]

    private static let scenarios = (try? ScenarioCatalogue().scenarios) ?? []

    /// The scenarios with a code of these links.
    private static let faults = scenarios.filter { scenario in
        scenario.kind == .whole && scenario.code.map(isOurs) == true
    }

    private static func isOurs(_ code: String) -> Bool {
        Checks.all.contains { links.contains($0.link) && $0.link != .role && $0.codes.contains(code) }
    }

    @Test func `there are faults to look at`() { #expect(Self.faults.count >= 35) }

    @Test(arguments: faults.map(\.name))
    func `a fault is the only root cause, and says where, what and how`(_ name: String) async throws {
        let scenario = try #require(Self.scenarios.first { $0.name == name })
        try await Bench.run(name) { bench in
            let look = try await bench.work().diagnose(checks: Checks.all.filter { Self.links.contains($0.link) })
            let roots = look.diagnosis.rootCauses
            #expect(Set(roots.map(\.code)) == [scenario.code], "\(name): \(roots.map(\.report))")
            for root in roots {
                #expect(!root.expected.isEmpty && !root.found.isEmpty && !root.place.isEmpty, "\(root.report)")
                #expect(!root.brief.isEmpty && root.brief.count <= 45, "\(name): \(root.brief)")
                #expect(!root.evidence.isEmpty && root.evidence.allSatisfy { $0.account != nil }, "\(root.report)")
                #expect(root.fix?.text.isEmpty == false, "\(root.report)")
                #expect(!root.headings.contains { $0.text.contains("{") && $0.heading != "Found" }, "\(root.report)")
            }
            for command in roots.compactMap(\.fix).flatMap(\.commands) {
                #expect(try Self.parses(command), "\(name): \(command)")
            }
            bench.expectOnlyReads()
        }
    }

    /// Whether a shell takes a line as it stands.
    private static func parses(_ command: String) throws -> Bool {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-n", "-c", command]
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        shell.waitUntilExit()
        return shell.terminationStatus == 0
    }

    /// The faults that a planned change repairs; a mail that somebody has to answer is no repair yet.
    private static let repairable = faults.map(\.name).filter { name in
        !["ses-s", "ses-domain", "address"].contains { name.hasPrefix($0) }
    }

    @Test(arguments: repairable)
    func `the planned change that a finding names makes it healthy`(_ name: String) async throws {
        try await Bench.run(name) { bench in
            let work = try await bench.work()
            let checks = Checks.all.filter { Self.links.contains($0.link) }
            let roots = await work.diagnose(checks: checks).diagnosis.rootCauses
            let addresses = Set(roots.compactMap { $0.fix?.address })
            guard addresses.count == roots.count else { return }
            let setup = try await work.plan()
            let report = try await work.apply(
                setup, ApplyOptions(only: addresses), control: StopControl()
            ) { _ in }
            #expect(!report.results.isEmpty)
            let after = await work.diagnose(checks: checks).diagnosis.rootCauses
            #expect(after.isEmpty, "\(name): \(after.map(\.report))")
        }
    }

    /// Worlds in which everything works, made by others or in another way than the guide's.
    private static let healthy = scenarios.filter { $0.kind == .whole && $0.code == nil }

    @Test(arguments: healthy.map(\.name))
    func `a world that works has no root cause`(_ name: String) async throws {
        try await Bench.run(name) { bench in
            let look = try await bench.work().diagnose(checks: Checks.all.filter { Self.links.contains($0.link) })
            #expect(look.diagnosis.rootCauses.isEmpty, "\(name): \(look.diagnosis.rootCauses.map(\.report))")
            let risk = Self.scenarios.first { $0.name == name }?.risk
            if let risk, Self.isOurs(risk) {
                #expect(
                    look.diagnosis.findings.contains { $0.code == risk && [.warn, .note].contains($0.status) },
                    "\(name)")
            }
        }
    }

    @Test(arguments: scenarios.filter { $0.kind == .unread && $0.risk.map(isOurs) == true }.map(\.name))
    func `what hangs on the pod's own request is not told either way`(_ name: String) async throws {
        let scenario = try #require(Self.scenarios.first { $0.name == name })
        try await Bench.run(name) { bench in
            let look = try await bench.work().diagnose(checks: Checks.all.filter { Self.links.contains($0.link) })
            #expect(look.diagnosis.rootCauses.isEmpty, "\(name): \(look.diagnosis.rootCauses.map(\.report))")
            #expect(look.diagnosis.findings.contains { $0.code == scenario.risk && $0.status == .unknown }, "\(name)")
        }
    }

    @Test func `a plan with nothing to do ends with the default configuration set that is in the way`() async throws {
        try await Bench.run("ses-config-set-permission") { bench in
            let setup = try await bench.work().plan(PlanOptions())
            #expect(setup.plan.hasNoChanges)
            #expect(setup.findings.map(\.code) == ["SES-CONFIGURATION-SET"])
            #expect(setup.exitCode == .failed)
        }
    }
}
