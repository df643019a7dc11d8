import Diagnosis
import Wire

/// A finding for people who read lines, with the same headings as on screens.
enum FindingText {
    /// Title and code, then what was expected, found, where, why, what AWS said, and what to do.
    static func lines(_ finding: Finding, _ paint: Paint) -> [String] {
        var lines = [paint.line(sign: "✗", " \(finding.title)  \(finding.code)")]
        let headings = finding.headings + [("Fix", finding.fix?.text ?? "")]
        let width = max(10, finding.awsSays.isEmpty ? 0 : finding.speaker.count) + 1
        func line(_ heading: String, _ text: String) {
            lines.append(paint.line("  \(heading.blankPadded(to: width))\(text)"))
        }
        for (heading, text) in headings where !text.isEmpty { line(heading, text) }
        for command in finding.fix?.commands ?? [] { line("", command) }
        if let docs = finding.docs { line("More", docs) }
        return lines
    }
}
