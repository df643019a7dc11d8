/// The condition keys of a request; names are compared without regard to case.
///
/// A key may have a value, be absent, or be unknown.
public struct RequestContext: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    private var entries: [String: ContextValue]
    /// Keys of which it is not known whether the request carries them; a key that has a value here is known.
    public var unknown = UnknownKeys()

    /// An empty context.
    public init() { entries = [:] }

    /// A context from key and value pairs; of keys that differ in case only, the last one stays.
    public init(_ pairs: some Sequence<(String, ContextValue)>) {
        entries = [:]
        for (key, value) in pairs { entries[key.lowercased()] = value }
    }

    /// A context from a literal.
    public init(dictionaryLiteral elements: (String, ContextValue)...) { self.init(elements) }

    /// The value of a key, in any case of letters; nil when the request does not carry it.
    public subscript(key: String) -> ContextValue? {
        get { entries[key.lowercased()] }
        set { entries[key.lowercased()] = newValue }
    }

    /// The keys in lower case, sorted.
    public var keys: [String] { entries.keys.sorted() }

    /// This context with the other's keys added where it lacks them.
    public func filled(from other: RequestContext) -> RequestContext {
        var result = self
        result.entries.merge(other.entries) { mine, _ in mine }
        if !other.unknown.isEmpty { result.unknown = unknown.union(other.unknown) }
        return result
    }

    /// This context with keys that are not known, where it has no value for them.
    public func with(unknown keys: UnknownKeys) -> RequestContext {
        var result = self
        result.unknown = unknown.union(keys)
        return result
    }

    /// Whether it is not known what the request carries under a key.
    public func isUnknown(_ key: String) -> Bool { isUnknown(lowered: key.lowercased()) }

    func values(lowered key: String) -> ContextValue? { entries[key] }

    func isUnknown(lowered key: String) -> Bool { unknown.contains(lowered: key) && entries[key] == nil }
}

extension RequestContext {
    /// The same keys with all values in lower case, for comparisons in any case of letters.
    var lowercasedValues: RequestContext {
        var result = self
        result.entries = entries.mapValues { value in
            switch value {
            case .one(let text): .one(text.lowercased())
            case .list(let texts): .list(texts.map { $0.lowercased() })
            }
        }
        return result
    }
}
