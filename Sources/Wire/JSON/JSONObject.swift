/// The members of a JSON object in the order they stand in.
///
/// Looking a key up takes the same time in objects of any size. Keys are compared by their bytes.
public struct JSONObject: Hashable, Sendable {
    /// One key with its value.
    public struct Member: Hashable, Sendable {
        /// The key.
        public var key: String

        /// The value.
        public var value: JSONValue

        /// Makes a member.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The members in order.
    public private(set) var members: [Member]
    private var index: KeyIndex

    /// Makes an object of members whose keys differ.
    public init(_ members: [Member] = []) {
        self.init(members, index: KeyIndex(members.lazy.map(\.key)))
    }

    /// Makes an object of members whose keys differ.
    public init(members: [Member]) { self.init(members) }

    /// Makes an object of pairs whose keys differ.
    public init(_ pairs: [(String, JSONValue)]) { self.init(pairs.map { Member(key: $0.0, value: $0.1) }) }

    /// Makes an object of members whose index is known.
    init(_ members: [Member], index: KeyIndex) {
        self.members = members
        self.index = index
    }

    /// The keys in order.
    public var keys: [String] { members.map(\.key) }

    /// The values in order.
    public var values: [JSONValue] { members.map(\.value) }

    /// The number of members.
    public var count: Int { members.count }

    /// True without members.
    public var isEmpty: Bool { members.isEmpty }

    /// The value of a key.
    ///
    /// Setting replaces it in place or adds it at the end; setting nil removes it.
    public subscript(key: String) -> JSONValue? {
        get { index.position(of: key, in: members).map { members[$0].value } }
        set {
            guard let position = index.position(of: key, in: members) else {
                guard let newValue else { return }
                members.append(Member(key: key, value: newValue))
                index.add(members)
                return
            }
            if let newValue {
                members[position].value = newValue
            } else {
                members.remove(at: position)
                index = KeyIndex(members.lazy.map(\.key))
            }
        }
    }

    /// Whether the same members stand in the same order.
    public static func == (left: Self, right: Self) -> Bool { left.members == right.members }

    /// Hashes the members in their order.
    public func hash(into hasher: inout Hasher) { hasher.combine(members) }
}
