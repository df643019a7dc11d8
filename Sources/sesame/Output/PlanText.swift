import Design
import Wire

/// A plan for people who read lines.
enum PlanText {
    /// The plan side by side: sign, resource, name, what it is for; differences, risks and tasks below their row.
    static func lines(_ plan: Plan, _ design: DelegateSending) -> [String] {
        var lines: [String] = []
        for side in [Side.eks, .kubernetes, .ses] {
            let resources = plan.resources(on: side)
            guard !resources.isEmpty else { continue }
            lines.append(capitalized(design.place(of: side)))
            for resource in resources { lines += row(resource) }
        }
        lines.append("")
        lines.append(plan.verdict)
        return lines.map { TerminalText.sanitized($0) }
    }

    /// One resource: its row, and what stands below it.
    static func row(_ resource: PlannedResource) -> [String] {
        var lines = [
            "  \(resource.action.sign) \(padded(resource.address.word, 19)) \(padded(resource.name, 36)) \(resource.gain)"
        ]
        if !resource.action.isRight, resource.action != .create { lines.append("      \(resource.reason)") }
        for difference in resource.differences where resource.action == .change || resource.action == .conflict {
            lines.append("      \(difference.path)")
            if let from = difference.from { lines.append("      - \(from)") }
            if let to = difference.to { lines.append("      + \(to)") }
        }
        for risk in resource.risks { lines.append("      ! \(risk)") }
        if resource.action == .conflict {
            lines.append("      --take-over \(resource.address.rawValue) records it as it is, then changes it.")
        }
        if resource.action == .waiting, let task = resource.task {
            lines.append("      \(task.sentence)")
            if case .publishRecords(_, let records, _) = task { lines += records.map { "      \($0.line)" } }
        }
        return lines
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text.count >= width ? text : text + String(repeating: " ", count: width - text.count)
    }

    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
