import Foundation
import Programs
import Testing

/// Somebody at a shell who has read a simulation's `environment`.
struct Shell {
    let simulation: Simulation
    /// Variables that were set on the way; they win over the simulation's.
    var variables: [String: String] = [:]

    init(_ simulation: Simulation) { self.simulation = simulation }

    /// Types a line and wants it to succeed.
    ///
    /// - Returns: what it printed, without the last line's end.
    @discardableResult
    func run(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> String {
        let result = try await attempt(line)
        try #require(result.status == 0, "\(line)\n\(result.everything)", sourceLocation: sourceLocation)
        return result.out.trimmingCharacters(in: .newlines)
    }

    /// Types a line, whatever comes of it.
    func attempt(_ line: String) async throws -> Ran {
        try await Command.run(
            "/bin/bash", ["-c", "set -o pipefail; " + line],
            environment: simulation.environment.merging(variables) { $1 }, in: simulation.folder.path)
    }

    /// Types a line and wants it to fail with a text.
    func refuses(_ line: String, with texts: String..., sourceLocation: SourceLocation = #_sourceLocation) async throws
    {
        let result = try await attempt(line)
        #expect(result.status != 0, "\(line)\n\(result.everything)", sourceLocation: sourceLocation)
        for text in texts {
            #expect(
                result.err.contains(text), "\(line)\nwanted: \(text)\ngot: \(result.err)",
                sourceLocation: sourceLocation)
        }
    }

    /// Types lines one after the other: each must print its parts, and one that ends in `# fails` must not succeed.
    func types(_ steps: [(line: String, parts: [String])]) async throws {
        for step in steps {
            let result = try await attempt(step.line)
            let mayFail = step.line.hasSuffix("# fails")
            #expect((result.status != 0) == mayFail, "\(step.line)\n\(result.everything)")
            for part in step.parts {
                #expect(result.everything.contains(part), "\(step.line)\nwanted: \(part)\ngot: \(result.everything)")
            }
        }
    }
}
