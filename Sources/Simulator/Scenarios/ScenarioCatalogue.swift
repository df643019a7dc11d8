import Resources
public import Wire

/// All scenarios, as they are compiled in.
public struct ScenarioCatalogue: Sendable {
    /// The names and numbers that all of them use.
    public private(set) var values: ScenarioValues
    /// The scenarios in the order of their file.
    public let scenarios: [Scenario]

    /// The scenarios that are compiled in, read once.
    private static let compiledIn = Result { () throws(ScenarioError) in try read() }

    /// Takes the scenarios that are compiled in.
    public init() throws(ScenarioError) { self = try Self.compiledIn.get() }

    private static func read() throws(ScenarioError) -> ScenarioCatalogue {
        let json: JSONValue?
        do throws(DocumentError) { json = try Resource.json("scenarios.json") } catch {
            throw .unreadable(error.sentence)
        }
        guard let json else { throw .unreadable("they are not compiled in") }
        return try ScenarioCatalogue(json)
    }

    /// Reads scenarios from a document.
    public init(_ json: JSONValue) throws(ScenarioError) {
        values = ScenarioValues(json["values"] ?? .null)
        var scenarios: [Scenario] = []
        let recipes = (json["recipes"]?.object ?? JSONObject()).members.map { ($0.key, ScenarioRecipe($0.value)) }
        let known = Dictionary(recipes) { first, _ in first }
        for entry in json["scenarios"]?.array ?? [] { scenarios.append(try Scenario(entry, known)) }
        self.scenarios = scenarios
    }

    /// The same scenarios about a cluster with another issuer.
    ///
    /// - Parameter issuerID: the last part of the issuer's URL, 32 upper-case hexadecimal digits.
    /// - Returns: the scenarios.
    public func with(issuerID: String) -> ScenarioCatalogue {
        var catalogue = self
        catalogue.values.replaceIssuer(with: issuerID)
        return catalogue
    }

    /// The names in their order.
    public var names: [String] { scenarios.map(\.name) }

    /// The scenario of a name.
    public func scenario(_ name: String) throws(ScenarioError) -> Scenario {
        guard let found = scenarios.first(where: { $0.name == name }) else { throw .unknown(name, known: names) }
        return found
    }

    /// The world of a scenario.
    ///
    /// - Parameters:
    ///   - name: the scenario's name.
    ///   - access: the credentials that its people have.
    ///   - now: the moment at which everything in it was made.
    ///   - randomness: where ids come from.
    /// - Returns: the world's state.
    /// - Throws: `ScenarioError` for a name that is not known or a step that is refused.
    public func state(
        of name: String, access: SimulatorAccess, now: Timestamp, randomness: Randomness = .machine
    ) throws(ScenarioError) -> WorldState {
        let scenario = try scenario(name)
        var catalogue = self
        // What a scenario calls otherwise is called so from the beginning.
        catalogue.values = values.with(scenario.values)
        var state =
            if let base = scenario.base {
                try catalogue.state(of: base, access: access, now: now, randomness: randomness)
            } else {
                WorldState.base(catalogue.values, access: access, now: now, randomness: randomness)
            }
        try catalogue.run(scenario, &state, now: now, randomness: randomness, isHistory: true)
        return state
    }

    /// The names and numbers of a scenario's world.
    ///
    /// - Parameter name: the scenario's name.
    /// - Returns: the values that all scenarios use, with what is other in this one and in those it starts from.
    /// - Throws: `ScenarioError` for a name that is not known.
    public func values(of name: String) throws(ScenarioError) -> ScenarioValues {
        let scenario = try scenario(name)
        let base = if let base = scenario.base { try values(of: base) } else { values }
        return base.with(scenario.values)
    }

    /// Does in a world what a scenario changes, whatever the world is like now.
    ///
    /// - Parameters:
    ///   - state: the world; it stays as it was if a step is refused.
    ///   - scenario: the scenario.
    ///   - now: the time in the world.
    ///   - randomness: where ids come from.
    /// - Throws: `ScenarioError.refused` if the world does not allow a step.
    public func change(
        _ state: inout WorldState, by scenario: Scenario, now: Timestamp, randomness: Randomness
    ) throws(ScenarioError) {
        try run(scenario, &state, now: now, randomness: randomness, isHistory: false)
    }

    // The steps lie in the past, as far back as each says, or are done now.
    private func run(
        _ scenario: Scenario, _ state: inout WorldState, now: Timestamp, randomness: Randomness, isHistory: Bool
    ) throws(ScenarioError) {
        var runner = ScenarioRunner(state: state, values: values, now: now, randomness: randomness)
        do throws(ScenarioRefusal) {
            try runner.run(scenario.steps) { isHistory ? now.adding(seconds: -$0.habit.secondsAgo) : now }
        } catch {
            throw .refused(scenario: scenario.name, step: error.step, why: error.why)
        }
        state = runner.state
    }
}
