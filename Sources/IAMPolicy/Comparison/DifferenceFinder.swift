/// Finds what changes between two documents, statement by statement.
struct DifferenceFinder {
    let old: PolicyDocument
    let new: PolicyDocument
    let ignoringSids: Bool

    var differences: [PolicyDifference] {
        guard !PolicyComparison.equal(old, new, ignoringSids: ignoringSids) else { return [] }
        var result: [PolicyDifference] = []
        for (before, after) in pairs {
            switch (before, after) {
            case (let before?, let after?):
                result += StatementDifference(before, after, kind: new.kind, ignoringSid: ignoringSids).differences
            case (let before?, nil): result.append(StatementWords.removed(before))
            case (nil, let after?): result.append(StatementWords.added(after))
            case (nil, nil): continue
            }
        }
        if result.isEmpty { result.append(version) }
        return result
    }

    /// The documents mean different things although their statements are the same: variables count in one only.
    private var version: PolicyDifference {
        PolicyDifference(
            path: "Version", from: old.version.rawValue, to: new.version.rawValue,
            sentence: "Language version: - \(old.version.rawValue) + \(new.version.rawValue) (decides whether ${…} "
                + "are variables)")
    }

    /// Statements of both documents that belong together: equal ones first, then those of one Sid, then the most alike.
    private var pairs: [(Statement?, Statement?)] {
        var left = old.statements
        var right = new.statements
        take(&left, &right) { isUnchanged($0, $1) }
        var pairs = take(&left, &right) { one, other in one.sid != nil && one.sid == other.sid }
        while let one = left.first {
            guard let best = right.indices.max(by: { likeness(one, right[$0]) < likeness(one, right[$1]) }),
                likeness(one, right[best]) > 0
            else {
                pairs.append((one, nil))
                left.removeFirst()
                continue
            }
            pairs.append((one, right.remove(at: best)))
            left.removeFirst()
        }
        pairs += right.map { (nil, $0) }
        return pairs.sorted { ($0.0 ?? $0.1)?.index ?? 0 < ($1.0 ?? $1.1)?.index ?? 0 }
    }

    private func isUnchanged(_ one: Statement, _ other: Statement) -> Bool {
        CanonicalStatement(one) == CanonicalStatement(other) && (ignoringSids || one.sid == other.sid)
    }

    /// Takes out of both lists what belongs together.
    @discardableResult
    private func take(
        _ left: inout [Statement], _ right: inout [Statement], _ match: (Statement, Statement) -> Bool
    ) -> [(Statement?, Statement?)] {
        var pairs: [(Statement?, Statement?)] = []
        left.removeAll { one in
            guard let place = right.firstIndex(where: { match(one, $0) }) else { return false }
            pairs.append((one, right.remove(at: place)))
            return true
        }
        return pairs
    }

    /// How many elements two statements share; 0 when their effects differ.
    private func likeness(_ one: Statement, _ other: Statement) -> Int {
        guard one.effect == other.effect else { return 0 }
        let first = CanonicalStatement(one)
        let second = CanonicalStatement(other)
        let shared = [
            first.principal == second.principal, first.action == second.action, first.resource == second.resource,
            first.conditions == second.conditions,
        ]
        return 1 + shared.filter(\.self).count
    }
}
