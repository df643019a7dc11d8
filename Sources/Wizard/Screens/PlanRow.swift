import Canvas
import Design

/// A resource as a row of screen 6: the same row as plan, while it is made, and after.
struct PlanRow: Hashable {
    var address: ResourceAddress
    var mark: Mark
    var word: String
    var name: String
    /// How long it took or takes; empty in a plan.
    var time: String
    /// What the person gets, or what is waited for.
    var words: String
    /// Whether it is as wanted now.
    var isRight = false

    /// The rows of a plan; the attachment of the policy to the role is part of the role's row.
    static func rows(_ state: WizardState) -> [PlanRow] {
        guard let plan = state.planning.plan else { return [] }
        return plan.resources.filter { $0.address != .roleAttachment }.map { make($0, plan, state) }
    }

    /// The part of a row that is still to do: the attachment, where the role itself is right.
    static func counting(_ address: ResourceAddress, _ plan: Plan) -> PlannedResource? {
        guard address == .role, plan[.role]?.action.isRight == true, let attachment = plan[.roleAttachment],
            !attachment.action.isRight
        else { return plan[address] }
        return attachment
    }

    private static func make(_ resource: PlannedResource, _ plan: Plan, _ state: WizardState) -> PlanRow {
        var shown = resource
        var progress = state.planning.progress[resource.address]
        if resource.address == .role, let attachment = plan[.roleAttachment] {
            if resource.action.isRight, !attachment.action.isRight {
                shown.action = attachment.action == .create ? .change : attachment.action
                shown.gain = attachment.gain
            } else if resource.action.writes, attachment.action.writes {
                shown.gain = "2 things: trust and door 1"
            }
            progress = merged(progress, state.planning.progress[.roleAttachment])
            // Both things are one row, which does not turn twice.
            let isHalf = attachment.action.writes && state.planning.progress[.roleAttachment] == nil
            if isHalf, state.planning.isApplying, progress?.isRight == true { progress = .running(since: state.now) }
        }
        var row = PlanRow(
            address: resource.address, mark: mark(shown.action), word: resource.address.word,
            name: resource.name, time: "", words: shown.gain)
        if shown.action == .unchanged { row.words = "already right" }
        row.isRight = progress?.isRight ?? shown.action.isRight
        if let progress { row.show(progress, shown, state) }
        return row
    }

    /// Role and attachment as one: the part that is not done counts.
    private static func merged(_ role: ResourceProgress?, _ attachment: ResourceProgress?) -> ResourceProgress? {
        guard let attachment else { return role }
        guard let role else { return attachment.isEnd ? nil : attachment }
        if role == .unchanged { return attachment }
        if role.isRight { return attachment.isRight ? role : attachment }
        return role
    }

    private mutating func show(_ progress: ResourceProgress, _ resource: PlannedResource, _ state: WizardState) {
        let now = state.now
        switch progress {
        case .running where state.hasRowsToTurn:
            // Its answer may be there, and waits for its turn in front of an audience.
            mark = .running
            words = ""
        case .running(let since):
            mark = .running
            time = now.since(since) >= 1000 ? Elapsed.running(now.since(since)) : ""
            words = now.since(since) >= 2000 ? "waiting for an answer" : ""
        case .waiting(let reason, let since, let until):
            mark = .running
            time = Elapsed.running(now.since(since))
            words = reason
            if let until, until > now { words += ", up to " + Elapsed.running(until.since(now)) }
        case .waitingForPerson(let task, let since):
            mark = progress.waitsForPerson ? .attention : .running
            time = Elapsed.running(now.since(since))
            words = task.row
        case .done(let milliseconds, let note):
            mark = .right
            time = milliseconds > 0 ? Elapsed.done(milliseconds) : ""
            words = note
        case .unchanged:
            mark = .nothing
            words = "already right"
        case .failed(let trouble):
            mark = .wrong
            words = trouble.short
        case .unknown:
            mark = .unknown
            words = "may have been written"
        case .notTried where resource.action == .unknown:
            mark = .unknown
            words = "cannot tell"
        case .notTried where resource.action == .conflict:
            mark = .conflict
            words = resource.gain
        case .notTried(let reason):
            mark = .nothing
            words = "not tried: \(reason)"
        }
    }

    static func mark(_ action: PlanAction) -> Mark {
        switch action {
        case .create: .add
        case .change: .change
        case .adopt: .adopt
        case .unchanged: .nothing
        case .conflict: .conflict
        case .waiting: .attention
        case .unknown: .unknown
        }
    }

    func paint(_ pen: inout Pen) {
        // Beside a document the columns stand closer.
        let isNarrow = pen.layout.width < 80
        let nameStart = 24
        let wordsStart = isNarrow ? 46 : 50
        pen.mark(mark, 3)
        pen.label(word, 5, limit: nameStart)
        let end = paintName(&pen, nameStart, isNarrow ? 44 : 48)
        pen.item(.resource(address), 5..<max(end, nameStart))
        if time.isEmpty {
            pen.put(words, wordsStart)
        } else {
            pen.put(time, wordsStart + 5 - TextWidth.columns(time), limit: wordsStart + 6)
            pen.put(words, wordsStart + 7)
        }
        pen.advance()
    }

    /// The name, of an issuer its end: that tells clusters apart.
    private func paintName(_ pen: inout Pen, _ column: Int, _ limit: Int) -> Int {
        guard address == .oidcProvider, let id = name.split(separator: "/").last, id.count < name.count else {
            return pen.put(name, column, limit: limit, cut: .middle)
        }
        pen.note(cut: name)
        return pen.put("…id/" + TextCut.suffix(ShownText.of(String(id)), limit - column - 4), column)
    }
}
