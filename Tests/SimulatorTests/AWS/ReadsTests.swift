import LiveSimulator
import Programs
import SimulatorServer
import Testing

@testable import Simulator

/// What a diagnosis reads of a broken world, as boto3 sees it.
///
/// One world after another: each has a server and a program of its own.
@Suite(.serialized)
struct ReadsTests {
    static let scenarios = readsScript.split(separator: "\n").compactMap { line -> String? in
        let words = line.split(whereSeparator: { " (:".contains($0) }).map(String.init)
        guard words.first == "def", words.count > 1 else { return nil }
        let name = words[1].replacing("_", with: "-")
        return ((try? ScenarioCatalogue())?.names ?? []).contains(name) ? name : nil
    }

    @Test func `there are worlds to read`() { #expect(Self.scenarios.count >= 20) }

    @Test(
        .enabled("python3 with boto3 is not on this machine") {
            await SecondOpinionTests.has("python3", "-c", "import boto3")
        }, arguments: scenarios)
    func `boto3 reads what is the case`(_ scenario: String) async throws {
        let simulation = try SimulatedWorld(scenario)
        try await LiveSimulator.with(simulation) { simulator in
            let keys = simulation.access.keys
            let run = try await SecondOpinionTests.run(
                ["python3", "-c", readsScript],
                [
                    "ENDPOINT": simulator.endpoints.aws, "INBOX": simulator.endpoints.inbox, "SCENARIO": scenario,
                    "EKS_KEY": keys[0].accessKeyID, "EKS_SECRET": keys[0].secretAccessKey,
                    "SES_KEY": keys[1].accessKeyID, "SES_SECRET": keys[1].secretAccessKey,
                ])
            let lines = run.out.split(separator: "\n")
            #expect(run.status == 0, "\(run.err.suffix(2_000))")
            #expect(lines.filter { $0.hasPrefix("not ok") } == [])
            #expect(lines.last == "ok end")
        }
    }
}
