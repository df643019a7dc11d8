import Wire

/// How likely something is the cause of a text, among all that give the same one.
public enum Likelihood: String, Hashable, Sendable, CaseIterable, Comparable {
    /// The first to look at.
    case likely
    /// Seen now and then.
    case possible
    /// To look at when the others were not it.
    case rare

    /// Sorts the likely first.
    public static func < (left: Likelihood, right: Likelihood) -> Bool { left.order < right.order }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// One of several causes that give the same text.
struct Alternative: Hashable, Sendable {
    /// The code of its entry in the catalogue, under which a check tells it; a check's first code stands for all of its
    /// codes that the entry does not name.
    let code: String
    let likelihood: Likelihood
    /// What the refusal must show for it, and must not.
    let facts: RefusalFacts
    /// Whether those facts alone tell it, whatever else is seen.
    let isTold: Bool
    /// The checks that have to find nothing for it: it is what is left.
    let right: [String]
    /// The checks that nobody could make.
    let unread: [String]

    /// Whether it is so where a check found it; else it is what is left.
    var isFound: Bool { right.isEmpty && unread.isEmpty }

    /// Reads an alternative; nil when something is missing or no known word.
    init?(_ value: JSONValue) {
        func texts(_ key: String) -> [String] { (value[key]?.array ?? []).compactMap(\.string) }
        guard let code = value["code"]?.string,
            let likelihood = value["likelihood"]?.string.flatMap(Likelihood.init),
            let facts = RefusalFacts(value)
        else { return nil }
        self.code = code
        self.likelihood = likelihood
        self.facts = facts
        isTold = value["told"]?.bool ?? false
        right = texts("right")
        unread = texts("unread")
    }

    /// What a check tells under a code, and nothing else.
    init(_ code: String) {
        self.code = code
        likelihood = .likely
        facts = RefusalFacts()
        isTold = false
        right = []
        unread = []
    }
}
