public import Canvas

/// What a key, a button, a row of a list or an answer does: it changes the state and says what is to be done.
///
/// It may run later than the table that it stands in was made, so it asks the state that it is given.
public typealias Handler = @Sendable (inout WizardState) -> [WizardEffect]

/// A line of a binding table: handling, footer, help, Actions and "why not now" all read it.
public struct Binding: Sendable {
    /// Whether a binding can be used now.
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

        /// How soon a binding of this place leaves a footer that is too full.
        var weight: Int {
            switch self {
            case .enter: 0
            case .footer: 3
            case .standard: 5
            case .help, .hidden: 9
            }
        }
    }

    /// The keys.
    public var keys: [Key]
    /// The keys in words: `Enter`, `Up/Down`, `a`.
    public var keyWords: String
    /// What happens, in one or two words: `apply`.
    public var label: String
    /// What Actions calls it, where the label is too short to stand alone; empty for the label.
    var name = ""
    /// What it does and costs, in a sentence for Actions; empty for what its name says already.
    var about = ""
    /// Whether it can be used now.
    public var availability: Availability
    /// Where it is shown.
    public var place: Place
    /// What happens.
    public var run: Handler
    /// How soon it leaves a footer that is too full: the largest goes first.
    var weight: Int
    /// Whether Actions offers it; what only moves the focus would be of no use there.
    var isListed: Bool
    /// Whether it is the presenter's of a stage alone: nobody sees that it was pressed.
    var isForPresenter = false

    init(
        _ keys: [Key], _ keyWords: String, _ label: String, place: Place = .footer, weight: Int? = nil,
        isListed: Bool = true, unless reason: String? = nil, run: @escaping Handler
    ) {
        self.keys = keys
        self.keyWords = keyWords
        self.label = label
        self.place = place
        self.weight = weight ?? place.weight
        self.isListed = isListed
        self.run = run
        availability = reason.map(Availability.off) ?? .on
    }

    /// A binding of one letter.
    static func letter(
        _ letter: Character, _ label: String, place: Place = .footer, unless reason: String? = nil,
        run: @escaping Handler
    ) -> Binding {
        Binding([.character(letter)], String(letter), label, place: place, unless: reason, run: run)
    }

    /// The binding with its name in Actions.
    func named(_ name: String, _ about: String = "") -> Binding {
        var binding = self
        binding.name = name
        binding.about = about
        return binding
    }

    /// The binding as one of the presenter's of a stage.
    func forPresenter() -> Binding {
        var binding = self
        binding.isForPresenter = true
        return binding
    }

    /// More keys for what a shown binding says already.
    static func hidden(_ keys: [Key], run: @escaping Handler) -> Binding {
        Binding(keys, "", "", place: .hidden, run: run)
    }

    /// Whether it can be used now.
    public var isOn: Bool { availability == .on }

    /// Whether one of its keys is a letter that would be text in a field.
    var isLetter: Bool {
        keys.contains { if case .character = $0 { true } else { false } }
    }
}
