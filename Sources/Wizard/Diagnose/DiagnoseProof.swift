import Design
import Diagnosis

/// A probe: the role really taken, link by link, beside what reading said before.
struct DiagnoseProof: Sendable {
    /// A step of the probe, in the order in which they are tried.
    enum Step: Int, CaseIterable, Hashable, Sendable {
        case token, role, caller, mail

        /// The link of a send that tells of it.
        var link: SendLinkName {
            switch self {
            case .token: .token
            case .role: .assumeRole
            case .caller: .caller
            case .mail: .send
            }
        }

        /// What reading looks at that says whether it works; nothing where reading cannot tell.
        var links: [Link] {
            switch self {
            case .token: [.token]
            case .role: [.provider, .trust, .role]
            case .caller: []
            case .mail: [.permissions, .sendingPolicy, .sandbox, .delivery]
            }
        }
    }

    /// Whether a mail goes out as well.
    let sendsMail: Bool
    /// When it began.
    let since: Moment
    /// What was seen before it.
    let seen: Diagnosis
    /// The links that were tried.
    private(set) var tried: [SendLink] = []
    /// What is being tried, or waited for.
    private(set) var doing: SendLinkName?
    /// Why it waits; nil while it does not.
    private(set) var wait: String?
    /// When it ended; nil while it goes on.
    private(set) var ended: Moment?
    /// What it says; nil while it goes on, and where it could not begin.
    private(set) var proved: Diagnosis?
    /// Why it could not begin.
    private(set) var trouble: Problem?

    init(_ seen: Diagnosis, sendsMail: Bool, since: Moment) {
        self.seen = seen
        self.sendsMail = sendsMail
        self.since = since
    }

    /// Takes news.
    mutating func hear(_ event: SendEvent) {
        switch event {
        case .started(let link):
            doing = link
            wait = nil
        case .pausing(let link, let reason, let left, _):
            doing = link
            wait = "\(reason), \(left) s at most"
        case .ended(let link):
            tried.append(link)
            doing = nil
            wait = nil
        // A probe asks no pod.
        case .workload, .line: break
        }
    }

    /// Takes the end.
    mutating func finish(_ result: Result<Diagnosis, Problem>, at now: Moment) {
        ended = now
        doing = nil
        wait = nil
        switch result {
        case .success(let diagnosis): proved = diagnosis
        case .failure(let problem): trouble = problem
        }
    }

    /// The link that broke; nil where none did.
    var broken: SendLink? { tried.first { !$0.isOK } }

    /// What was tried of a step; nil for nothing yet.
    func link(_ step: Step) -> SendLink? { tried.first { $0.name == step.link } }

    /// How reading judged a step before: the worst of its links; nil where reading cannot tell.
    func judged(_ step: Step) -> LinkResult.State? {
        let states = seen.links.filter { step.links.contains($0.link) }.map(\.state)
        return LinkResult.State.allCases.first(where: states.contains)
    }

    /// Whether everything that was to be proven held.
    var isProven: Bool { ended != nil && trouble == nil && broken == nil && !tried.isEmpty }

    /// The finding that the probe leads to: what AWS refused, else nothing.
    var finding: Finding? {
        guard broken != nil, let proved else { return nil }
        return proved.findings.first { finding in
            finding.evidence.contains { $0.source == .proven } && [.fail, .unknown, .note].contains(finding.status)
        }
    }
}
