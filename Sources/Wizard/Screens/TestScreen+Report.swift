import Design
import Diagnosis
import Wire

// What came of the message, as text.
extension TestScreen {
    /// The finding and what came back, whole.
    static func details(_ state: WizardState) -> ViewerOverlay {
        let text = report(state)
        let lines = text.split(separator: "\n").map { ViewerPage.Line(String($0)) }
        return ViewerOverlay(
            pages: [ViewerPage(title: state.testing.card?.code ?? "The test message", lines: lines, copyText: text)])
    }

    static func report(_ state: WizardState) -> String {
        var lines = ["sesame send, from \(state.form.text(of: .sesSender)) to \(target(state))"]
        for link in state.testing.links {
            lines.append(
                "\(link.isOK ? "ok" : link.mayHaveHappened ? "UNKNOWN" : "FAILED") \(link.name.rawValue) \(link.milliseconds) ms \(link.requestID ?? "") \(link.detail)"
            )
        }
        if let id = state.testing.outcome?.report.messageID { lines.append("message id \(id)") }
        if state.testing.mayBeOut { lines.append("the message may have been sent: no answer of SES is known") }
        for reason in state.testing.outcome?.cannotTell ?? [] { lines.append("cannot tell: \(reason)") }
        return TerminalText.sanitized(lines.joined(separator: "\n"), keepingLines: true, limit: .max) + "\n"
            + (state.testing.card?.report ?? "")
    }
}
