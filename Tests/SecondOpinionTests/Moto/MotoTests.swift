import Foundation
import Programs
import Testing

/// moto beside the simulator: two doubles that nobody wrote together, asked the same by boto3.
@Suite(.enabled(if: Tools.sesame != nil && Tools.moto != nil && Tools.python != nil), .timeLimit(.minutes(3)))
struct MotoTests {
    @Test func `both answer in the same shape and refuse with the same code`() async throws {
        try await Simulation.with("fresh") { simulation in
            let keys = simulation.text("aws-credentials").split(separator: "\n")
            func value(_ name: String) -> String? {
                keys.first { $0.hasPrefix(name + " = ") }.map { String($0.dropFirst(name.count + 3)) }
            }
            var environment = simulation.environment.filter { !$0.key.hasPrefix("AWS_") }
            environment["ENDPOINT"] = simulation.endpoint
            environment["KEY"] = value("aws_access_key_id") ?? ""
            environment["SECRET"] = value("aws_secret_access_key") ?? ""
            let result = try await Command.run(
                Tools.python ?? "", [Simulation.testFolder + "/Scripts/beside_moto.py"], environment: environment)
            let lines = result.out.split(separator: "\n")
            #expect(result.status == 0, "\(result.err.suffix(2_000))")
            #expect(lines.last == "ok end")
            #expect(lines.count { $0.hasPrefix("ok ") || $0.hasPrefix("known ") } > 80)
            for line in lines where line.hasPrefix("not ok") { Issue.record("\(line)") }
        }
    }
}
