import Calls
import Design
import Diagnosis

/// What a diagnosis said, as its page shows it.
struct DiagnoseResult: Sendable {
    /// What was found, and what a probe proved of it.
    private(set) var diagnosis: Diagnosis
    /// What was found by reading alone.
    let seenOnly: Diagnosis
    /// When a real token said what the picture of the token shows; nil while nobody asked for one.
    private(set) var tokenSaid: Moment?
    /// When a probe proved it, or was refused; nil without one.
    private(set) var proved: Moment?
    /// What was read for it.
    let seen: Observations
    /// When it ended.
    let at: Moment
    /// How long it took.
    let milliseconds: Int64
    /// Whether a person stopped it before all was read.
    let isStopped: Bool
    /// The calls that were made, in the order of their answers.
    let made: [MadeCall]
    /// The token beside the trust policy; nil where one of them is not known.
    let trust: TrustPicture?
    /// Doors and addresses of both accounts; nil where too little is known to name a message.
    let doors: DoorsPicture?
    /// Service account, webhook and pods; nil where nobody knows whose.
    let pods: PodsPicture?
    /// Whether times on the clock are left out.
    var isTimeless = false
    /// What was repaired before, and led to this look.
    var change: DiagnoseChange?
    /// Whether the links that are right have rows of their own.
    var isUnfolded = false { didSet { layOut() } }
    /// Whether there is room for all nine links.
    var isWide: Bool { didSet { if isWide != oldValue { layOut() } } }
    /// The row that had the focus last: its card is shown.
    var lastRow = 0
    /// The rows.
    private(set) var rows: [DiagnoseRow] = []

    init(
        _ diagnosis: Diagnosis, _ seen: Observations, at now: Moment, milliseconds: Int64, isStopped: Bool = false,
        made: [MadeCall] = [], isWide: Bool
    ) {
        self.made = made
        trust = TrustPicture(diagnosis.subject, seen)
        doors = DoorsPicture(diagnosis, seen)
        pods = PodsPicture(diagnosis.subject, seen, at: diagnosis.at)
        self.diagnosis = diagnosis
        seenOnly = diagnosis
        self.seen = seen
        self.at = now
        self.milliseconds = milliseconds
        self.isStopped = isStopped
        self.isWide = isWide
        layOut()
        lastRow = worst
    }

    /// Takes what a probe proved.
    ///
    /// - Parameters:
    ///   - diagnosis: The verdict after it.
    ///   - hasToken: Whether the cluster made a token, whose claims are as the picture has them.
    ///   - now: When it ended.
    mutating func take(proved diagnosis: Diagnosis, hasToken: Bool, at now: Moment) {
        self.diagnosis = diagnosis
        if hasToken { tokenSaid = now }
        proved = now
        layOut()
        lastRow = worst
    }

    private mutating func layOut() {
        let link = shownRow?.link
        rows = DiagnoseRow.rows(diagnosis, isUnfolded: isUnfolded, isWide: isWide)
        lastRow = rows.firstIndex { $0.link == link && link != nil } ?? min(lastRow, max(0, rows.count - 1))
    }

    /// The row that is about the same as a row of another look; the worst one where there is none.
    func row(like other: DiagnoseRow) -> Int {
        rows.firstIndex { $0.kind == other.kind && $0.link == other.link } ?? worst
    }

    /// The row whose card is shown.
    var shownRow: DiagnoseRow? { rows.indices.contains(lastRow) ? rows[lastRow] : nil }

    /// The row that needs a person most: a cause, else what nobody can tell.
    private var worst: Int {
        let order: [DiagnoseRow.Kind] = [.cause, .unknown, .risk]
        return order.lazy.compactMap { kind in self.rows.firstIndex { $0.kind == kind } }.first ?? 0
    }

    /// The finding whose card is shown: that of the focused row, else the first cause.
    var card: Finding? {
        if let finding = shownRow?.finding { return finding }
        return hasFault || hasDoubt ? rows.indices.contains(worst) ? rows[worst].finding : nil : nil
    }

    var hasFault: Bool { !diagnosis.rootCauses.isEmpty }
    var hasDoubt: Bool { rows.contains { $0.kind == .unknown } }
    /// The links that were not seen.
    var unseen: [Link] {
        diagnosis.links.filter { $0.state == .cannotTell || $0.state == .notLooked }.map(\.link)
    }

    /// The picture of a link; nil where none explains it.
    func picture(of link: Link, statement: Int? = nil, isNarrow: Bool) -> Picture? {
        switch link {
        case .provider, .trust:
            trust.map { TokenDrawing.make($0, statement: statement, said: saidWords, isNarrow: isNarrow) }
        case .permissions, .sendingPolicy, .sandbox, .delivery:
            DoorsDrawing.make(diagnosis, doors, isNarrow: isNarrow)
        case .token: pods.map { PodsDrawing.make($0, isNarrow: isNarrow) }
        case .you: PodsPicture.isCallerNode(seen) ? pods.map { PodsDrawing.make($0, isNarrow: isNarrow) } : nil
        case .role: nil
        }
    }

    /// What stands above the token where a real one said so.
    private var saidWords: String? {
        tokenSaid.map { isTimeless ? "the token said" : "the token said, \($0.clock.prefix(5))" }
    }

    /// The verdict of the first line.
    var verdict: String { DiagnoseWords.verdict(self) }
}

/// What was repaired, and when.
struct DiagnoseChange: Hashable, Sendable {
    /// The finding that it was for.
    var finding: Finding
    /// What was changed: `role ses-sender-role, trust policy`.
    var what: String
    /// Whose credentials wrote it.
    var caller: String
    /// When it was written.
    var at: Moment
}
