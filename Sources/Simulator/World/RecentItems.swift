/// A list that forgets its oldest items, so that a world does not grow however long it runs.
public struct RecentItems<Item: Sendable>: Sendable {
    private var storage: [Item] = []
    private var head = 0

    /// The most items kept.
    public let limit: Int

    /// Creates an empty list that keeps at most this many items.
    public init(limit: Int) {
        self.limit = limit
    }

    /// Adds an item, forgetting the oldest one when the list is full.
    public mutating func append(_ item: Item) {
        if storage.count < limit {
            storage.append(item)
        } else {
            storage[head] = item
            head = (head + 1) % limit
        }
    }

    /// The items kept, oldest first.
    public var all: [Item] {
        head == 0 ? storage : Array(storage[head...] + storage[..<head])
    }

    /// How many items are kept.
    public var count: Int { storage.count }

    /// Whether nothing is kept.
    public var isEmpty: Bool { storage.isEmpty }

    /// Forgets the items that a function chooses.
    mutating func removeAll(where isChosen: (Item) -> Bool) {
        storage = all.filter { !isChosen($0) }
        head = 0
    }

    /// Forgets everything.
    public mutating func removeAll() {
        storage.removeAll()
        head = 0
    }
}
