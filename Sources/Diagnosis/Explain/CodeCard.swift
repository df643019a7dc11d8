import Identifiers

/// What a finding's code stands for: of the catalogue, or of the practices.
enum CodeCard {
    /// The entry as a cause; nil for what is no code.
    static func cause(_ code: String, _ catalogue: FailureCatalogue) -> Explanation.Cause? {
        let refusal = Refusal(nil, FailureContext())
        if let entry = catalogue.entries.first(where: { $0.code == code }) {
            return Explanation.Cause(entry, .likely, refusal)
        }
        guard let practice = PracticeEntry.builtIn.first(where: { $0.code == code }) else { return nil }
        return Explanation.Cause(
            code: code, link: practice.link.rawValue, likelihood: .likely,
            title: "A risk where this does not hold: \(practice.right).",
            expected: practice.expected.filled(refusal), why: practice.why.filled(refusal), check: [], fix: "",
            docs: practice.docs)
    }

    /// The code that is nearest to a text that looks like one.
    static func near(_ text: String, _ catalogue: FailureCatalogue) -> String? {
        let looksLikeCode =
            text.contains("-") && text.utf8.count <= 40
            && text.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
        guard looksLikeCode else { return nil }
        return EditDistance.nearest(
            to: text.uppercased(), among: catalogue.entries.map(\.code) + PracticeEntry.builtIn.map(\.code))
    }
}
