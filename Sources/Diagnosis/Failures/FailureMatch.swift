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
    /// What must be true beyond the text.
    let conditions: [FailureCondition]

    /// Reads a match; nil when it asks for nothing or for a condition that is not known.
    init?(_ value: JSONValue) {
        func texts(_ key: String) -> [String] { (value[key]?.array ?? []).compactMap(\.string) }
        services = texts("services")
        operations = texts("operations")
        codes = texts("codes").map(Self.bare)
        fragments = texts("fragments").map { $0.lowercased() }
        conditions = texts("when").compactMap(FailureCondition.init)
        let isComplete = conditions.count == texts("when").count
        guard isComplete, !(codes.isEmpty && fragments.isEmpty) else { return nil }
    }

    func fits(_ scene: FailureScene) -> Bool {
        Self.contains(services, scene.service)
            && Self.contains(operations, scene.operation)
            && fitsCode(scene)
            && (fragments.isEmpty || fragments.contains { scene.loweredMessage.contains($0) })
            && conditions.allSatisfy { $0.holds(scene) }
    }

    /// A text without a code must name one of the codes itself.
    private func fitsCode(_ scene: FailureScene) -> Bool {
        if codes.isEmpty || codes.contains(Self.bare(scene.code)) { return true }
        guard scene.code.isEmpty else { return false }
        return !fragments.isEmpty || codes.contains { scene.loweredMessage.contains($0.lowercased()) }
    }

    /// A text of unknown origin fits every service and operation; its fragments must fit then.
    private static func contains(_ allowed: [String], _ text: String) -> Bool {
        allowed.isEmpty || text.isEmpty || allowed.contains(text)
    }

    private static func bare(_ code: String) -> String {
        code.hasSuffix("Exception") ? String(code.dropLast("Exception".count)) : code
    }
}
