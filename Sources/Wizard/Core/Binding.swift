public import Canvas

/// A line of a binding table: handling, footer, help and "why not now" all read it.
public struct Binding: Hashable, Sendable {
    /// Whether an action can be used now.
    public enum Availability: Hashable, Sendable {
        /// It can.
        case on
        /// It cannot, and this is why, as it follows "not now: ".
        case off(String)
    }

    /// Where a binding is shown.
    public enum Place: Int, Hashable, Sendable, Comparable {
        /// Enter, always first.
        case enter
        /// In the footer, before the standard keys.
        case footer
        /// Standard keys that stand in the footer when there is room.
        case standard
        /// Only in help and Actions.
        case help
        /// Not shown: aliases and editing keys.
        case hidden

        /// Earlier places are smaller.
        public static func < (left: Place, right: Place) -> Bool { left.rawValue < right.rawValue }
    }

    /// The keys.
    public var keys: [Key]
    /// The keys in words: `Enter`, `Up/Down`, `a`.
    public var keyWords: String
    /// What happens, in one or two words: `apply`.
    public var label: String
    /// What happens.
    public var action: Action
    /// Whether it can be used now.
    public var availability: Availability
    /// Where it is shown.
    public var place: Place

    init(
        _ keys: [Key], _ keyWords: String, _ label: String, _ action: Action, place: Place = .footer,
        unless reason: String? = nil
    ) {
        self.keys = keys
        self.keyWords = keyWords
        self.label = label
        self.action = action
        self.place = place
        availability = reason.map(Availability.off) ?? .on
    }

    /// A binding of one letter.
    static func letter(
        _ letter: Character, _ label: String, _ action: Action, place: Place = .footer, unless reason: String? = nil
    ) -> Binding {
        Binding([.character(letter)], String(letter), label, action, place: place, unless: reason)
    }

    /// Whether it can be used now.
    public var isOn: Bool { availability == .on }
}
