/// How a long answer comes in pieces; a call's answer always holds all of them.
public enum Pages: Hashable, Sendable {
    /// It comes in one piece.
    case one
    /// IAM's way: `IsTruncated` and `Marker` in the answer, `Marker` in the next request.
    ///
    /// - list: The member that goes on.
    /// - others: Further members that go on in the same pages.
    case marker(list: String, others: [String] = [])
    /// A token in the answer asks for the next page.
    ///
    /// - name: The token's member, the same in request and answer.
    /// - list: The member that goes on.
    /// - size: The member that sets how much a page holds, and how much is asked for.
    case token(name: String, list: String, size: PageSize)

    /// Newest first, of which the first page is all that is asked for: a history has no end worth waiting for.
    ///
    /// Where there is more, the answer is not whole.
    ///
    /// - name: The token's member in the answer.
    case newest(name: String)

    /// The members that go on; none where all comes in one piece.
    public var lists: [String] {
        switch self {
        case .one, .newest: []
        case .marker(let list, let others): [list] + others
        case .token(_, let list, _): [list]
        }
    }

    /// How much a page is asked to hold.
    public struct PageSize: Hashable, Sendable {
        /// The input's member.
        public let name: String
        /// The number of items.
        public let count: Int

        /// A page size.
        public init(_ name: String, _ count: Int) {
            self.name = name
            self.count = count
        }
    }
}
