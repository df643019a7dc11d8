import Diagnosis

/// In front of an audience the nine links turn one after the other.
extension DiagnoseState {
    /// From now on a link is shown when it is its turn.
    mutating func showLinksOneByOne() { if run?.shown == nil { run?.shown = 0 } }

    /// Whether links are not shown yet.
    var hidesLinks: Bool { run?.shown.map { $0 < Link.allCases.count } ?? false }

    /// Whether the next link can be shown.
    ///
    /// - Parameter isComplete: Whether the look has ended, so that no more becomes known of any link.
    /// - Returns: Whether it can.
    func hasLinkToShow(isComplete: Bool) -> Bool {
        guard let run, let shown = run.shown, run.links.indices.contains(shown) else { return false }
        if case .done = run.links[shown].stage { return true }
        return isComplete
    }

    /// Shows the next link.
    mutating func showNextLink() { if let shown = run?.shown { run?.shown = shown + 1 } }

    /// Shows all links.
    mutating func showAllLinks() { if run?.shown != nil { run?.shown = Link.allCases.count } }
}

extension DiagnoseRun {
    /// The links as far as they are shown.
    var shownLinks: [(link: Link, stage: Stage, words: String)] {
        guard let shown else { return links }
        return links.enumerated().map { index, entry in
            guard index >= shown else { return entry }
            return (entry.link, index == shown && entry.stage != .waiting ? .asking : .waiting, "")
        }
    }
}
