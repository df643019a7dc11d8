/// A list that forgets its oldest items, so that a world does not grow however long it runs.
///
/// The items lie in pieces: a list that is added to while somebody keeps a copy of it copies its last piece alone. Hundreds
/// of moments of a world that are kept share what they have in common.
public struct RecentItems<Item: Sendable>: Sendable {
    /// How many items a piece has; the last one may have fewer.
    private static var pieceLength: Int { 32 }

    private var pieces: [[Item]] = []
    /// How many items of the first piece are forgotten.
    private var forgotten = 0

    /// The most items kept.
    public let limit: Int
    /// How many items are kept.
    public private(set) var count = 0

    /// Creates an empty list that keeps at most this many items.
    public init(limit: Int) {
        self.limit = limit
    }

    /// Adds an item, forgetting the oldest one when the list is full.
    public mutating func append(_ item: Item) {
        if pieces.last.map({ $0.count == Self.pieceLength }) ?? true { pieces.append([]) }
        pieces[pieces.count - 1].append(item)
        guard count == limit else {
            count += 1
            return
        }
        forgotten += 1
        guard forgotten == pieces[0].count else { return }
        pieces.removeFirst()
        forgotten = 0
    }

    /// The items kept, oldest first.
    public var all: [Item] { Array(pieces.joined().dropFirst(forgotten)) }

    /// The oldest item kept.
    public var first: Item? { pieces.first?[forgotten] }

    /// Whether nothing is kept.
    public var isEmpty: Bool { count == 0 }

    /// Forgets the items that a function chooses.
    mutating func removeAll(where isChosen: (Item) -> Bool) {
        var kept = RecentItems(limit: limit)
        for item in all where !isChosen(item) { kept.append(item) }
        self = kept
    }

    /// Forgets everything.
    public mutating func removeAll() { self = RecentItems(limit: limit) }
}
