import Foundation
import Programs
import Testing

@testable import Simulator

/// Random scripts, 720 of them, of what the simulated shell knows, run by it and by this machine's own shell.
struct ShellDifferentialTests {
    @Test(.timeLimit(.minutes(5)), arguments: 1...6)
    func `output and exit code are those of the system's shell`(seed: Int) async throws {
        try await compare(seed) { $0.script() }
    }

    @Test(.timeLimit(.minutes(5)), arguments: 1...6)
    func `commands that decide about others do so as in the system's shell`(seed: Int) async throws {
        try await compare(seed + 100) { $0.program() }
    }

    private func compare(_ seed: Int, _ make: (inout RandomScript) -> String) async throws {
        let shell = "/bin/dash"
        guard FileManager.default.isExecutableFile(atPath: shell) else {
            return Tools.skip("the simulated shell was compared with nothing: there is no \(shell)")
        }
        let fixture = try PodFixture()
        let person = try Person()
        var random = RandomScript(seed: UInt64(seed))
        for number in 0..<60 {
            let script = make(&random)
            let folder = "d\(number)"
            try person.home.write("", to: folder + "/.keep")
            // In the pod the files of each script lie in /tmp, which is empty again after it.
            let wanted = try await person.run([shell, "-c", "cd \(folder)\n" + script])
            let got = await fixture.run(["sh", "-c", "cd /tmp\n" + script + "\n"])
            #expect(got.output == wanted.out, "seed \(seed), \(number):\n\(script)\n\(got.errors)")
            #expect(Int32(got.code ?? -1) == wanted.status, "seed \(seed), \(number):\n\(script)\n\(got.errors)")
            _ = await fixture.run(["sh", "-c", "rm -rf /tmp/*"])
        }
    }
}
