import Diagnosis
import Wire

/// The report in three forms: for a chat, for a ticket, for a program.
enum DiagnoseReport {
    static func viewer(_ state: WizardState) -> ViewerOverlay {
        guard let diagnosis = state.diagnosing.result?.diagnosis else { return ViewerOverlay(pages: []) }
        let forms = [
            ("short, for a chat", diagnosis.short),
            ("markdown, for a ticket", diagnosis.markdown(by: "sesame \(state.version)")),
            ("JSON, for a program", diagnosis.document.serialized(.pretty) + "\n"),
        ]
        return ViewerOverlay(
            pages: forms.map { name, text in
                ViewerPage(
                    file: name,
                    place: state.isMasked ? "nothing secret, masked" : "nothing secret, account IDs are shown",
                    content: TerminalText.sanitized(text, keepingLines: true, limit: .max))
            },
            says: Says(
                "Left/Right: markdown for a ticket, JSON for a program. c copies this one.",
                state.isMasked
                    ? "x shows \(state.maskedInReports) as they are."
                    : "x masks \(state.maskedInReports), here and on every screen."))
    }
}
