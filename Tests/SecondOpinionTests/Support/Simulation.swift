import Foundation
import Programs

extension Simulation {
    /// The folder of these tests, with their scripts.
    static let testFolder = Place.root + "/Tests/SecondOpinionTests"

    /// Starts a scenario, hands it over, and ends it whatever happens.
    static func with(_ scenario: String, _ body: (Simulation) async throws -> Void) async throws {
        let simulation = try await start(scenario)
        do {
            try await body(simulation)
        } catch {
            await simulation.stop()
            throw error
        }
        await simulation.stop()
    }

    /// What a shell would have after reading `environment`, besides what every program gets.
    var environment: [String: String] {
        var all = Tools.environment.merging(variables) { $1 }
        // Its own cache: ports are used again by other simulations.
        all["KUBECACHEDIR"] = folder.path("kube-cache")
        return all
    }

    /// A file of the folder.
    func text(_ name: String) -> String { folder.read(name) }

    /// Writes a file beside the simulation's own; the path is given back.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try folder.write(text, to: name) }
}
