/// A pattern cut at its stars: the first piece begins the text, the last ends it, the others follow in order.
///
/// The earliest place of a piece is always the best one, so nothing is tried twice.
struct PiecewisePattern: Hashable, Sendable {
    private let first: [Token]
    private let middle: [PatternPiece]
    /// Nil when the pattern has no star: then ``first`` is all of it.
    private let last: [Token]?

    init(_ tokens: [Token]) {
        var pieces = tokens.split(separator: Token.any, omittingEmptySubsequences: false).map(Array.init)
        first = pieces.removeFirst()
        last = pieces.popLast()
        middle = pieces.filter { !$0.isEmpty }.map(PatternPiece.init)
    }

    func matches(_ text: [UInt8]) -> Bool {
        guard var place = PatternPiece.end(of: first, in: text, from: 0) else { return false }
        guard let last else { return place == text.count }
        for piece in middle {
            guard let next = piece.firstEnd(in: text, from: place) else { return false }
            place = next
        }
        guard let tail = PatternPiece.start(of: last, endingAt: text.count, in: text) else { return false }
        return tail >= place
    }
}
