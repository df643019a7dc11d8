import Foundation
import LiveSimulator
import SimulatorServer
import Testing
import Wire

@testable import Simulator

/// The folder that tells other programs where the simulation is.
struct StateDirectoryTests {
    @Test func `every file is there, for its owner only`() async throws {
        try await RunningSimulator.with("ready") { running in
            let files = try FileManager.default.contentsOfDirectory(atPath: running.directory).sorted()
            #expect(
                files == [
                    ".sesame-simulator", "answers.yaml", "aws-config", "aws-credentials", "environment", "kubeconfig",
                ])
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

    @Test func `what was written is taken away, and nothing else`() async throws {
        try await RunningSimulator.with("fresh") { running in
            let others = "\(running.directory)/notes.txt"
            try "mine".write(toFile: others, atomically: false, encoding: .utf8)
            #expect(running.state.remove() == [])
            #expect(try FileManager.default.contentsOfDirectory(atPath: running.directory) == ["notes.txt"])
        }
    }

    @Test func `a file that somebody changed stays, and is named`() async throws {
        try await RunningSimulator.with("fresh") { running in
            let answers = "\(running.directory)/answers.yaml"
            let text = running.text("answers.yaml") + "# mine\n"
            try text.write(toFile: answers, atomically: true, encoding: .utf8)
            // A link to what was written is no longer what was written.
            let kubeconfig = "\(running.directory)/kubeconfig"
            try FileManager.default.moveItem(atPath: kubeconfig, toPath: kubeconfig + "-moved")
            try FileManager.default.createSymbolicLink(
                atPath: kubeconfig, withDestinationPath: kubeconfig + "-moved")
            #expect(running.state.remove() == ["answers.yaml", "kubeconfig"])
            #expect(running.text("answers.yaml") == text)
            #expect(running.text("kubeconfig-moved").hasPrefix("apiVersion: v1"))
            let left = try FileManager.default.contentsOfDirectory(atPath: running.directory).sorted()
            #expect(left == ["answers.yaml", "kubeconfig", "kubeconfig-moved"])
        }
    }

    @Test(arguments: StateDirectory.names)
    func `a folder that holds a file of others is refused and left as it is`(_ name: String) throws {
        try Self.withFolder { folder in
            try "precious\n".write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
            let error = #expect(throws: StateDirectoryError.self) { try StateDirectory.claim(folder) }
            #expect(
                error?.sentence == "The folder \(folder) holds \(name), which would be replaced. Nothing was touched. "
                    + "Name a folder of its own, or move that file away.")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [name])
            #expect(try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) == "precious\n")
        }
    }

    @Test func `links, folders and pipes at a name are others' as well`() throws {
        try Self.withFolder { folder in
            let files = FileManager.default
            try "precious".write(toFile: "\(folder)/target", atomically: false, encoding: .utf8)
            try files.createSymbolicLink(atPath: "\(folder)/kubeconfig", withDestinationPath: "\(folder)/target")
            try files.createSymbolicLink(atPath: "\(folder)/aws-config", withDestinationPath: "/nowhere")
            try files.createDirectory(atPath: "\(folder)/answers.yaml", withIntermediateDirectories: false)
            #expect(mkfifo("\(folder)/environment", 0o600) == 0)
            let error = #expect(throws: StateDirectoryError.self) { try StateDirectory.claim(folder) }
            #expect(
                error?.sentence
                    == "The folder \(folder) holds aws-config, kubeconfig, answers.yaml and environment, which would "
                    + "be replaced. Nothing was touched. Name a folder of its own, or move those files away.")
        }
    }

    @Test func `a folder that is a link is refused, one behind a link is not`() throws {
        try Self.withFolder { folder in
            let files = FileManager.default
            try files.createDirectory(atPath: "\(folder)/real/inner", withIntermediateDirectories: true)
            try files.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "\(folder)/real")
            for path in ["\(folder)/link", "\(folder)/link/"] {
                let error = #expect(throws: StateDirectoryError.self) { try StateDirectory.claim(path) }
                #expect(error?.sentence == "\(folder)/link is a symbolic link. Name the folder that it leads to.")
            }
            #expect(try StateDirectory.claim("\(folder)/link/inner").path == "\(folder)/real/inner")
        }
    }

    @Test func `a folder is one simulator's alone, and the next one's when that is gone`() async throws {
        try await RunningSimulator.with("fresh") { running in
            let error = #expect(throws: StateDirectoryError.self) { try StateDirectory.claim(running.directory) }
            #expect(
                error?.sentence
                    == "Another simulator (process \(getpid())) has the folder \(running.state.path). End it, "
                    + "or name another folder.")
            running.state.remove()
            try StateDirectory.claim(running.directory).write(
                running.simulator.simulation, at: running.simulator.endpoints)
        }
    }

    @Test func `what a killed simulator left is replaced, but nothing that was changed since`() async throws {
        try await LiveSimulator.with(SimulatedWorld.withOwnCluster("fresh")) { simulator in
            try Self.withFolder { folder in
                // Going away without removing anything is all that is left of a killed process.
                do { try StateDirectory.claim(folder).write(simulator.simulation, at: simulator.endpoints) }
                let before = try String(contentsOfFile: "\(folder)/aws-credentials", encoding: .utf8)
                try "half a file".write(toFile: "\(folder)/.sesame-simulator.draft", atomically: false, encoding: .utf8)
                do { try StateDirectory.claim(folder).write(simulator.simulation, at: simulator.endpoints) }
                #expect(try String(contentsOfFile: "\(folder)/aws-credentials", encoding: .utf8) == before)
                #expect(!FileManager.default.fileExists(atPath: "\(folder)/.sesame-simulator.draft"))
                try "changed".write(toFile: "\(folder)/environment", atomically: false, encoding: .utf8)
                let error = #expect(throws: StateDirectoryError.self) { try StateDirectory.claim(folder) }
                #expect(
                    error?.sentence
                        == "The folder \(folder) holds environment, which was changed since a simulator wrote it. Nothing was "
                        + "touched. Name a folder of its own, or move that file away.")
                #expect(try String(contentsOfFile: "\(folder)/environment", encoding: .utf8) == "changed")
            }
        }
    }

    @Test(arguments: ["", "{\"schema\":\"sesame/simulator-st", "{\"schema\":\"sesame/simulator-state/v1\",\"files\":{"])
    func `a note that was cut short speaks of nothing`(_ text: String) throws {
        try Self.withFolder { folder in
            try text.write(toFile: "\(folder)/.sesame-simulator", atomically: false, encoding: .utf8)
            do { _ = try StateDirectory.claim(folder) }
            try "x".write(toFile: "\(folder)/kubeconfig", atomically: false, encoding: .utf8)
            #expect(throws: StateDirectoryError.self) { try StateDirectory.claim(folder) }
        }
    }

    @Test func `a note of somebody else's is no note`() throws {
        try Self.withFolder { folder in
            try "hello".write(toFile: "\(folder)/.sesame-simulator", atomically: false, encoding: .utf8)
            let error = #expect(throws: StateDirectoryError.self) { try StateDirectory.claim(folder) }
            #expect(error?.sentence.contains("holds .sesame-simulator, which would be replaced") == true)
        }
    }

    @Test func `a folder that cannot be made is said`() {
        let error = #expect(throws: StateDirectoryError.self) { try StateDirectory.claim("/dev/null/state") }
        #expect(error?.sentence == "Cannot use the folder /dev/null/state: Not a directory.")
    }

    /// An empty folder for the length of a test, by its real path.
    private static func withFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "sesame-state-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(URL(fileURLWithPath: folder).resolvingSymlinksInPath().path)
    }
}
