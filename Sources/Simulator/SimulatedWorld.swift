import Synchronization

/// A world that can go back to a scenario: what the demo's keys and the admin endpoint move.
public final class SimulatedWorld: Sendable {
    /// The scenarios there are.
    public let catalogue: ScenarioCatalogue
    /// The world.
    public let world: World
    /// The credentials, which outlive a reset.
    public let access: SimulatorAccess
    /// Wakes those who watch the cluster.
    let hub = WatchHub()
    /// Runs the commands of pods that are meant to end.
    let pods = PodRunner()
    /// Lets the controllers work when their time comes.
    let upkeep = Upkeep()

    private let current: Mutex<String>

    /// Makes the world of a scenario.
    ///
    /// - Parameters:
    ///   - scenario: the scenario's name.
    ///   - catalogue: the scenarios; nil for those that are compiled in.
    ///   - clock: the world's clock.
    ///   - randomness: where ids and secrets come from.
    /// - Throws: `ScenarioError`.
    public init(
        _ scenario: String, catalogue: ScenarioCatalogue? = nil, clock: WorldClock = .machine(),
        randomness: Randomness = .machine
    ) throws(ScenarioError) {
        let catalogue = if let catalogue { catalogue } else { try ScenarioCatalogue() }
        let access = SimulatorAccess(catalogue.values, randomness: randomness)
        let state = try catalogue.state(of: scenario, access: access, now: clock.now, randomness: randomness)
        self.catalogue = catalogue
        self.access = access
        world = World(state, clock: clock, randomness: randomness)
        current = Mutex(scenario)
    }

    /// A world that was made before.
    init(catalogue: ScenarioCatalogue, access: SimulatorAccess, world: World, scenario: String) {
        self.catalogue = catalogue
        self.access = access
        self.world = world
        current = Mutex(scenario)
    }

    /// Makes the world of a scenario with a cluster that no other simulation has.
    ///
    /// - Parameters:
    ///   - scenario: the scenario's name.
    ///   - seed: from which issuer, ids, access keys and tokens follow; nil for new ones.
    /// - Returns: the world.
    /// - Throws: `ScenarioError`.
    public static func withOwnCluster(
        _ scenario: String, seed: UInt64? = nil
    ) throws(ScenarioError) -> SimulatedWorld {
        let randomness = seed.map(Randomness.seeded) ?? .machine
        let issuerID = randomness.text(32, of: "0123456789ABCDEF")
        return try SimulatedWorld(
            scenario, catalogue: ScenarioCatalogue().with(issuerID: issuerID), randomness: randomness)
    }

    /// The scenario that the world last went back to.
    public var scenario: String { current.withLock { $0 } }

    /// Notes which scenario the world has gone back to.
    func isBack(at scenario: String) { current.withLock { $0 = scenario } }

    /// The names and numbers of the world that it last went back to.
    public var values: ScenarioValues { (try? catalogue.values(of: scenario)) ?? catalogue.values }

    /// Goes back to a scenario; credentials, addresses and the clock stay.
    ///
    /// - Parameter name: the scenario's name.
    /// - Throws: `ScenarioError`; then the world stays as it was.
    public func reset(to name: String) throws(ScenarioError) {
        world.clock.lead(by: 0)
        let state: WorldState
        do throws(ScenarioError) {
            state = try catalogue.state(of: name, access: access, now: world.now, randomness: world.randomness)
        } catch {
            world.clock.lead(by: world.read { $0.options.clockLead })
            throw error
        }
        world.reset(to: state)
        world.clock.lead(by: state.options.clockLead)
        // Going back also means going back to a scenario's own options and the cluster's own users.
        world.change { current in
            current.options = state.options
            current.cluster.staticTokens = state.cluster.staticTokens
        }
        isBack(at: name)
        hub.signal()
    }

    /// Does to the world as it is now what a scenario changes, for example to break one thing.
    ///
    /// - Parameter name: the scenario's name.
    /// - Throws: `ScenarioError`; then the world stays as it was.
    public func change(by name: String) throws(ScenarioError) {
        let scenario = try catalogue.scenario(name)
        let (now, randomness) = (world.now, world.randomness)
        try world.change { state throws(ScenarioError) in
            try catalogue.change(&state, by: scenario, now: now, randomness: randomness)
        }
        world.clock.lead(by: world.read { $0.options.clockLead })
        hub.signal()
    }
}
