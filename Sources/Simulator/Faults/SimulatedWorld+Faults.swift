import Wire

extension SimulatedWorld {
    /// Everything that can be broken: the menu's in the order of their numbers, then the others in that of their file.
    ///
    /// - Parameter names: what the setup that is broken calls otherwise than the scenarios, by the names of
    ///   `ScenarioValues`: `role`, `namespace`, `serviceAccount`, `sender`, `receiver` and so on.
    /// - Returns: the faults, and how they stand.
    public func faults(names: [String: String] = [:]) -> [Fault] {
        let (state, now) = (world.read { $0 }, world.now)
        let values = values.naming(names)
        let all = catalogue.scenarios.compactMap { scenario -> Fault? in
            guard let code = scenario.code, scenario.unswitchable == nil else { return nil }
            var fault = Fault(
                name: scenario.name, number: scenario.number,
                called: values.filled(scenario.called ?? scenario.title.withoutFullStop), title: scenario.title,
                code: code, side: scenario.steps.last?.side ?? "eks", standing: .off)
            if let broken = state.faults.broken.first(where: { $0.name == scenario.name }) {
                let standing = state.standing(of: scenario.name, at: now)
                if standing.isOn { fault.standing = .on(seconds: max(0, now.seconds(since: broken.since))) }
                fault.coveredBy = standing.coveredBy
            } else if let armed = state.faults.armed.first(where: { $0.name == scenario.name }) {
                fault.standing = .armed(armed.cue)
            }
            return fault
        }
        return all.filter { $0.number != nil }.sorted { $0.number ?? 0 < $1.number ?? 0 }
            + all.filter { $0.number == nil }
    }

    /// Breaks a fault now.
    ///
    /// - Parameters:
    ///   - name: the name of its scenario.
    ///   - names: what the setup calls otherwise than the scenarios.
    /// - Throws: `FaultProblem`; then the world stays as it was.
    public func breakFault(_ name: String, names: [String: String] = [:]) throws(FaultProblem) {
        let scenario = try switchable(name)
        let values = values.naming(names)
        let (now, randomness) = (world.now, world.randomness)
        try world.change { state throws(FaultProblem) in
            state = try broken(state, by: scenario, values, now: now, randomness: randomness)
        }
        world.countDeed()
        moved()
    }

    /// Breaks a fault just before the next of something; one that waits already waits for that then.
    ///
    /// - Parameters:
    ///   - name: the name of its scenario.
    ///   - cue: what it waits for.
    /// - Throws: `FaultProblem`.
    public func arm(_ name: String, on cue: FaultCue) throws(FaultProblem) {
        _ = try switchable(name)
        let now = world.now
        try world.change { state throws(FaultProblem) in
            if state.standing(of: name, at: now).isOn { throw .isBroken }
            state.faults.armed.removeAll { $0.name == name }
            state.faults.armed.append(.init(name: name, cue: cue))
        }
    }

    /// Breaks what waits for something that comes now.
    ///
    /// What cannot be broken then waits no longer, as on a stage nobody reads why.
    ///
    /// - Parameters:
    ///   - cue: what comes.
    ///   - names: what the setup calls otherwise than the scenarios.
    /// - Returns: the names of what was broken.
    @discardableResult
    public func come(to cue: FaultCue, names: [String: String] = [:]) -> [String] {
        let due = world.change { state in
            defer { state.faults.armed.removeAll { $0.cue == cue } }
            return state.faults.armed.filter { $0.cue == cue }.map(\.name)
        }
        return due.filter { name in
            do throws(FaultProblem) {
                try breakFault(name, names: names)
                return true
            } catch {
                return false
            }
        }
    }

    /// Lets nothing wait for its cue any more.
    public func disarm() { world.change { $0.faults.armed = [] } }

    /// Mends a fault: what it changed becomes what it was before, but for what somebody changed since then.
    ///
    /// - Parameter name: the name of its scenario.
    /// - Returns: what came of it.
    @discardableResult
    public func mend(_ name: String) -> MendOutcome {
        let now = world.now
        let result = world.change { state in
            let isArmed = state.faults.armed.contains { $0.name == name }
            state.faults.armed.removeAll { $0.name == name }
            guard state.faults.broken.contains(where: { $0.name == name }) else {
                return isArmed ? MendOutcome.disarmed : .wasWhole
            }
            let (without, isMended) = state.without(fault: name, at: now)
            state = without
            return isMended ? .mended : .wasRepaired
        }
        if result == .mended { world.countDeed() }
        moved()
        return result
    }

    /// The scenario of a fault.
    private func switchable(_ name: String) throws(FaultProblem) -> Scenario {
        guard let scenario = catalogue.scenarios.first(where: { $0.name == name }), scenario.code != nil else {
            throw .unknown(name)
        }
        if let why = scenario.unswitchable { throw .needsItsWorld(why) }
        return scenario
    }

    /// A state in which a fault is broken.
    private func broken(
        _ state: WorldState, by scenario: Scenario, _ values: ScenarioValues, now: Timestamp, randomness: Randomness
    ) throws(FaultProblem) -> WorldState {
        var state = state
        if state.standing(of: scenario.name, at: now).isOn { throw .isBroken }
        // What was repaired by hand is over.
        state.faults.broken.removeAll { $0.name == scenario.name }
        state.faults.armed.removeAll { $0.name == scenario.name }
        var result = state
        do throws(ScenarioRefusal) {
            try result.take(scenario, values, now: now, randomness: randomness)
        } catch {
            guard error.isMissing else { throw .refused(error.why) }
            // Is it there when one of the others is mended?
            var whole = state
            for fault in state.faults.broken.reversed() {
                whole = whole.without(fault: fault.name, at: now).state
                for attempt in [state.without(fault: fault.name, at: now).state, whole] {
                    var attempt = attempt
                    guard (try? attempt.take(scenario, values, now: now, randomness: randomness)) != nil else {
                        continue
                    }
                    let gone = state.faults.broken.map(\.name).filter { name in
                        !attempt.faults.broken.contains { $0.name == name }
                    }
                    throw .isGone(while: gone.map { called($0, values) })
                }
            }
            throw .nothingThere
        }
        let (before, after) = (state.bare, result.bare)
        guard after.mended(after, before, at: now).found.finds else { throw .isSo }
        result.faults.broken.append(
            .init(
                name: scenario.name, since: now, before: before, after: after,
                events: Set(result.events.all.map(\.id)).subtracting(state.events.all.map(\.id)),
                mails: Set(result.inbox.all.map(\.messageID)).subtracting(state.inbox.all.map(\.messageID))))
        return result
    }

    private func called(_ name: String, _ values: ScenarioValues) -> String {
        guard let scenario = catalogue.scenarios.first(where: { $0.name == name }) else { return name }
        return values.filled(scenario.called ?? scenario.title.withoutFullStop)
    }

    /// Lets clock and cluster know that the world is another one.
    private func moved() {
        world.clock.lead(by: world.read { $0.options.clockLead })
        hub.signal()
    }
}

extension WorldState {
    /// Does what a fault's scenario changes.
    fileprivate mutating func take(
        _ scenario: Scenario, _ values: ScenarioValues, now: Timestamp, randomness: Randomness
    ) throws(ScenarioRefusal) {
        let account = ResourceKind.serviceAccounts.key(values["namespace"], values["serviceAccount"])
        let hasAccount = cluster.objects[account] != nil
        let before = cluster.objects
        // What a fault mails belongs to no work that could be begun again.
        let begun = begunWork
        var start = self
        start.begunWork = BegunWork()
        var runner = ScenarioRunner(state: start, values: values, now: now, randomness: randomness, isAtWork: true)
        // What lies at other times in a scenario is a second apart, as whoever looks compares times.
        let moments = Set(scenario.steps.map(\.habit.secondsAgo)).sorted()
        try runner.run(scenario.steps) { step in
            now.adding(seconds: -(moments.firstIndex(of: step.habit.secondsAgo) ?? 0))
        }
        // A workload without its service account has no pods, in which nothing can be wrong.
        if !hasAccount,
            runner.state.cluster.objects.list(ResourceKind.deployments.id, namespace: values["namespace"])
                .contains(where: { before[$0.key] == nil })
        {
            throw ScenarioRefusal(why: "there is no service account", isMissing: true)
        }
        self = runner.state
        begunWork = begun
    }
}
