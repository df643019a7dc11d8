public import Canvas

/// A glyph with a meaning; only the glyph is coloured, and every one has a spoken word.
public enum Mark: Hashable, Sendable, CaseIterable {
    case right, wrong, attention, unknown, open, running, add, removed, change, adopt, nothing, conflict

    /// The glyph, one cell wide.
    public var glyph: Character {
        switch self {
        case .right: "✓"
        case .wrong: "✗"
        case .attention: "!"
        case .unknown: "?"
        case .open: "•"
        case .running: "…"
        case .add: "+"
        case .removed: "-"
        case .change: "~"
        case .adopt: "="
        case .nothing: "·"
        case .conflict: "x"
        }
    }

    /// The role of its colour.
    public var ink: Ink {
        switch self {
        case .right, .add: .right
        case .wrong, .conflict, .removed: .wrong
        case .attention, .unknown, .open, .change: .attention
        case .running, .adopt: .default
        case .nothing: .dim
        }
    }

    /// The word that line mode says.
    public var spoken: String {
        switch self {
        case .right: "done"
        case .wrong: "wrong"
        case .attention: "waits for you"
        case .unknown: "cannot tell"
        case .open: "open"
        case .running: "running"
        case .add: "add"
        case .removed: "remove"
        case .change: "change"
        case .adopt: "take over"
        case .nothing: "unchanged"
        case .conflict: "conflict"
        }
    }

    var style: Style { Style(ink: ink) }
}
