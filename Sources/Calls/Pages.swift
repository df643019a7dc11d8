/// How a long answer comes in pieces; a call's answer always holds all of them.
public enum Pages: Hashable, Sendable {
    /// It comes in one piece.
    case one
    /// IAM's way: `IsTruncated` and `Marker` in the answer, `Marker` in the next request.
    ///
    /// - list: The member that goes on.
    case marker(list: String)
    /// A token in the answer asks for the next page.
    ///
    /// - name: The token's member, the same in request and answer.
    /// - list: The member that goes on.
    /// - size: The member that sets how much a page holds, and how much is asked for.
    case token(name: String, list: String, size: PageSize)

    /// The member that goes on; nil where it comes in one piece.
    public var list: String? {
        switch self {
        case .one: nil
        case .marker(let list), .token(_, let list, _): list
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
