/// Takes one change out of a state and leaves all others in it.
///
/// It compares three values of each part of a world: as it is now, as the change left it, and as it was before. A part
/// that still is as the change left it gets its earlier value back; one that somebody changed since then stays. The same
/// walk over the parts tells whether two values are the same, so that it is written once for each type.
struct Mending {
    /// How many parts the change gave another value, or took away.
    private(set) var changed = 0
    /// How many of these got their earlier value back.
    private(set) var restored = 0
    /// How many things the change made.
    private(set) var made = 0
    /// How many of these are gone or were changed since then, so that they stay as they are.
    private(set) var outlived = 0
    /// Whether a comparison found a difference; nothing is changed by a comparison.
    private var differs = false
    private var compares = false

    /// Whether the change is still to be seen, in whole or in part.
    ///
    /// What a change made only serves it where it changed something as well; repairing that is enough then. Where it only
    /// made things, changing one of them is the repair.
    var finds: Bool { changed > 0 ? restored > 0 : made > 0 && outlived == 0 }

    /// Whether two values are the same in all their parts.
    static func areSame<Value>(
        _ one: Value, _ other: Value, _ mend: (inout Mending, inout Value, Value, Value) -> Void
    ) -> Bool {
        var comparison = Mending()
        comparison.compares = true
        var copy = one
        mend(&comparison, &copy, other, other)
        return !comparison.differs
    }

    /// A part that is one value.
    mutating func part<Value: Equatable>(_ now: inout Value, _ after: Value, _ before: Value) {
        part(&now, after, before, same: ==)
    }

    /// A part that is one value, compared by a function.
    mutating func part<Value>(
        _ now: inout Value, _ after: Value, _ before: Value, same: (Value, Value) -> Bool
    ) {
        guard !compares else {
            if !same(now, after) { differs = true }
            return
        }
        guard !same(after, before) else { return }
        changed += 1
        guard same(now, after) else { return }
        now = before
        restored += 1
    }

    /// A part that counts for nothing by itself: it is put back, but nobody repairs anything by changing it.
    mutating func trace<Value: Equatable>(_ now: inout Value, _ after: Value, _ before: Value) {
        guard !compares, after != before, now == after else { return }
        now = before
    }

    /// A set, member by member.
    mutating func members<Value>(_ now: inout Set<Value>, _ after: Set<Value>, _ before: Set<Value>) {
        guard !compares else {
            if now != after { differs = true }
            return
        }
        for value in after.subtracting(before) {
            changed += 1
            if now.remove(value) != nil { restored += 1 }
        }
        for value in before.subtracting(after) {
            changed += 1
            if now.insert(value).inserted { restored += 1 }
        }
    }

    /// A list whose items are known by a key, item by item; what was taken away comes back behind what it stood behind.
    mutating func list<Item, Key: Hashable>(
        _ now: inout [Item], _ after: [Item], _ before: [Item], by key: (Item) -> Key, same: (Item, Item) -> Bool
    ) {
        guard !compares else {
            if now.count != after.count || !zip(now, after).allSatisfy(same) { differs = true }
            return
        }
        let (left, earlier) = (Self.table(after, by: key), Self.table(before, by: key))
        for item in after {
            let place = now.firstIndex { key($0) == key(item) }
            if let old = earlier[key(item)] {
                guard !same(item, old) else { continue }
                changed += 1
                guard let place, same(now[place], item) else { continue }
                now[place] = old
            } else {
                changed += 1
                guard let place, same(now[place], item) else { continue }
                now.remove(at: place)
            }
            restored += 1
        }
        for (index, item) in before.enumerated() where left[key(item)] == nil {
            changed += 1
            guard !now.contains(where: { key($0) == key(item) }) else { continue }
            let behind = before[..<index].last { old in now.contains { key($0) == key(old) } }
            let place = behind.flatMap { old in now.firstIndex { key($0) == key(old) } }.map { $0 + 1 } ?? 0
            now.insert(item, at: place)
            restored += 1
        }
    }

    /// A list of values that stand in it once.
    mutating func list<Item: Hashable>(_ now: inout [Item], _ after: [Item], _ before: [Item]) {
        list(&now, after, before, by: { $0 }, same: ==)
    }

    private static func table<Item, Key: Hashable>(_ items: [Item], by key: (Item) -> Key) -> [Key: Item] {
        Dictionary(items.map { (key($0), $0) }) { first, _ in first }
    }

    /// Things by their name: what was made goes, what was taken away comes back, what was changed is mended in its parts.
    mutating func table<Key, Value>(
        _ now: inout [Key: Value], _ after: [Key: Value], _ before: [Key: Value],
        _ mend: (inout Mending, inout Value, Value, Value) -> Void
    ) {
        guard !compares else {
            guard Set(now.keys) == Set(after.keys) else {
                differs = true
                return
            }
            for (key, value) in after {
                guard var present = now[key] else { continue }
                mend(&self, &present, value, value)
            }
            return
        }
        for key in Set(after.keys).union(before.keys) {
            switch (now[key], after[key], before[key]) {
            case (var present?, let left?, let earlier?):
                mend(&self, &present, left, earlier)
                now[key] = present
            case (nil, let left?, let earlier?):
                if !Self.areSame(left, earlier, mend) { changed += 1 }
            case (let present, let left?, nil):
                let isSame = present.map { Self.areSame($0, left, mend) } ?? false
                note(made: isSame)
                if isSame { now[key] = nil }
            case (let present, nil, let earlier?):
                changed += 1
                guard present == nil else { continue }
                now[key] = earlier
                restored += 1
            case (_, nil, nil): break
            }
        }
    }

    /// Notes that the change made something, and whether it is as it was made and goes.
    mutating func note(made isSame: Bool) {
        made += 1
        if !isSame { outlived += 1 }
    }

    /// Notes that a part which got its earlier value back has to stay as it is all the same.
    mutating func leave() { restored -= 1 }

    /// Notes that the change took something away or gave it another value, and whether that was put back.
    mutating func note(changed isRestored: Bool) {
        changed += 1
        if isRestored { restored += 1 }
    }
}
