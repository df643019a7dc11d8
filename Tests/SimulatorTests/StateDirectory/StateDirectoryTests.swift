import Foundation
import Testing
import Wire

@testable import Simulator

/// The folder that tells other programs where the simulation is.
struct StateDirectoryTests {
    @Test func `every file is there, for its owner only`() async throws {
        try await RunningSimulator.with("ready") { running in
            let files = try FileManager.default.contentsOfDirectory(atPath: running.directory).sorted()
            #expect(files == ["answers.yaml", "aws-config", "aws-credentials", "environment", "kubeconfig"])
            for file in files {
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(running.directory)/\(file)")
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
            }
            let environment = running.environment
            #expect(environment["AWS_ENDPOINT_URL"] == running.simulator.endpoints.aws)
            #expect(environment["KUBECONFIG"] == "\(running.directory)/kubeconfig")
            #expect(running.text("aws-config").contains("[profile eks-admin]\nregion = eu-west-1\n"))
            let kubeconfig = try #require(YAMLNode.parse(running.text("kubeconfig")).first).json
            #expect(kubeconfig["current-context"] == "mail-prod")
            #expect(
                kubeconfig["clusters"]?.array?.first?.at(["cluster", "server"])?.string
                    == running.simulator.endpoints.kubernetes)
        }
    }

    @Test func `the answers quote account numbers and fit the world`() async throws {
        try await RunningSimulator.with("ses-production") { running in
            let text = running.text("answers.yaml")
            #expect(text.hasPrefix("schema: sesame/answers/v1\n"))
            #expect(text.contains("account: \"111122223333\"\n"))
            #expect(text.contains("sandbox: false\n"))
            #expect(!text.contains("sandbox: true\n"))
        }
    }

    @Test func `the folder is taken away file by file`() async throws {
        try await RunningSimulator.with("fresh") { running in
            StateDirectory(running.directory).remove()
            let left = try FileManager.default.contentsOfDirectory(atPath: running.directory)
            #expect(left.isEmpty)
        }
    }

    @Test func `a folder that cannot be made is said`() async throws {
        let simulator = try await Simulator.start(SimulatedWorld("fresh"))
        let error = #expect(throws: StateDirectoryError.self) {
            try StateDirectory("/dev/null/state").write(simulator)
        }
        #expect(error?.sentence == "Cannot use the folder /dev/null/state: Not a directory.")
        await simulator.stop()
    }
}
