import Calls
import Design
import Diagnosis
import Wire

/// What to ask for where something could not be looked at: who, which right or which command, ready to send on.
enum DiagnoseNote {
    static func viewer(_ state: WizardState) -> ViewerOverlay {
        let text = text(state)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { ViewerPage.Line(String($0)) }
        return ViewerOverlay(
            pages: [ViewerPage(title: "What to ask for", lines: lines, copyText: text + "\n")],
            says: Says(
                "A note for whoever may look there. c copies it.",
                "What its commands print can be pasted on the first page of Diagnose."))
    }

    /// The note.
    static func text(_ state: WizardState) -> String {
        guard let result = state.diagnosing.result else { return "" }
        let diagnosis = result.diagnosis
        var lines = ["To find out why \(diagnosis.subject.words) cannot send mail, this could not be looked at:", ""]
        var commands: [String] = []
        for finding in diagnosis.findings where finding.status == .unknown {
            lines.append("\(finding.link.words): \(finding.found.replacing("cannot tell: ", with: "")).")
            if let fix = finding.fix {
                if !fix.text.isEmpty { lines.append("  \(fix.text)") }
                commands += fix.commands
            }
        }
        let refused = Doctor.reads(diagnosis.subject, result.seen, at: diagnosis.at).filter { call in
            guard case .failure(let failure)? = result.seen[call]?.outcome else { return false }
            return failure.kind != .absent
        }
        let rights = Set(refused.map { "\($0.permission) in \(DiagnoseWords.place($0.side, state))" }).sorted()
        if !rights.isEmpty { lines += ["", "Rights that would show it (reading only):"] + rights.map { "  \($0)" } }
        commands += refused.map { $0.shellLine(profile: nil) }
        if !commands.isEmpty {
            lines += ["", "Or run these, and send back what they print:"] + commands.map { "  \($0)" }
        }
        return TerminalText.sanitized(lines.joined(separator: "\n"), keepingLines: true, limit: .max)
    }
}
