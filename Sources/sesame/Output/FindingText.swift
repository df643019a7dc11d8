import Design
import Diagnosis
import Wire

/// A finding for people who read lines, with the same headings as on screens.
enum FindingText {
    /// Title and code, then what was expected, found, where, why, what AWS said, and what to do.
    static func lines(_ finding: Finding, _ paint: Paint, sign: String = "✗") -> [String] {
        let word = sign == "✗" ? "wrong" : sign == "?" ? "cannot tell" : "attention"
        var lines =
            paint.speaks
            ? paint.lines("\(word), code \(finding.code): \(finding.title)", hanging: 2)
            : paint.lines(sign: sign, " \(finding.title)  \(finding.code)")
        let width = width(finding)
        for (heading, text) in finding.headings + [("Fix", finding.fix?.text ?? "")] where !text.isEmpty {
            lines += paint.lines(lead(heading, finding, paint) + text, hanging: paint.speaks ? 4 : width + 2)
        }
        for command in finding.fix?.commands ?? [] { lines += paint.command(lead("", finding, paint), command) }
        if let docs = finding.docs { lines += paint.lines(lead("More", finding, paint) + docs, hanging: width + 2) }
        return lines
    }

    /// The rights in the cluster that the restart of a finding needs, one workload a line; nothing where none repairs it.
    static func needs(_ finding: Finding, _ paint: Paint) -> [String] {
        (finding.fix?.restarts ?? []).enumerated().flatMap { index, target in
            paint.lines(
                lead(index == 0 || paint.speaks ? "Needs" : "", finding, paint) + target.needs,
                hanging: paint.speaks ? 4 : width(finding) + 2)
        }
    }

    /// What stands before a text of a finding: its heading, as wide as the finding's others.
    static func lead(_ heading: String, _ finding: Finding, _ paint: Paint) -> String {
        if paint.speaks { return heading.isEmpty ? "  " : "  \(heading): " }
        return "  \(heading.blankPadded(to: width(finding)))"
    }

    private static func width(_ finding: Finding) -> Int {
        max(10, finding.awsSays.isEmpty ? 0 : finding.speaker.count) + 1
    }
}
