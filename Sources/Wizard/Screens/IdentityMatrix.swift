import Calls
import Identifiers
import Canvas
import Design

/// Who is verified where: identities by account, which shows that the EKS account's sandbox counts.
enum IdentityMatrix {
    /// How an identity stands in one account.
    enum Cell: Hashable {
        case verified, unverified, mailed, notNeeded, unknown(String), looking
        /// A domain that DNS records prove: not known to SES yet, or not seen in the DNS yet.
        case unproven, awaitsRecords
        /// Nobody said yet which address it is.
        case unnamed

        var mark: Mark {
            switch self {
            case .verified: .right
            case .unverified, .mailed, .unproven, .awaitsRecords: .attention
            case .notNeeded, .unnamed: .nothing
            case .unknown: .unknown
            case .looking: .running
            }
        }

        var words: String {
            switch self {
            case .verified: "verified"
            case .unverified: "not verified yet"
            case .mailed: "mail sent, no click yet"
            case .notNeeded: "not needed"
            case .unknown(let why): why
            case .looking: "looking"
            case .unproven: "3 DNS records to come"
            case .awaitsRecords: "no DNS records seen"
            case .unnamed: "not named yet"
            }
        }
    }

    struct Row: Hashable {
        var name: String
        var ses: Cell
        var eks: Cell
    }

    /// What has to be verified where, as the plan wants it.
    static func rows(_ state: WizardState) -> [Row] {
        var rows: [Row] = []
        for (address, name, cell) in addresses(state) {
            if address == .eksReceiverIdentity {
                rows[rows.count - 1].eks = cell
            } else {
                rows.append(Row(name: name, ses: cell, eks: .notNeeded))
            }
        }
        return rows
    }

    /// The identities of the setup, the receiver once for each account, and how they stand.
    static func addresses(_ state: WizardState) -> [(address: ResourceAddress, name: String, cell: Cell)] {
        let identity = state.answers.identity ?? state.answers.sender.map { .address($0) }
        var all: [(address: ResourceAddress, name: String, cell: Cell)] = [
            (.senderIdentity, identity?.text ?? "the sender", identity == nil ? .unnamed : .notNeeded)
        ]
        if let identity { all[0].cell = cell(identity, .ses, .senderIdentity, state) }
        guard let receiver = state.answers.receiver else {
            return all + [
                (.sesReceiverIdentity, "the receiver", .unnamed), (.eksReceiverIdentity, "the receiver", .unnamed),
            ]
        }
        guard !receiver.text.hasSuffix("@simulator.amazonses.com") else { return all }
        let needsSES = state.answers.sesSandbox != false && identity?.covers(receiver) != true
        for (address, isNeeded) in [
            (ResourceAddress.sesReceiverIdentity, needsSES), (.eksReceiverIdentity, state.answers.eksSandbox != false),
        ] {
            let stands = isNeeded ? cell(.address(receiver), address.side, address, state) : Cell.notNeeded
            all.append((address, receiver.text, stands))
        }
        return all
    }

    /// The domains that DNS records have still to prove.
    static func unprovenDomains(_ state: WizardState) -> [String] {
        rows(state).filter { $0.ses == .unproven || $0.ses == .awaitsRecords }.map(\.name)
    }

    private static func cell(
        _ identity: SESIdentity, _ side: Side, _ address: ResourceAddress, _ state: WizardState
    ) -> Cell {
        let name = identity.text
        let isDomain = if case .domain = identity { true } else { false }
        if let progress = state.planning.progress[address] {
            if progress.isRight { return .verified }
            if progress.waitsForPerson { return isDomain ? .awaitsRecords : .mailed }
        }
        guard state.canAct(on: side) else { return .unknown("no credentials") }
        guard let list = state.discovery.observations.identities(side, in: state.answers.sesRegion) else {
            return state.work.isRunning(.ask) ? .looking : .unknown("not asked yet")
        }
        if let reason = list.cannotTell { return .unknown(reason) }
        let covering = (try? EmailAddress(name)).map { SESIdentity.covering($0).map(\.text) } ?? [name]
        let found = list.value?.filter { covering.contains($0.name) } ?? []
        if found.contains(where: \.isVerified) { return .verified }
        let isKnown = found.contains { $0.name == name }
        return isDomain ? (isKnown ? .awaitsRecords : .unproven) : isKnown ? .mailed : .unverified
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        let second = pen.layout.hasPreview ? 42 : 49
        let width = second - pen.layout.value - 2
        pen.put("Who is verified", 3, .bold)
        let isShort = pen.layout.hasPreview
        pen.put((isShort ? "SES " : "SES account ") + state.form.text(of: .sesAccount), pen.layout.value)
        pen.put((isShort ? "EKS " : "EKS account ") + state.form.text(of: .eksAccount), second)
        pen.advance()
        for row in rows(state) {
            let shown = short(row.name, pen.layout.value - 5)
            if shown.hasSuffix("…") { pen.note(cut: row.name) }
            pen.put(shown, 3)
            put(row.ses, pen.layout.value, width, &pen)
            put(row.eks, second, pen.layout.width - second - 1, &pen)
            pen.advance()
        }
        pen.put("Sandbox", 3)
        put(sandbox(.ses, state), pen.layout.value, width, &pen)
        put(sandbox(.eks, state), second, pen.layout.width - second - 1, &pen)
        pen.advance()
        if state.answers.eksSandbox != false {
            pen.prose("The EKS account sends, so its sandbox counts: verified receivers only.")
        }
    }

    /// An address as far as it fits: the part before the @ says who it is.
    static func short(_ name: String, _ width: Int) -> String {
        let name = ShownText.of(name)
        guard TextWidth.columns(name) > width, let at = name.firstIndex(of: "@") else {
            return TextCut.end(name, width)
        }
        return TextCut.end(String(name[..<at]), width - 2) + "@…"
    }

    private static func put(_ cell: Cell, _ column: Int, _ width: Int, _ pen: inout Pen) {
        put((cell.mark, cell.words), column, width, &pen)
    }

    private static func put(_ pair: (mark: Mark, words: String), _ column: Int, _ width: Int, _ pen: inout Pen) {
        pen.mark(pair.mark, column)
        pen.put(pair.words, column + 2, limit: column + width)
    }

    private static func sandbox(_ side: Side, _ state: WizardState) -> (mark: Mark, words: String) {
        let flag = side == .eks ? state.answers.eksSandbox : state.answers.sesSandbox
        let seen = state.discovery.observations.sendingAccount(side, in: state.answers.sesRegion)
        guard let flag else {
            if let reason = seen?.cannotTell { return (.unknown, reason) }
            return state.work.isRunning(.ask) ? (.running, "looking") : (.unknown, "unknown: taken as yes")
        }
        if !flag { return (.right, "no: may mail anyone") }
        if side == .eks { return (.open, "yes, this counts") }
        let quota = seen?.value.map { ", \(Int($0.dailyQuota)) a day" } ?? ""
        return (.open, "yes\(quota)")
    }
}
