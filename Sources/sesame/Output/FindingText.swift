import Diagnosis
import Wire

/// A finding for people who read lines, with the same headings as on screens.
enum FindingText {
    /// Title and code, then what was expected, found, where, why, what AWS said, and what to do.
    static func lines(_ finding: Finding, _ paint: Paint) -> [String] {
        var lines = paint.lines(sign: "✗", " \(finding.title)  \(finding.code)", aloud: "wrong")
        let headings = finding.headings + [("Fix", finding.fix?.text ?? "")]
        let width = max(10, finding.awsSays.isEmpty ? 0 : finding.speaker.count) + 1
        func lead(_ heading: String) -> String {
            paint.speaks ? heading.isEmpty ? "  " : "  \(heading): " : "  \(heading.blankPadded(to: width))"
        }
        for (heading, text) in headings where !text.isEmpty {
            lines += paint.lines(lead(heading) + text, hanging: paint.speaks ? 4 : width + 2)
        }
        for command in finding.fix?.commands ?? [] { lines += paint.command(lead(""), command) }
        if let docs = finding.docs { lines += paint.lines(lead("More") + docs, hanging: width + 2) }
        return lines
    }
}
