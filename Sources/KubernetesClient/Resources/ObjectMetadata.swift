public import Wire

/// What every object says about itself.
public struct ObjectMetadata: Hashable, Sendable {
    /// The object that an object belongs to.
    public struct Owner: Hashable, Sendable {
        /// Its kind.
        public var kind: String
        /// Its name.
        public var name: String
        /// Its identity, which a namesake made later does not share.
        public var uid: String
    }

    /// The name.
    public var name: String
    /// The namespace; nil for what belongs to the whole cluster.
    public var namespace: String?
    /// The identity, which a namesake made later does not share.
    public var uid: String
    /// The version that a change makes differ.
    public var resourceVersion: String
    /// The number of the wanted state.
    public var generation: Int
    /// Labels.
    public var labels: [String: String]
    /// Annotations.
    public var annotations: [String: String]
    /// When it was made.
    public var created: Timestamp?
    /// When it was asked to go; nil while nobody has.
    public var deleted: Timestamp?
    /// What it belongs to.
    public var owners: [Owner]
    /// Who manages fields of it, each once.
    public var managers: [String]

    init?(_ json: JSONValue) {
        guard let metadata = json["metadata"], let name = metadata["name"]?.string, !name.isEmpty else { return nil }
        self.name = name
        namespace = metadata["namespace"]?.string
        uid = metadata["uid"]?.string ?? ""
        resourceVersion = metadata["resourceVersion"]?.string ?? ""
        generation = metadata["generation"]?.int ?? 0
        labels = metadata["labels"].texts
        annotations = metadata["annotations"].texts
        created = metadata["creationTimestamp"]?.string.flatMap { Timestamp(iso8601: $0) }
        deleted = metadata["deletionTimestamp"]?.string.flatMap { Timestamp(iso8601: $0) }
        owners = (metadata["ownerReferences"]?.array ?? []).map { owner in
            Owner(
                kind: owner["kind"]?.string ?? "", name: owner["name"]?.string ?? "",
                uid: owner["uid"]?.string ?? "")
        }
        var seen: [String] = []
        for entry in metadata["managedFields"]?.array ?? [] {
            if let manager = entry["manager"]?.string, !seen.contains(manager) { seen.append(manager) }
        }
        managers = seen
    }

    /// Whether it carries the label by which sesame knows its own.
    public var isOwn: Bool { labels["app.kubernetes.io/managed-by"] == "sesame" }
}

extension JSONValue? {
    /// The members whose values are texts.
    var texts: [String: String] {
        var found: [String: String] = [:]
        for member in self?.object?.members ?? [] {
            if let text = member.value.string { found[member.key] = text }
        }
        return found
    }
}
