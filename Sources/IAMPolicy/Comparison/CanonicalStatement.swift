/// A statement freed of what means nothing.
struct CanonicalStatement: Hashable {
    /// A list of which order and repetition do not count; nil where the statement has no such element.
    struct Element: Hashable {
        var excludes: Bool
        var values: Set<String>

        /// The element cut into one per value; an excluding one means something as a whole only.
        var cut: [Element] {
            excludes ? [self] : values.map { Element(excludes: false, values: [$0]) }
        }
    }

    var effect: Effect
    var principal: Element?
    var action: Element
    var resource: Element?
    var conditions: Set<CanonicalCondition>

    init(_ statement: Statement) {
        effect = statement.effect
        principal = statement.principal.map { element in
            Element(excludes: element.excludes, values: Set(element.principals.map(PrincipalName.canonical)))
        }
        action = Element(
            excludes: statement.action.excludes, values: Set(statement.action.patterns.map { $0.text.lowercased() }))
        resource = statement.resource.map { element in
            Element(excludes: element.excludes, values: Set(element.patterns.map(\.text)))
        }
        conditions = Set(statement.conditions.conditions.map(CanonicalCondition.init))
    }

    var hasDollars: Bool {
        (resource?.values ?? []).contains { $0.contains("${") }
            || conditions.contains { $0.values.contains { $0.contains("${") } }
    }

    var atomCount: Int {
        let counts = [principal, action, resource].map { element -> Int in
            guard let element, !element.excludes else { return 1 }
            return element.values.count
        }
        return counts.reduce(1) { product, count in
            let (result, overflow) = product.multipliedReportingOverflow(by: count)
            return overflow ? .max / 2 : min(result, .max / 1_000_000)
        }
    }

    var atoms: [CanonicalStatement] {
        let principals: [Element?] = principal.map { $0.cut } ?? [nil]
        let resources: [Element?] = resource.map { $0.cut } ?? [nil]
        return principals.flatMap { principal in
            action.cut.flatMap { action in
                resources.map { resource in
                    var atom = self
                    atom.principal = principal
                    atom.action = action
                    atom.resource = resource
                    return atom
                }
            }
        }
    }
}
