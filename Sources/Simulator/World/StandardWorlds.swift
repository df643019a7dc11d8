import Wire

extension World {
    /// A world of two accounts and a cluster in which nothing is set up.
    ///
    /// - Parameters:
    ///   - access: the credentials that its people have.
    ///   - clock: the world's time.
    ///   - randomness: where ids come from.
    /// - Returns: the world.
    /// - Throws: `ScenarioError` where the scenarios that are compiled in cannot be read.
    public static func fresh(
        access: SimulatorAccess, clock: WorldClock = .machine(), randomness: Randomness = .machine
    ) throws(ScenarioError) -> World {
        try of(scenario: "fresh", access: access, clock: clock, randomness: randomness)
    }

    /// The same world once everything is applied and every link was followed.
    ///
    /// - Parameters:
    ///   - access: the credentials that its people have.
    ///   - clock: the world's time.
    ///   - randomness: where ids come from.
    /// - Returns: the world.
    /// - Throws: `ScenarioError` where the scenarios that are compiled in cannot be read.
    public static func ready(
        access: SimulatorAccess, clock: WorldClock = .machine(), randomness: Randomness = .machine
    ) throws(ScenarioError) -> World {
        try of(scenario: "ready", access: access, clock: clock, randomness: randomness)
    }

    /// The world of a scenario by name.
    ///
    /// - Parameters:
    ///   - name: the scenario's name.
    ///   - access: the credentials that its people have.
    ///   - clock: the world's time.
    ///   - randomness: where ids come from.
    /// - Returns: the world.
    /// - Throws: `ScenarioError` for a name that is not known or a step that is refused.
    public static func of(
        scenario name: String, access: SimulatorAccess, clock: WorldClock = .machine(),
        randomness: Randomness = .machine
    ) throws(ScenarioError) -> World {
        let state = try ScenarioCatalogue().state(of: name, access: access, now: clock.now, randomness: randomness)
        return World(state, clock: clock, randomness: randomness)
    }

    /// Puts the world back to a scenario's state, for those who already hold its credentials.
    ///
    /// - Parameters:
    ///   - name: the scenario's name.
    ///   - access: the credentials that its people have.
    /// - Throws: `ScenarioError` for a name that is not known or a step that is refused.
    public func reset(toScenario name: String, access: SimulatorAccess) throws(ScenarioError) {
        reset(to: try ScenarioCatalogue().state(of: name, access: access, now: now, randomness: randomness))
    }
}
