import Diagnosis

/// A finding for people who read lines, with the same headings as on screens.
enum FindingText {
    /// Title and code, then what was expected, found, where, why, what AWS said, and what to do.
    static func lines(_ finding: Finding, _ paint: Paint) -> [String] {
        var lines = [paint.line(sign: "✗", " \(finding.title)  \(finding.code)")]
        let headings = [
            ("Expected", finding.expected), ("Found", finding.found), ("Where", finding.place), ("Why", finding.why),
            ("AWS says", finding.awsSays), ("Fix", finding.fix?.text ?? ""),
        ]
        for (heading, text) in headings where !text.isEmpty {
            lines.append(paint.line("  \(PlanText.padded(heading, 11))\(text)"))
        }
        for command in finding.fix?.commands ?? [] { lines.append(paint.line("             \(command)")) }
        if let docs = finding.docs { lines.append(paint.line("  More       \(docs)")) }
        return lines
    }
}
