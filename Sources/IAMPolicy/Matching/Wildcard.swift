/// A compiled pattern with `*` and `?` over whole texts; case counts, nothing is escaped, nothing is a regular
/// expression.
///
/// Matching takes time in proportion to the text, whatever the pattern: pieces between stars are looked for from
/// left to right, each once. A `?` is one Unicode scalar.
struct Wildcard: Hashable, Sendable {
    private enum Shape: Hashable, Sendable {
        case everything
        case exact([UInt8])
        case prefix([UInt8])
        case pieces(PiecewisePattern)
        case automaton(SegmentAutomaton)
    }

    private let shape: Shape

    /// Compiles a text in which `*` and `?` are wildcards.
    init(_ text: some StringProtocol) { self.init(tokens: Token.pattern(text)) }

    /// Compiles tokens.
    init(tokens: [Token]) {
        if tokens == [.any] {
            shape = .everything
        } else if tokens.allSatisfy(\.isByte) {
            shape = .exact(tokens.map { UInt8(truncatingIfNeeded: $0) })
        } else if tokens.contains(where: { $0 == .anyInSegment || $0 == .oneInSegment }) {
            shape = .automaton(SegmentAutomaton(tokens))
        } else if tokens.last == .any, tokens.dropLast().allSatisfy(\.isByte) {
            shape = .prefix(tokens.dropLast().map { UInt8(truncatingIfNeeded: $0) })
        } else {
            shape = .pieces(PiecewisePattern(tokens))
        }
    }

    /// Whether the whole text, given as UTF-8, fits.
    func matches(_ text: [UInt8]) -> Bool {
        switch shape {
        case .everything: true
        case .exact(let bytes): bytes == text
        case .prefix(let bytes): text.starts(with: bytes)
        case .pieces(let pattern): pattern.matches(text)
        case .automaton(let automaton): automaton.matches(text)
        }
    }

    /// Whether the whole text fits.
    func matches(_ text: some StringProtocol) -> Bool { matches(Array(text.utf8)) }
}
