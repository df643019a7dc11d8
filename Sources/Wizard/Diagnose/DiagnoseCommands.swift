import Calls
import Design
import Diagnosis

/// The commands that read what a diagnosis reads, for somebody else to run.
enum DiagnoseCommands {
    static func viewer(_ state: WizardState) -> ViewerOverlay {
        guard let result = state.diagnosing.result else { return ViewerOverlay(pages: []) }
        var lines: [ViewerPage.Line] = []
        var whole: [String] = []
        for side in ApplyScreen.sides {
            let calls = Doctor.reads(result.diagnosis.subject, result.seen, at: result.diagnosis.at)
                .filter { $0.side == side }
            guard !calls.isEmpty else { continue }
            let answers = result.diagnosis.subject.answers
            let profile = side == .ses ? answers.sesProfile : answers.eksProfile
            let place = "# \(DiagnoseWords.place(side, state))"
            let commands = calls.map { $0.shellLine(profile: profile) }
            lines.append(.init(place, isBold: true))
            lines += commands.map { .init($0) }
            lines.append(.init(""))
            whole += [place] + commands
        }
        return ViewerOverlay(
            pages: [
                ViewerPage(
                    title: "What was read, as commands", lines: lines, kind: .commands,
                    copyText: whole.joined(separator: "\n") + "\n")
            ],
            says: Says(
                "They only read. Whoever may run them can paste the answers on the first page of Diagnose.",
                "c copies one command a line."))
    }
}
