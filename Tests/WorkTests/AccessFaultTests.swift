import Calls
import Design
import Diagnosis
import Identifiers
import Simulator
import Testing
import Work

/// The worlds with one fault before door 1: each has exactly its code as the only root cause.
///
/// One after the other: a hundred simulators at once have more open files than Foundation's `Process` can count.
@Suite(.serialized) struct AccessFaultTests {
    /// The scenarios whose code belongs to a link up to the role.
    private static func scenarios(_ isMeant: (Scenario) -> Bool) -> [String] {
        let all = (try? ScenarioCatalogue())?.scenarios ?? []
        return all.filter { $0.kind == .whole && isMeant($0) }.map(\.name)
    }

    private static func isAccess(_ code: String) -> Bool {
        // What stands in the way of a message itself belongs to the links behind.
        guard let entry = FailureMeaning.finding(code) else {
            return code.hasPrefix("TRUST-") || code.hasPrefix("OIDC-") || ["L01", "L03", "L07", "L08"].contains(code)
        }
        return entry.link < .permissions || code == "K8S-IMAGE"
    }

    /// Faults that stand in another namespace than the one that is looked at, or that show to a token of EKS alone, of
    /// which there is none here; and a world of which more than one part was never made.
    private static let unseen: Set<String> = ["k8s-sa-not-found", "k8s-access-entry-stale", "role-of-s3"]

    static let faults = scenarios { $0.code.map(isAccess) ?? false && !unseen.contains($0.name) }
    static let risks = scenarios { $0.code == nil && ($0.risk.map(isAccess) ?? false) }
    static let healthy = scenarios { $0.code == nil && $0.risk == nil }

    private func code(_ name: String) throws -> String? {
        let scenario = try ScenarioCatalogue().scenario(name)
        return scenario.code ?? scenario.risk
    }

    @Test func `there are worlds for most codes`() {
        #expect(Self.faults.count > 40)
        #expect(Self.risks.count > 2 && Self.healthy.count > 8)
    }

    @Test(arguments: faults) func `is found as the one cause`(_ name: String) async throws {
        let wanted = try #require(try code(name))
        try await Bench.run(name) { bench in
            let look = try await bench.work().diagnose()
            let roots = look.diagnosis.rootCauses
            #expect(roots.map(\.code) == [wanted], "\(roots.map { "\($0.code): \($0.found)" })")
            for finding in roots {
                #expect(!finding.brief.isEmpty && finding.brief.count <= 45)
                #expect(!finding.evidence.isEmpty && finding.fix?.commands.isEmpty == false)
            }
            #expect(look.rounds <= 8)
        }
    }

    @Test(arguments: risks) func `a risk is told and nothing is broken`(_ name: String) async throws {
        let wanted = try #require(try code(name))
        try await Bench.run(name) { bench in
            let look = try await bench.work().diagnose()
            #expect(look.diagnosis.rootCauses.isEmpty, "\(look.diagnosis.rootCauses.map(\.code))")
            #expect(look.diagnosis.findings.contains { $0.code == wanted && $0.status == .warn })
        }
    }

    @Test(arguments: healthy) func `no alarm where all is right`(_ name: String) async throws {
        try await Bench.run(name) { bench in
            let look = try await bench.work().diagnose()
            let alarms = look.diagnosis.findings.filter {
                $0.link < .permissions && [.fail, .unknown].contains($0.status)
            }
            #expect(alarms.isEmpty, "\(alarms.map { "\($0.code): \($0.found)" })")
        }
    }
}
