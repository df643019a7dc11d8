/// A policy document freed of what means nothing: order, repetition, string against list, spelling of keys.
struct CanonicalPolicy {
    let statements: [CanonicalStatement]
    let sids: Set<String>
    /// Whether `${…}` in the document are variables; false also where there are none.
    private let hasVariables: Bool
    private let hasDollars: Bool

    /// Above this many combinations statements are compared whole instead of taken apart.
    private static let mostAtoms = 20_000

    init(_ document: PolicyDocument) {
        statements = document.statements.map(CanonicalStatement.init)
        sids = Set(document.statements.compactMap(\.sid).filter { !$0.isEmpty })
        hasDollars = statements.contains(where: \.hasDollars)
        hasVariables = document.version == .v2012 && hasDollars
    }

    /// Whether both permit and refuse the same, however the statements are cut.
    func means(_ other: CanonicalPolicy) -> Bool {
        guard hasVariables == other.hasVariables else { return false }
        if Set(statements) == Set(other.statements) { return true }
        guard let mine = atoms, let theirs = other.atoms else { return false }
        return mine == theirs
    }

    /// Every combination of one principal, one action and one resource; nil when there are too many.
    private var atoms: Set<CanonicalStatement>? {
        guard statements.reduce(0, { $0 + $1.atomCount }) <= Self.mostAtoms else { return nil }
        return Set(statements.flatMap(\.atoms))
    }
}
