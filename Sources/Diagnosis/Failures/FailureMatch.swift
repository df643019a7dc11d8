import Wire

/// How a failure is recognised: every part that is given must fit.
struct FailureMatch: Hashable, Sendable {
    /// Services that it comes from; empty for any.
    let services: [String]
    /// Operations that it comes from; empty for any.
    let operations: [String]
    /// Error codes, with or without a final `Exception`; empty for any.
    let codes: [String]
    /// Pieces of the message, one of which must occur, in any case of letters; empty for any.
    let fragments: [String]
    /// What the call must show besides, and must not.
    let facts: RefusalFacts

    /// Reads a match; nil when it asks for nothing or for a fact that is not known.
    init?(_ value: JSONValue) {
        func texts(_ key: String) -> [String] { (value[key]?.array ?? []).compactMap(\.string) }
        guard let facts = RefusalFacts(value) else { return nil }
        self.facts = facts
        services = texts("services")
        operations = texts("operations")
        codes = texts("codes").map(Self.bare)
        fragments = texts("fragments").map { $0.lowercased() }
        if codes.isEmpty && fragments.isEmpty { return nil }
    }

    func fits(_ refusal: Refusal) -> Bool {
        Self.contains(services, refusal.service)
            && Self.contains(operations, refusal.operation)
            && fitsCode(refusal)
            && (fragments.isEmpty || fragments.contains { refusal.loweredMessage.contains($0) })
            && facts.fit(refusal)
    }

    /// A text without a code must name one of the codes itself.
    private func fitsCode(_ refusal: Refusal) -> Bool {
        if codes.isEmpty || codes.contains(Self.bare(refusal.code)) { return true }
        guard refusal.code.isEmpty else { return false }
        return !fragments.isEmpty || codes.contains { refusal.loweredMessage.contains($0.lowercased()) }
    }

    /// A text of unknown origin fits every service and operation; its fragments must fit then.
    private static func contains(_ allowed: [String], _ text: String) -> Bool {
        allowed.isEmpty || text.isEmpty || allowed.contains(text)
    }

    private static func bare(_ code: String) -> String {
        code.hasSuffix("Exception") ? String(code.dropLast("Exception".count)) : code
    }
}

/// Facts that a refusal must show, `if`, and must not show, `unless`.
struct RefusalFacts: Hashable, Sendable {
    private let wanted: [RefusalFact]
    private let unwanted: [RefusalFact]

    /// None.
    init() {
        wanted = []
        unwanted = []
    }

    /// Reads both lists of an object; nil for a word that is not known.
    init?(_ value: JSONValue) {
        func known(_ key: String) -> [RefusalFact]? {
            let words = (value[key]?.array ?? []).compactMap(\.string)
            let known = words.compactMap(RefusalFact.init)
            return known.count == words.count ? known : nil
        }
        guard let wanted = known("if"), let unwanted = known("unless") else { return nil }
        self.wanted = wanted
        self.unwanted = unwanted
    }

    /// Whether a refusal is so.
    func fit(_ refusal: Refusal) -> Bool {
        wanted.allSatisfy { $0.holds(refusal) } && !unwanted.contains { $0.holds(refusal) }
    }
}
