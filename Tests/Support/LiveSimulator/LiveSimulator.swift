public import SimulatorServer
public import Simulator

/// A simulator in this process, for the length of one test.
///
/// The one place where tests start a whole simulator: what it takes to serve one stands here.
public enum LiveSimulator {
    /// Serves a world on loopback, hands the simulator over, and stops it whatever happens.
    ///
    /// - Parameters:
    ///   - world: What is served.
    ///   - body: The test; the simulator answers until it ends.
    /// - Throws: What the body throws, or why there is no server.
    public static func with(
        _ world: SimulatedWorld, _ body: (Simulator) async throws -> Void
    ) async throws {
        let simulator = try await Simulator.start(world)
        do {
            try await body(simulator)
        } catch {
            await simulator.stop()
            throw error
        }
        await simulator.stop()
    }
}
