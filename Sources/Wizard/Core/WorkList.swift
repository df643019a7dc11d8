/// What is going on in the background, by the effect's number.
struct WorkList: Hashable, Sendable {
    struct Work: Hashable, Sendable {
        var purpose: Purpose
        var label: String
        var since: Moment
    }

    /// What an answer is for.
    enum Purpose: Hashable, Sendable {
        case local, identify, ask, plan, apply, mail, send, remove, practices, write, open
        case find, diagnose, planFix, applyFix, prove
        case list, fleet, bundles, bundle, masks, writeNew
        case lookAtRestart, restart
    }

    private(set) var running: [EffectID: Work] = [:]
    private var last = 0

    /// Numbers a new piece of work.
    mutating func begin(_ purpose: Purpose, _ label: String, at now: Moment) -> EffectID {
        last += 1
        let id = EffectID(number: last)
        running[id] = Work(purpose: purpose, label: label, since: now)
        return id
    }

    /// Whether an answer is still wanted.
    func wants(_ id: EffectID) -> Bool { running[id] != nil }

    /// What a piece of work is for; nil when it is not going on.
    func purpose(of id: EffectID) -> Purpose? { running[id]?.purpose }

    /// Says anew what goes on.
    mutating func rename(_ id: EffectID, _ label: String) { running[id]?.label = label }

    /// Ends a piece of work; false when it was abandoned before.
    mutating func end(_ id: EffectID) -> Bool { running.removeValue(forKey: id) != nil }

    /// Abandons all work of a purpose and returns its numbers.
    mutating func abandon(_ purpose: Purpose) -> [EffectID] {
        let ids = running.filter { $0.value.purpose == purpose }.map(\.key).sorted { $0.number < $1.number }
        for id in ids { running[id] = nil }
        return ids
    }

    func isRunning(_ purpose: Purpose) -> Bool { running.values.contains { $0.purpose == purpose } }

    func ids(_ purpose: Purpose) -> [EffectID] {
        running.filter { $0.value.purpose == purpose }.map(\.key).sorted { $0.number < $1.number }
    }

    /// What row 1 says: the oldest work that takes longer than a tenth of a second.
    func indicator(at now: Moment) -> String? {
        let shown = running.filter {
            $0.value.purpose != .apply && $0.value.purpose != .applyFix && now.since($0.value.since) >= 100
        }
        guard let oldest = shown.min(by: { $0.key.number < $1.key.number })?.value else { return nil }
        let elapsed = now.since(oldest.since)
        return elapsed < 1000 ? oldest.label + "…" : oldest.label + "… " + Elapsed.running(elapsed)
    }

    /// When something on the screen moves next.
    func nextTick(after now: Moment, moving: Moment?) -> Moment? {
        var starts = running.values.map(\.since)
        if let moving { starts.append(moving) }
        return starts.map { start in
            let elapsed = now.since(start)
            if elapsed < 100 { return start.adding(milliseconds: 100) }
            return start.adding(milliseconds: (elapsed / 1000 + 1) * 1000)
        }.min()
    }
}
