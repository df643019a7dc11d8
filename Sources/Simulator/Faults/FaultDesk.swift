import Wire

/// What is broken on purpose in a world, in the order in which it was broken, and what waits for its cue.
///
/// It is part of the world's state, so that whoever keeps a state keeps it too.
struct FaultDesk: Sendable {
    /// A fault that is broken.
    struct Broken: Sendable {
        /// The name of its scenario.
        var name: String
        /// When it was broken, in the world's time.
        var since: Timestamp
        /// The world just before, without what goes on in it by itself: logs, mails, sessions.
        var before: WorldState
        /// The world just after.
        var after: WorldState
        /// The events that it left in the trail.
        var events: Set<String>
        /// The mails that it had delivered.
        var mails: Set<String>
    }

    /// A fault that waits.
    struct Armed: Sendable {
        /// The name of its scenario.
        var name: String
        /// What it waits for.
        var cue: FaultCue
    }

    /// What is broken, oldest first.
    var broken: [Broken] = []
    /// What waits, in the order in which it breaks.
    var armed: [Armed] = []
}

extension WorldState {
    /// The state without what goes on by itself and what is broken in it: what two moments are compared by.
    var bare: WorldState {
        var bare = self
        bare.faults = FaultDesk()
        bare.events.removeAll()
        bare.requests.removeAll()
        bare.inbox.removeAll()
        bare.sessions = Sessions()
        return bare
    }

    /// Takes a fault out of the world.
    ///
    /// What was broken later has kept the world as it was then: the fault is taken out of that too, so that mending the
    /// later one does not bring it back.
    ///
    /// - Parameters:
    ///   - name: the name of its scenario.
    ///   - now: the time in the world.
    /// - Returns: the state without it; the same state, and false, where it was repaired by hand before.
    func without(fault name: String, at now: Timestamp) -> (state: WorldState, isMended: Bool) {
        guard let place = faults.broken.firstIndex(where: { $0.name == name }) else { return (self, false) }
        let fault = faults.broken[place]
        var (state, found) = mended(fault.after, fault.before, at: now)
        var isFound = found.finds
        var later = Array(faults.broken[(place + 1)...])
        for index in later.indices {
            let before = later[index].before.mended(fault.after, fault.before, at: now)
            isFound = isFound || before.found.finds
            later[index].before = before.state
            later[index].after = later[index].after.mended(fault.after, fault.before, at: now).state
        }
        if isFound {
            state.events.removeAll { fault.events.contains($0.id) }
            state.inbox.removeAll { fault.mails.contains($0.messageID) }
            state.faults.broken = Array(faults.broken[..<place]) + later
        } else {
            state = self
            state.faults.broken.remove(at: place)
        }
        return (state, isFound)
    }

    /// Whether a fault that was broken is still to be seen, and by which later one it is covered where it is not.
    func standing(of name: String, at now: Timestamp) -> (isOn: Bool, coveredBy: String?) {
        guard let place = faults.broken.firstIndex(where: { $0.name == name }) else { return (false, nil) }
        let fault = faults.broken[place]
        if mended(fault.after, fault.before, at: now).found.finds { return (true, nil) }
        let cover = faults.broken[(place + 1)...].first {
            $0.before.mended(fault.after, fault.before, at: now).found.finds
        }
        return (cover != nil, cover?.name)
    }
}
