import Calls
import Canvas
import Design
import Diagnosis
import Setup
import Wire

/// A plan for people who read lines.
struct PlanText {
    /// How lines look.
    var paint: Paint

    /// The columns of the longest word for a resource.
    static let wordWidth = ResourceAddress.allCases.map(\.word.count).max() ?? 0

    /// The columns before the name in a row.
    private static let margin = 4 + wordWidth + 2

    /// The plan side by side: sign, resource, name, what it is for; differences, risks and tasks below their row.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - design: What it was made for.
    ///   - verdict: What is said at its end; nil says the plan's own.
    /// - Returns: The lines.
    func lines(_ plan: Plan, _ design: DelegateSending, verdict: String? = nil) -> [String] {
        var lines: [String] = []
        let width = nameWidth(plan)
        for side in [Side.eks, .kubernetes, .ses] {
            let resources = plan.resources(on: side)
            guard !resources.isEmpty else { continue }
            lines += paint.lines(design.place(of: side).capitalizedFirst)
            // Why nobody could tell is mostly the same for a whole side: it is said once.
            var told: Set<String> = []
            for var resource in resources {
                if resource.action == .unknown, !told.insert(resource.reason).inserted { resource.reason = "" }
                lines += row(resource, nameWidth: width)
            }
        }
        lines.append("")
        return lines + paint.lines(verdict ?? plan.verdict)
    }

    /// Names line up, but one long name must not push the words of all rows over the edge.
    private func nameWidth(_ plan: Plan) -> Int {
        let gain = plan.resources.map { TextWidth.columns($0.gain) }.max() ?? 0
        let room = (paint.columns ?? Paint.table) - Self.margin - 2 - gain
        return plan.resources.map { TextWidth.columns($0.name) }.filter { $0 <= room }.max() ?? 0
    }

    /// The plan with what its findings say.
    func lines(_ setup: PlannedSetup) -> [String] {
        let findings = setup.findings
        guard !findings.isEmpty else { return lines(setup.plan, setup.design) }
        var lines = lines(setup.plan, setup.design, verdict: "No changes, and yet:")
        for finding in findings {
            lines += FindingText.lines(finding, paint, sign: finding.status == .fail ? "✗" : "?")
        }
        return lines
    }

    /// One resource: its row, and what stands below it.
    func row(_ resource: PlannedResource, nameWidth: Int) -> [String] {
        var lines = head(resource, nameWidth)
        func below(_ text: String) { lines += paint.lines("      " + text) }
        // Records stand below, each on its own line.
        var listsRecords = false
        if case .publishRecords(_, let records, _)? = resource.task { listsRecords = !records.isEmpty }
        if !resource.action.isRight, resource.action != .create, !resource.reason.isEmpty, !listsRecords {
            below(resource.reason)
        }
        for difference in resource.differences where resource.action == .change || resource.action == .conflict {
            below(difference.path)
            if let from = difference.from {
                lines += paint.lines("      ", sign: "-", " \(from.quotingHiddenBlanks)", aloud: "now")
            }
            if let to = difference.to {
                lines += paint.lines("      ", sign: "+", " \(to.quotingHiddenBlanks)", aloud: "wanted")
            }
        }
        for risk in resource.risks { lines += paint.lines("      ", sign: "!", " \(risk)") }
        func propose(_ proposal: AnswerProposal) { below("\(proposal.sentence): \(proposal.line).") }
        // What solves it as it stands comes before what others would have to do.
        for proposal in resource.proposals where proposal.value != nil { propose(proposal) }
        if resource.action == .waiting || resource.action == .conflict, let task = resource.task {
            if !resource.reason.contains(task.sentence) { below(task.sentence) }
            // Whoever is asked line by line types no options.
            if case .followLink = task, !paint.isDialog { below("--resend asks for a new mail.") }
            if case .publishRecords(_, let records, _) = task { for record in records { below(record.line) } }
        }
        for proposal in resource.proposals where proposal.value == nil { propose(proposal) }
        if resource.action == .conflict, resource.canTakeOver {
            below(
                resource.fieldsOfOthers.isEmpty
                    ? "Or --take-over \(resource.address.rawValue): what is there is recorded and stays, what is missing is added."
                    : "--take-over \(resource.address.rawValue) takes exactly these fields over; what is there is recorded."
            )
        }
        if resource.takesAccess, !resource.isTakenOver, !paint.isDialog {
            below("--yes leaves this out; --take-over \(resource.address.rawValue) agrees to it.")
        }
        return lines
    }

    /// The row; where it is too long, what it is for stands below the name.
    private func head(_ resource: PlannedResource, _ nameWidth: Int) -> [String] {
        let sign = String(resource.action.sign)
        let word = resource.address.word.blankPadded(to: Self.wordWidth)
        let name = resource.name + String(repeating: " ", count: max(0, nameWidth - TextWidth.columns(resource.name)))
        let whole = " \(word)  \(name)  \(resource.gain)"
        let aloud = resource.action == .waiting ? "waits for a person" : nil
        if paint.speaks || paint.columns.map({ TextWidth.columns(whole) + 3 <= $0 }) ?? true {
            return paint.lines("  ", sign: sign, whole, hanging: Self.margin, aloud: aloud)
        }
        return paint.lines("  ", sign: sign, " \(word)  \(resource.name)", hanging: Self.margin)
            + paint.lines(String(repeating: " ", count: Self.margin) + resource.gain, hanging: Self.margin)
    }
}
