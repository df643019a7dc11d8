import Foundation
import LiveSimulator
import Programs
import Simulator
import SimulatorServer

/// A simulator on loopback with its folder, for the length of one test.
struct RunningSimulator {
    let simulator: Simulator
    let directory: String
    let state: StateDirectory

    /// Starts a scenario, hands it over, and stops it whatever happens.
    static func with(_ scenario: String, _ body: (RunningSimulator) async throws -> Void) async throws {
        try await with(SimulatedWorld(scenario), body)
    }

    /// Starts a world, hands it over, and stops it whatever happens.
    static func with(_ world: SimulatedWorld, _ body: (RunningSimulator) async throws -> Void) async throws {
        let directory = NSTemporaryDirectory() + "sesame-simulator-\(UUID().uuidString)"
        defer {
            try? FileManager.default.removeItem(atPath: directory)
            try? FileManager.default.removeItem(atPath: directory + "-home")
        }
        try await LiveSimulator.with(world) { simulator in
            let state = try StateDirectory.claim(directory)
            try state.write(simulator.simulation, at: simulator.endpoints)
            try await body(RunningSimulator(simulator: simulator, directory: directory, state: state))
        }
    }

    /// What a shell would have after reading the folder's `environment`, and a home of its own: the AWS CLI and kubectl
    /// keep credentials and discovery of earlier runs in theirs.
    var environment: [String: String] {
        var result = ["HOME": directory + "-home"]
        for line in text("environment").split(separator: "\n") {
            let pair = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
            result[String(pair[0])] = pair[1].trimmingCharacters(in: CharacterSet(charactersIn: "'"))
        }
        return result
    }

    /// A file of the folder.
    func text(_ name: String) -> String {
        (try? String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8)) ?? ""
    }

    /// One request to the plain port, in curl's words.
    func curl(_ arguments: String...) async throws -> Ran {
        try await Command.run(
            Tools.found("curl") ?? "/usr/bin/curl", ["-s", "--noproxy", "*", "-m", "10"] + arguments,
            environment: Tools.environment)
    }
}
