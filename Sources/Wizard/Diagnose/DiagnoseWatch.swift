import Diagnosis

/// Looking again and again: when, and what changed meanwhile.
struct DiagnoseWatch: Sendable {
    /// Between two looks, in milliseconds.
    static let pause: Int64 = 15_000
    /// For how long, in milliseconds.
    static let longest: Int64 = 3_600_000

    /// Something that changed between two looks.
    struct Change: Hashable, Sendable {
        var at: Moment
        var mark: Mark
        var link: Link
        var words: String
    }

    /// When it began.
    let since: Moment
    /// Whether all was right at its beginning: then it watches for the first fault.
    let startedRight: Bool
    /// How many looks there were.
    private(set) var looks = 1
    /// What changed, the newest first.
    private(set) var changes: [Change] = []

    init(_ result: DiagnoseResult, at now: Moment) {
        since = now
        startedRight = result.diagnosis.isHealthy
    }

    /// Takes a look, and says whether there is a further one.
    mutating func hear(_ result: DiagnoseResult, before: DiagnoseResult?, at now: Moment) -> Bool {
        looks += 1
        let earlier = before?.diagnosis.links ?? []
        for link in result.diagnosis.links {
            guard let old = earlier.first(where: { $0.link == link.link }), old.state != link.state else { continue }
            let change = Change(
                at: now, mark: DiagnoseResultPage.mark(link.state), link: link.link, words: link.words)
            changes.insert(change, at: 0)
        }
        if now.since(since) >= Self.longest { return false }
        return startedRight ? result.diagnosis.isHealthy : !result.diagnosis.isHealthy
    }
}
