/// Condition keys of which nobody can say yet whether a request carries them, and with which values.
///
/// Unknown is another thing than absent: a condition on an absent key is decided, one on an unknown key is not.
public struct UnknownKeys: Hashable, Sendable {
    private var names: Set<String>
    private var families: [String]
    private var known: [String]

    /// No key is unknown.
    public init() {
        names = []
        families = []
        known = []
    }

    /// Names unknown keys, in any case of letters.
    ///
    /// - Parameters:
    ///   - keys: the keys; one that ends in `*`, as `aws:PrincipalTag/*`, stands for all that begin so.
    ///   - absent: keys of those families that no such request ever carries, in the same form.
    public init(_ keys: [String], absent: [String] = []) {
        func isFamily(_ key: String) -> Bool { key.hasSuffix("*") }
        names = Set(keys.filter { !isFamily($0) }.map { $0.lowercased() })
        families = keys.filter(isFamily).map { $0.dropLast().lowercased() }
        known = absent.map { isFamily($0) ? $0.dropLast().lowercased() : $0.lowercased() }
    }

    /// Whether every key is known.
    public var isEmpty: Bool { names.isEmpty && families.isEmpty }

    /// Whether a key, in any case of letters, is among them.
    public func contains(_ key: String) -> Bool { contains(lowered: key.lowercased()) }

    /// These keys and the other's.
    public func union(_ other: UnknownKeys) -> UnknownKeys {
        var result = self
        result.names.formUnion(other.names)
        result.families += other.families.filter { !families.contains($0) }
        result.known += other.known.filter { !known.contains($0) }
        return result
    }

    func contains(lowered key: String) -> Bool {
        guard !isEmpty else { return false }
        if names.contains(key) { return true }
        return families.contains { key.hasPrefix($0) } && !known.contains { key.hasPrefix($0) }
    }
}
