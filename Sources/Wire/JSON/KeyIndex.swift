/// Where the keys of an object stand: compared one by one in small objects, hashed in large ones.
///
/// Nearly every object of AWS and Kubernetes has so few keys that comparing is quicker than hashing.
struct KeyIndex {
    /// So many keys are compared one by one.
    static let smallCount = 8

    private var positions: [UTF8Key: Int] = [:]

    /// The index of no keys.
    init() {}

    /// The index of keys that differ.
    init(_ keys: some Collection<String>) {
        guard keys.count > Self.smallCount else { return }
        positions.reserveCapacity(keys.count)
        for (position, key) in keys.enumerated() { positions[UTF8Key(key)] = position }
    }

    /// Takes in the keys of members that were just read; for an index of no keys.
    ///
    /// - Parameters:
    ///   - count: How many there are.
    ///   - key: The key at a position.
    /// - Returns: The positions of the first key that stands there twice; nil where all differ, and then this is their
    ///   index.
    mutating func fill(_ count: Int, key: (Int) -> String) -> (first: Int, second: Int)? {
        guard count > Self.smallCount else {
            for second in 0..<count {
                for first in 0..<second where UTF8Key(key(first)) == UTF8Key(key(second)) { return (first, second) }
            }
            return nil
        }
        positions.reserveCapacity(count)
        for second in 0..<count {
            if let first = positions.updateValue(second, forKey: UTF8Key(key(second))) { return (first, second) }
        }
        return nil
    }

    /// The position of a key among the members that this is the index of.
    func position(of key: String, in members: [JSONObject.Member]) -> Int? {
        let wanted = UTF8Key(key)
        guard members.count > Self.smallCount else { return members.firstIndex { UTF8Key($0.key) == wanted } }
        return positions[wanted]
    }

    /// Takes in the key that was added at the end of the members.
    mutating func add(_ members: [JSONObject.Member]) {
        guard members.count > Self.smallCount else { return }
        if positions.isEmpty {
            self = KeyIndex(members.map(\.key))
        } else if let last = members.last {
            positions[UTF8Key(last.key)] = members.count - 1
        }
    }
}
