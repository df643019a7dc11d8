import Wire

/// One entry of the catalogue: how a failure is recognised, and what to say about it.
struct FailureEntry: Hashable, Sendable {
    /// The stable code of the finding.
    let code: String
    let link: Link
    let status: Finding.Status
    /// How a refused call is recognised; nil for what shows without one, which only a check can find.
    let match: FailureMatch?
    let title: FindingTemplate
    let expected: FindingTemplate
    let found: FindingTemplate
    let place: FindingTemplate
    let why: FindingTemplate
    let fix: FindingTemplate
    let commands: [FindingTemplate]
    let remedy: Finding.Remedy?
    let docs: String?
    /// Sentences each of which alone tells the failure in a text that names neither service nor code.
    let texts: [String]
    /// What gives the same text, itself included where it may be it; empty where the text tells it alone.
    let causes: [Alternative]
    /// Commands that only look, and tell whether it is this.
    let looks: [FindingTemplate]

    /// Reads an entry; nil when something that it needs is missing or no known word.
    init?(_ value: JSONValue) {
        guard let code = value["code"]?.string,
            let status = Finding.Status(rawValue: value["status"]?.string ?? "fail"),
            let title = value["title"]?.string,
            let expected = value["expected"]?.string, let found = value["found"]?.string,
            let fix = value["fix"]?.string
        else { return nil }
        // What stands before the chain is about whoever looks.
        let link = value["link"]?.string ?? Link.you.rawValue
        let remedy = value["remedy"]?.string
        self.code = code
        self.status = status
        match = value["match"].flatMap(FailureMatch.init)
        self.remedy = remedy.flatMap(Finding.Remedy.init)
        guard let link = Link(rawValue: link) else { return nil }
        self.link = link
        if (remedy != nil && self.remedy == nil) || (value["match"] != nil && match == nil) { return nil }
        self.title = FindingTemplate(title)
        self.expected = FindingTemplate(expected)
        self.found = FindingTemplate(found)
        self.fix = FindingTemplate(fix)
        place = FindingTemplate(value["place"]?.string ?? "")
        why = FindingTemplate(value["why"]?.string ?? "")
        commands = (value["commands"]?.array ?? []).compactMap(\.string).map(FindingTemplate.init)
        docs = value["docs"]?.string
        texts = (value["texts"]?.array ?? []).compactMap(\.string)
        let causes = value["causes"]?.array ?? []
        self.causes = causes.compactMap(Alternative.init)
        if self.causes.count != causes.count { return nil }
        let looks = value["check"]?.array?.compactMap(\.string).map(FindingTemplate.init)
        self.looks = looks ?? commands.filter(\.onlyLooks)
    }

    /// The finding with a refusal's values.
    func finding(in refusal: Refusal) -> Finding {
        Finding(
            code: code, link: link, status: status, title: title.filled(refusal), expected: expected.filled(refusal),
            found: found.filled(refusal), place: place.filled(refusal), why: why.filled(refusal),
            awsSays: refusal.message, evidence: refusal.message.isEmpty ? [] : [refusal.evidence],
            fix: Finding.Fix(
                text: fix.filled(refusal), commands: commands.map { $0.filled(refusal) }, remedy: remedy),
            docs: docs)
    }

    /// All templates, for the test that knows their placeholders.
    var templates: [FindingTemplate] { [title, expected, found, place, why, fix] + commands + looks }
}
