/// Compares policies by what they permit, as far as that can be told from the documents alone.
enum PermissionOrder {
    static func change(from old: CanonicalPolicy, to new: CanonicalPolicy) -> PermissionChange {
        if old.means(new) { return .same }
        switch (mayPermitMore(new, than: old), mayPermitMore(old, than: new)) {
        case (false, false): return .same
        case (true, false): return .broadens
        case (false, true): return .narrows
        case (true, true): return .differs
        }
    }

    /// Whether an Allow of the first is in no Allow of the second, or a Deny of the second in no Deny of the first.
    private static func mayPermitMore(_ one: CanonicalPolicy, than other: CanonicalPolicy) -> Bool {
        !covers(other, one, .allow) || !covers(one, other, .deny)
    }

    private static func covers(_ wider: CanonicalPolicy, _ narrower: CanonicalPolicy, _ effect: Effect) -> Bool {
        let wide = wider.statements.filter { $0.effect == effect }
        let narrow = narrower.statements.filter { $0.effect == effect }
        return narrow.allSatisfy { statement in
            if wide.contains(where: { $0.covers(statement) }) { return true }
            guard statement.atomCount <= 1_000 else { return false }
            return statement.atoms.allSatisfy { atom in wide.contains { $0.covers(atom) } }
        }
    }
}

extension CanonicalStatement {
    /// Whether this statement applies whenever the other one does.
    func covers(_ other: CanonicalStatement) -> Bool {
        coversPrincipal(other) && Self.covers(action, other.action) && coversResource(other)
            && conditions.allSatisfy { mine in other.conditions.contains { mine.isImplied(by: $0) } }
    }

    private func coversPrincipal(_ other: CanonicalStatement) -> Bool {
        guard let mine = principal, let theirs = other.principal else { return principal == other.principal }
        guard mine.excludes == theirs.excludes else { return false }
        if mine.excludes { return mine.values.isSubset(of: theirs.values) }
        return theirs.values.allSatisfy { value in
            mine.values.contains(value) || mine.values.contains("*")
                || PrincipalName.account(ofCanonical: value).map { mine.values.contains($0) } ?? false
        }
    }

    private func coversResource(_ other: CanonicalStatement) -> Bool {
        guard let mine = resource, let theirs = other.resource else { return resource == other.resource }
        return Self.covers(mine, theirs)
    }

    private static func covers(_ mine: Element, _ theirs: Element) -> Bool {
        switch (mine.excludes, theirs.excludes) {
        case (false, false): theirs.values.allSatisfy { Coverage.some(mine.values, cover: $0) }
        case (true, true): mine.values.allSatisfy { Coverage.some(theirs.values, cover: $0) }
        case (false, true): mine.values.contains("*")
        case (true, false): false
        }
    }
}
