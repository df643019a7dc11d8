import Calls
import Design
import Diagnosis
import Setup
import Wire

/// A plan for people who read lines.
struct PlanText {
    /// How lines look.
    var paint: Paint

    /// The plan side by side: sign, resource, name, what it is for; differences, risks and tasks below their row.
    func lines(_ plan: Plan, _ design: DelegateSending) -> [String] {
        var lines: [String] = []
        // Names line up, but one very long name must not push the words of all rows away.
        let width = plan.resources.map(\.name.count).filter { $0 <= 40 }.max() ?? 0
        for side in [Side.eks, .kubernetes, .ses] {
            let resources = plan.resources(on: side)
            guard !resources.isEmpty else { continue }
            lines.append(paint.line(design.place(of: side).capitalizedFirst))
            for resource in resources { lines += row(resource, nameWidth: width) }
        }
        lines.append("")
        lines.append(paint.line(plan.verdict))
        return lines
    }

    /// The plan with what its findings say.
    func lines(_ setup: PlannedSetup) -> [String] {
        let findings = setup.findings
        guard !findings.isEmpty else { return lines(setup.plan, setup.design) }
        var lines = lines(setup.plan, setup.design).dropLast() + [paint.line("No changes, and yet:")]
        for finding in findings {
            let sign = finding.status == .fail ? "✗" : "?"
            lines.append(paint.line("  ", sign: sign, " \(finding.title) (\(finding.code))"))
            for (heading, text) in finding.headings { lines.append(paint.line("      \(heading): \(text)")) }
            if let fix = finding.fix, !fix.text.isEmpty { lines.append(paint.line("      Fix: \(fix.text)")) }
        }
        return Array(lines)
    }

    /// One resource: its row, and what stands below it.
    func row(_ resource: PlannedResource, nameWidth: Int) -> [String] {
        let name = resource.name.blankPadded(to: nameWidth)
        var lines = [
            paint.line(
                "  ", sign: String(resource.action.sign),
                " \(resource.address.word.blankPadded(to: Self.wordWidth))  \(name)  \(resource.gain)")
        ]
        func below(_ text: String) { lines.append(paint.line("      " + text)) }
        if !resource.action.isRight, resource.action != .create { below(resource.reason) }
        for difference in resource.differences where resource.action == .change || resource.action == .conflict {
            below(difference.path)
            if let from = difference.from { lines.append(paint.line("      ", sign: "-", " \(from)")) }
            if let to = difference.to { lines.append(paint.line("      ", sign: "+", " \(to)")) }
        }
        for risk in resource.risks { lines.append(paint.line("      ", sign: "!", " \(risk)")) }
        if resource.action == .waiting || resource.action == .conflict, let task = resource.task {
            below(task.sentence)
            if case .publishRecords(_, let records, _) = task { for record in records { below(record.line) } }
        }
        for proposal in resource.proposals { below("\(proposal.sentence): \(proposal.line).") }
        if resource.action == .conflict, resource.canTakeOver {
            below(
                "Or --take-over \(resource.address.rawValue): what is there is recorded and stays, what is missing is added."
            )
        }
        if resource.takesAccess, !resource.isTakenOver {
            below("--yes leaves this out; --take-over \(resource.address.rawValue) agrees to it.")
        }
        return lines
    }

    /// The columns of the longest word for a resource.
    static let wordWidth = ResourceAddress.allCases.map(\.word.count).max() ?? 0

}
