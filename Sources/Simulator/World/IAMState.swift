/// What IAM holds for one account.
public struct IAMState: Sendable {
    /// The users by name.
    public var users: [String: IAMUser] = [:]
    /// The roles by name, whatever their path.
    public var roles: [String: IAMRole] = [:]
    /// The customer managed policies by ARN.
    public var policies: [String: ManagedPolicy] = [:]
    /// The OpenID Connect providers by ARN.
    public var providers: [String: OIDCProvider] = [:]

    /// Creates an empty IAM.
    public init() {}

    /// The role with this unique id.
    func role(withID id: String) -> IAMRole? {
        roles.values.first { $0.id == id }
    }
}

/// Tags in the order they were set.
public struct Tags: Sendable, Hashable {
    /// The tags, each key once.
    public private(set) var list: [Tag] = []

    /// Creates no tags.
    public init() {}

    /// Creates tags; of several with the same key the last one counts.
    public init(_ tags: [Tag]) {
        for tag in tags { set(tag) }
    }

    /// How many tags there are.
    public var count: Int { list.count }

    /// The value of a key.
    public subscript(key: String) -> String? {
        list.first { $0.key == key }?.value
    }

    /// Adds a tag or changes its value.
    public mutating func set(_ tag: Tag) {
        if let index = list.firstIndex(where: { $0.key == tag.key }) {
            list[index] = tag
        } else {
            list.append(tag)
        }
    }

    /// Removes the tag with this key.
    public mutating func remove(_ key: String) {
        list.removeAll { $0.key == key }
    }
}

/// One tag.
public struct Tag: Sendable, Hashable {
    /// The key, up to 128 characters.
    public var key: String
    /// The value, up to 256 characters, possibly empty.
    public var value: String

    /// Creates a tag.
    public init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }

    /// Whether a key is one that only AWS may set: it begins with `aws:`, in any case of letters.
    static func isReserved(_ key: String) -> Bool { key.lowercased().hasPrefix("aws:") }
}
