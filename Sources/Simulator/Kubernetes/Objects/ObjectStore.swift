public import Wire

/// What an API server keeps in etcd: every object with its version, and the latest changes for those who watch.
public struct ObjectStore: Sendable {
    /// What happened to an object.
    public enum ChangeKind: String, Sendable {
        /// The object is new.
        case added = "ADDED"
        /// The object was there before.
        case modified = "MODIFIED"
        /// The object is gone; the change carries it as it was last.
        case deleted = "DELETED"
    }

    /// One change in the order in which changes happened.
    public struct Change: Sendable {
        /// The store's version after the change.
        public var version: Int
        /// What happened.
        public var kind: ChangeKind
        /// To which object.
        public var key: ObjectKey
        /// The object after the change.
        public var object: JSONValue
    }

    /// The version of the latest change; an object's `resourceVersion` is the version at which it last changed.
    public private(set) var version = Self.first
    private static let first = 1000
    private var objects: [ObjectKey: JSONValue] = [:]
    private var changes = RecentItems<Change>(limit: 1000)

    /// Makes an empty store.
    public init() {}

    /// Every object by its key.
    var all: [ObjectKey: JSONValue] { objects }

    /// The object at a key, or nil.
    public subscript(key: ObjectKey) -> JSONValue? { objects[key] }

    /// The objects of a resource, in one namespace or in all, by namespace and name.
    public func list(_ resource: String, namespace: String? = nil) -> [(key: ObjectKey, object: JSONValue)] {
        objects.filter { $0.key.resource == resource && (namespace == nil || $0.key.namespace == namespace) }
            .sorted { ($0.key.namespace, $0.key.name) < ($1.key.namespace, $1.key.name) }
            .map { (key: $0.key, object: $0.value) }
    }

    /// Every key in a namespace.
    public func keys(in namespace: String) -> [ObjectKey] {
        objects.keys.filter { $0.namespace == namespace }
            .sorted { ($0.resource, $0.name) < ($1.resource, $1.name) }
    }

    /// Every object whose owners include the one with a uid.
    public func dependents(of uid: String) -> [ObjectKey] {
        objects.filter { entry in
            entry.value["metadata"]?["ownerReferences"]?.array?.contains { $0["uid"]?.string == uid } ?? false
        }
        .keys.sorted { ($0.resource, $0.namespace, $0.name) < ($1.resource, $1.namespace, $1.name) }
    }

    /// Keeps an object and gives it the next version; returns it as kept.
    @discardableResult
    public mutating func put(_ object: JSONValue, at key: ObjectKey) -> JSONValue {
        version += 1
        var kept = object
        kept.set(["metadata", "resourceVersion"], .string(String(version)))
        let kind: ChangeKind = objects[key] == nil ? .added : .modified
        objects[key] = kept
        remember(Change(version: version, kind: kind, key: key, object: kept))
        return kept
    }

    /// Takes an object away; returns it as it was, or nil if there was none.
    @discardableResult
    public mutating func remove(_ key: ObjectKey) -> JSONValue? {
        guard var gone = objects.removeValue(forKey: key) else { return nil }
        version += 1
        gone.set(["metadata", "resourceVersion"], .string(String(version)))
        remember(Change(version: version, kind: .deleted, key: key, object: gone))
        return gone
    }

    /// The changes after a version, oldest first, or nil if some of them are no longer remembered.
    public func changes(after known: Int) -> [Change]? {
        guard known < version else { return [] }
        guard known >= Self.first else { return nil }
        if changes.count == changes.limit, let oldest = changes.first, known < oldest.version - 1 { return nil }
        return changes.all.filter { $0.version > known }
    }

    private mutating func remember(_ change: Change) {
        changes.append(change)
    }
}
