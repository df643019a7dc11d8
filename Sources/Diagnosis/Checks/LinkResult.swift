/// How one link stands, by all that was found about it.
public struct LinkResult: Sendable {
    /// How a link may stand, the worst first.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Broken by itself.
        case wrong
        /// Broken, and right again when what it follows from is.
        case follows
        /// Not all of it could be looked at.
        case cannotTell
        /// It works, with a risk.
        case risk
        /// As it should be.
        case right
        /// Nobody looked.
        case notLooked
    }

    /// The link.
    public let link: Link
    /// How it stands.
    public let state: State
    /// What was found about it, the weightiest first.
    public let findings: [Finding]

    init(_ link: Link, _ findings: [Finding]) {
        self.link = link
        let states = findings.map(Self.state)
        let worst = State.allCases.first { states.contains($0) } ?? .notLooked
        state = worst == .right && Self.isOpen(link, findings) ? .notLooked : worst
        self.findings = findings.sorted { Self.weight($0) < Self.weight($1) }
    }

    /// What its row says, in a few words.
    public var words: String {
        let own = findings.filter { Self.state($0) == state && $0.status != .note }
        guard let first = own.first else { return "" }
        return first.brief.isEmpty ? first.title : first.brief
    }

    /// Whether the check that a link is named for had nothing to look at: what else was right there is not the link.
    private static func isOpen(_ link: Link, _ findings: [Finding]) -> Bool {
        guard [.provider, .trust, .role, .permissions, .sendingPolicy].contains(link),
            let main = Checks.all.first(where: { $0.link == link })?.codes.first
        else { return false }
        return findings.contains { $0.status == .skipped && $0.code == main }
    }

    private static func state(_ finding: Finding) -> State {
        switch finding.status {
        case .fail: finding.isRootCause ? .wrong : .follows
        case .unknown: .cannotTell
        case .warn: .risk
        case .pass, .note: .right
        case .skipped: .notLooked
        }
    }

    private static func weight(_ finding: Finding) -> Int { State.allCases.firstIndex(of: state(finding)) ?? 0 }
}
