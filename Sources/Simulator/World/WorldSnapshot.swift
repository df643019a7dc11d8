public import Wire

/// A world as it was at one moment: what is needed to go back to it.
///
/// Taking one copies nothing: what the world changes afterwards it copies then. Addresses, certificates, credentials and the
/// key of tokens are no part of it.
public struct WorldSnapshot: Sendable {
    /// Everything that existed.
    let state: WorldState
    /// The scenario that the world had gone back to.
    let scenario: String
    /// What the clock itself showed, without its lead.
    public let moment: Timestamp
    /// How often somebody had changed something.
    public let deeds: Int
}

extension SimulatedWorld {
    /// Another world that is as this one is now, with the same people, their credentials and the same time; from here on
    /// each goes its own way.
    public func twin() -> SimulatedWorld {
        let now = snapshot()
        let clock = WorldClock.machine()
        clock.put(to: now.moment)
        let twin = SimulatedWorld(
            catalogue: catalogue, access: access, world: World(now.state, clock: clock), scenario: now.scenario)
        twin.pods.resume(twin.world, twin.hub)
        twin.upkeep.schedule(twin.world, twin.hub)
        return twin
    }

    /// The world as it is now.
    public func snapshot() -> WorldSnapshot {
        world.read { WorldSnapshot(state: copy $0, scenario: scenario, moment: world.clock.own, deeds: world.deeds) }
    }

    /// Goes back to a moment of this world: everything is as it was then, the time as well.
    ///
    /// What pods run that belongs to the other future ends before; what they ran at that moment begins again. Whoever has a
    /// connection open must be cut off by then: an answer that is worked on would change what was put back.
    ///
    /// - Parameters:
    ///   - snapshot: a moment of this world, not of another one.
    ///   - sendsAgain: whether somebody was sending mail then and is about to begin again: what had been sent already is
    ///     not taken twice.
    public func restore(_ snapshot: WorldSnapshot, sendsAgain: Bool = false) async {
        await upkeep.stop()
        await pods.stop()
        var state = snapshot.state
        state.begunWork.sendsAgain = sendsAgain
        world.putBack(state, at: snapshot.moment, deeds: snapshot.deeds)
        isBack(at: snapshot.scenario)
        pods.resume(world, hub)
        upkeep.schedule(world, hub)
        hub.signal()
    }
}
