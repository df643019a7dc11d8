import Calls
import Canvas
import Design
import Diagnosis
import Wire

/// The nine links, turning in place as answers come.
enum DiagnoseRunning: Screen {
    static func items(_ state: WizardState) -> [Item] {
        Link.allCases.indices.map { index in
            .row(.row(index), enter: "evidence") { EvidencePage.open(Link.allCases[index], &$0) }
        }
    }

    static func landing(_ state: WizardState) -> ItemID {
        let links = state.diagnosing.run?.shownLinks ?? []
        let wrong = links.firstIndex { if case .done(.wrong, _) = $0.stage { true } else { false } }
        return .row(wrong ?? 0)
    }

    static func side(_ state: WizardState) -> Side? { DiagnoseResultPage.side(link(state)) }

    private static func link(_ state: WizardState) -> Link? {
        guard case .row(let index) = state.focused.id, Link.allCases.indices.contains(index) else { return nil }
        return Link.allCases[index]
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        let run = state.diagnosing.run
        var words = "looking"
        if state.diagnosing.waiting != nil { words = "asking who your credentials are" }
        if let run, run.calls > 0 { words = "looking, \(run.answers) of \(max(run.calls, run.answers)) answers" }
        DiagnoseResultPage.paintHead(state.diagnosing.subject?.words ?? "", words, "", &pen)
        let verdictEnd = pen.layout.width - 1
        for (index, entry) in (run?.shownLinks ?? []).enumerated() {
            var time = ""
            switch entry.stage {
            case .waiting: pen.mark(.nothing, 3)
            case .asking: pen.mark(.running, 3)
            case .done(let result, let milliseconds):
                pen.mark(DiagnoseResultPage.mark(result), 3)
                time = Elapsed.done(milliseconds)
            }
            let end = pen.label(entry.link.words, 5, limit: 24)
            pen.put(TerminalText.sanitized(entry.words), 25, limit: verdictEnd - 8)
            pen.put(time, verdictEnd - time.count, .faint)
            pen.item(.row(index), 5..<end)
            pen.advance()
        }
        if run == nil { pen.line("Nothing is being asked.") }
        pen.blank()
        pen.line("Rows keep their places. A ✗ is called root cause when all that it could")
        pen.line("follow from is known.")
    }

    static func says(_ state: WizardState) -> Says {
        let stop = "Esc stops. What was read is judged, the rest is \"cannot tell\"."
        guard let link = link(state), let run = state.diagnosing.run,
            let entry = run.shownLinks.first(where: { $0.link == link })
        else { return Says(stop, "Nothing is written, nothing is sent.") }
        switch entry.stage {
        case .waiting: return Says("The \(link.words) waits for answers about what comes before it.", stop)
        case .asking, .done: return Says(stop, "Nothing is written, nothing is sent.")
        }
    }
}
