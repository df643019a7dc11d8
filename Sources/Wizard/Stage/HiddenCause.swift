import Calls
import Canvas
import Design
import Diagnosis
import Wire

/// A message that was refused in front of an audience: what AWS says, and no reason before somebody asks for it.
enum HiddenCause {
    static func items(_ state: WizardState) -> [Item] {
        let send = Item.button(.send, "Send again", enter: "send", disabled: state.sendObstacle) { $0.sendTest() }
        return [
            .button(.showCause, "Show the cause", enter: "show the cause") { reveal(&$0) }, send, .proceed, .back,
            .choice(.choice(.sendVia), enter: "change") { TestScreen.change(.sendVia, &$0) },
            .choice(.choice(.sendTo), enter: "change") { TestScreen.change(.sendTo, &$0) },
        ]
    }

    private static func reveal(_ state: inout WizardState) -> [WizardEffect] {
        state.testing.reveal()
        state.freeFocus()
        return []
    }

    static func says(_ state: WizardState) -> Says {
        Says("\(refusal(state)) Enter shows why.", mark: nil)
    }

    /// Who said no, as far as that is seen.
    private static func refusal(_ state: WizardState) -> String {
        guard let broken = state.testing.outcome?.report.broken else { return "The message was not sent." }
        guard let failure = broken.problem?.failure else {
            return broken.name == .workload ? "The workload does not start." : "This link does not hold."
        }
        let who =
            switch broken.name {
            case .annotation, .token, .workload: "The cluster"
            case .assumeRole: "The key desk"
            case .caller: "STS"
            case .send: "SES"
            }
        return failure.kind == .unreachable ? "\(who) gave no answer." : "\(who) refused."
    }

    /// What a link that did not hold shows: the code that AWS or the cluster gave, no word of sesame's.
    static func word(_ link: SendLink) -> String {
        guard let failure = link.problem?.failure else { return "does not hold" }
        return failure.code ?? (failure.kind == .unreachable ? "no answer" : "does not hold")
    }

    /// What was said of a link, by others.
    static func said(_ link: SendLink) -> String {
        link.isOK ? link.detail : [word(link), link.message ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
    }

    /// Whose words they are, and the words.
    private static func words(_ state: WizardState) -> (speaker: String, who: String, text: String) {
        let broken = state.testing.outcome?.report.broken
        let text = broken?.message ?? state.testing.problem?.failure?.message ?? ""
        let clean = TerminalText.sanitized(text, limit: .max)
        switch broken?.name {
        case .annotation?, .token?, .workload?: return ("Cluster says", "the cluster says", clean)
        case .some where state.testing.sent?.via == .pod: return ("Pod says", "the pod says", clean)
        default: return ("AWS says", "AWS says", clean)
        }
    }

    /// The report without what sesame makes of it.
    static func report(_ state: WizardState) -> String {
        let receiver = TestScreen.target(state)
        let links = state.testing.links.map { link in
            let result = link.isOK ? "ok" : link.mayHaveHappened ? "UNKNOWN" : "FAILED"
            return "\(result) \(link.name.rawValue) \(link.milliseconds) ms \(link.requestID ?? "") \(said(link))"
        }
        let lines = ["sesame send, from \(state.form.text(of: .sesSender)) to \(receiver)"] + links
        return TerminalText.sanitized(lines.joined(separator: "\n"), keepingLines: true, limit: .max) + "\n"
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        TestScreen.paintRequest(state, &pen)
        pen.blank()
        if state.testing.request.via == .pod {
            PodTest.paintLinks(state, &pen)
        } else {
            TestScreen.paintLinks(state, &pen)
        }
        pen.blank()
        pen.blank()
        let (speaker, who, text) = words(state)
        if !text.isEmpty {
            paint(text, by: speaker, &pen)
            pen.blank()
            pen.blank()
        }
        pen.prose(
            text.isEmpty
                ? "Nothing more is said. Which link is it, and why?"
                : "That is all that \(who). Which link is it, and why?")
        pen.blank()
        // With a long text the row above the buttons is the one to lose.
        if pen.row < pen.layout.rows - 1 { pen.blank() }
        pen.buttons(items(state))
    }

    private static func paint(_ text: String, by speaker: String, _ pen: inout Pen) {
        let column = 3 + TextWidth.columns(speaker) + 3
        let room = min(pen.layout.width - 1, 100) - column
        var lines = TextWrap.lines(text, room)
        if lines.count > 4 {
            lines = Array(lines.prefix(3)) + [TextCut.end(lines[3...].joined(separator: " "), room)]
            pen.note(cut: text)
        }
        for (index, line) in lines.enumerated() {
            if index == 0 { pen.put(speaker, 3) }
            pen.put(line, column)
            pen.advance()
        }
    }
}
