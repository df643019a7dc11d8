public import Wire

/// One action of a statement, possibly with `*` and `?`; compared without regard to case.
public struct ActionPattern: Hashable, Sendable {
    /// The pattern as written, for instance `ses:Send*`.
    public let text: String
    /// Where it stands in its text.
    public let position: SourcePosition
    let wildcard: Wildcard

    /// Compiles a pattern.
    public init(_ text: String, position: SourcePosition = .start) {
        self.text = text
        self.position = position
        wildcard = Wildcard(text.lowercased())
    }

    /// Whether the pattern stands for more than one action.
    public var isWild: Bool { text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") } }

    /// Whether the pattern covers the action, in any case of letters.
    public func matches(_ action: String) -> Bool { wildcard.matches(Array(action.lowercased().utf8)) }
}
