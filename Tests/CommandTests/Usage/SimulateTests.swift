import Foundation
import Programs
import Testing

/// `sesame simulate` and the folder it is given.
struct `Simulate` {
    @Test func `files of others are refused before anything is served, with 64`() async throws {
        let person = try Person()
        for name in ["answers.yaml", "kubeconfig"] { try person.home.write("precious\n", to: name) }
        let ran = try await person.sesame(
            ["simulate", "--state", person.home.path, "--listen", "127.0.0.1:0"], limit: 60)
        #expect(ran.status == 64, "\(ran)")
        #expect(ran.out.isEmpty, "\(ran)")
        #expect(ran.err.contains("holds kubeconfig and answers.yaml, which would be replaced."), "\(ran)")
        #expect(person.home.read("answers.yaml") == "precious\n")
        #expect(!person.home.has("environment"))
    }

    @Test func `what a person changed stays, and is said at the end`() async throws {
        let world = try await Simulation.start("fresh")
        try world.folder.write("mine\n", to: "answers.yaml")
        let ended = await world.stop()
        #expect(ended.status == 143, "\(ended)")
        #expect(ended.err.contains("Left \(world.folder.path)/answers.yaml, because it was changed."), "\(ended)")
        #expect(world.folder.read("answers.yaml") == "mine\n")
        #expect(!world.folder.has("kubeconfig"))
    }

    @Test(arguments: [
        (
            ["--latency", "9223372036854775807"],
            "--latency: found 9223372036854775807, expected 0 to 3600000 milliseconds."
        ),
        (["--iam-delay", "3601"], "--iam-delay: found 3601, expected 0 to 3600 seconds."),
        (["--listen", "127.evil.example:0"], "\"127.evil.example\" is not loopback"),
        (["--seed", "-1"], "--seed"),
    ])
    func `numbers and names out of range are refused with 64`(_ options: [String], _ sentence: String) async throws {
        let ran = try await Person().sesame(["simulate"] + options, limit: 60)
        #expect(ran.status == 64, "\(ran)")
        #expect(ran.err.contains(sentence), "\(ran)")
    }
}
