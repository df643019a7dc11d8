import Calls

/// What reading texts takes: the catalogue, its words, and the search for them; made once.
struct Explainer: Sendable {
    let search: WordSearch
    let passages: PassageReader
    private let catalogue: FailureCatalogue
    private let known: Int

    /// The one of the built-in catalogue.
    static let builtIn = Explainer(.builtIn)

    /// Words of errors that the catalogue need not know.
    private static let frames = [
        "an error occurred (", "operation error ", "api error ", "(service: ", "error executing \"", "::errors::",
        "error from server", "<code>", "errorcode", "authorized to perform", ":assumed-role/", "on resource",
        "is forbidden: ",
    ]

    init(_ catalogue: FailureCatalogue) {
        self.catalogue = catalogue
        var codes: Set<String> = ["AccessDenied"]
        var operations: [String: String] = [:]
        for match in catalogue.entries.compactMap(\.match) {
            codes.formUnion(match.codes)
            for name in match.operations { operations[name] = match.services.first }
        }
        for operation in Operation.all where operation.service != .kubernetes {
            operations[operation.name] = operations[operation.name] ?? operation.service.rawValue
        }
        let reading = CatalogueReading(catalogue)
        search = WordSearch(reading.anchors + Self.frames)
        passages = PassageReader(ErrorReader(ErrorWords(codes: codes, operations: operations)), reading)
        known = reading.count
    }

    /// What the errors of a text mean.
    func explanation(of found: FoundTexts, lines: Int, head: [UInt8]) -> Explanation {
        var all = TextFacts()
        let facts = found.texts.map { TextFacts($0.error) }
        for (text, own) in zip(found.texts, facts) where text.entry != nil { all.merge(own) }
        let texts = zip(found.texts, facts).map { text, own in
            var known = own
            known.merge(all)
            return Explanation.Text(
                text: text.error.message, line: text.line, count: text.count, speaker: Self.speaker(text.error),
                code: text.error.code, operation: text.error.operation, service: text.error.service,
                causes: text.entry.map { causes(of: $0, text.error, own: own, all: known) } ?? [], facts: own)
        }
        if texts.isEmpty, let card = card(String(decoding: head, as: UTF8.self)) { return card }
        return Explanation(
            lines: lines, texts: texts, alike: found.alike, facts: all, known: known,
            given: texts.isEmpty ? Explanation.shown(head) : "")
    }

    /// What a finding's code stands for; nil for a text that is none.
    func card(_ text: String) -> Explanation? {
        let code = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").uppercased()
        guard let cause = CodeCard.cause(code, catalogue) else { return nil }
        let text = Explanation.Text(
            text: code, line: 1, count: 1, speaker: .code, code: nil, operation: nil, service: nil, causes: [cause],
            facts: TextFacts())
        return Explanation(lines: 1, texts: [text], alike: 0, facts: TextFacts(), known: known, given: "")
    }

    /// The causes of a text, the likely ones first, else in the catalogue's order.
    private func causes(
        of entry: FailureEntry, _ error: ErrorText, own: TextFacts, all: TextFacts
    ) -> [Explanation.Cause] {
        // Addresses and senders of other texts help; who called and was refused is this text's own.
        var ranked: [(FailureEntry, Likelihood)] = []
        let failure = CallFailure(
            .doubtful, code: error.code, message: error.message, service: error.service, operation: error.operation)
        var context = FailureContext()
        context.stated = all.stated
        let refusal = Refusal(failure, context)
        // What nobody could look at is no cause of a text.
        for alternative in entry.causes where alternative.unread.isEmpty && alternative.facts.fit(refusal) {
            guard !ranked.contains(where: { $0.0.code == alternative.code }),
                let other = catalogue.entries.first(where: { $0.code == alternative.code })
            else { continue }
            ranked.append((other, alternative.likelihood))
        }
        if ranked.isEmpty { ranked = [(entry, .likely)] }
        context.receiver = own.unverified.first
        if all.sender == nil, own.unverified.count == 1 {
            // Whichever of the two it is, its own cause says of it what would be wrong.
            context.stated[.sender] = own.unverified.first
            context.stated[.identity] = own.unverified.first
        }
        let told = Refusal(failure, context)
        return Likelihood.allCases.flatMap { likelihood in
            ranked.filter { $0.1 == likelihood }.map { Explanation.Cause($0.0, likelihood, told) }
        }
    }

    private static func speaker(_ error: ErrorText) -> Explanation.Speaker {
        if error.service == "kubernetes" { return .cluster }
        return error.code != nil || error.isFramed ? .aws : .program
    }
}
