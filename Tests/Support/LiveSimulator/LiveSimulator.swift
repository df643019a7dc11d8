public import SimulatorServer
public import Simulator

/// A simulator in this process, for the length of one test.
///
/// The one place where tests start a whole simulator: what it takes to serve one stands here.
public enum LiveSimulator {
    /// Whether the running test has its turn already; a simulator beside its own takes no second one.
    @TaskLocal private static var hasTurn = false

    private static let turns = Turns(16)

    /// Serves a world on loopback, hands the simulator over, and stops it whatever happens.
    ///
    /// So many at once and no more: hundreds of tests begin together, and each simulator takes two dozen descriptors and
    /// its share of the machine.
    ///
    /// - Parameters:
    ///   - world: What is served; made when it is its turn.
    ///   - body: The test; the simulator answers until it ends.
    /// - Throws: What the body throws, or why there is no server.
    public static func with(
        _ world: @autoclosure () throws -> SimulatedWorld, _ body: (Simulator) async throws -> Void
    ) async throws {
        let isFirst = !hasTurn
        if isFirst { await turns.take() }
        do {
            try await $hasTurn.withValue(true) { try await serve(try world(), body) }
        } catch {
            if isFirst { await turns.giveBack() }
            throw error
        }
        if isFirst { await turns.giveBack() }
    }

    private static func serve(
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

/// Turns that are taken in the order of asking, so many at once.
private actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func take() async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func giveBack() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
