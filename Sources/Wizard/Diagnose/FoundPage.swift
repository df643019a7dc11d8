import Calls
import Canvas
import Design
import Diagnosis
import Wire

/// What was found from a part of a subject, each with its source, while something is open.
enum FoundPage: Screen {
    static func items(_ state: WizardState) -> [Item] {
        let choices = state.diagnosing.search?.found?.choices ?? []
        let rows = choices.indices.map { index in
            Item.row(.row(index), enter: "choose") { choose(index, &$0) }
        }
        return rows + [
            .button(.diagnose, "Diagnose") { state in
                guard let subject = state.diagnosing.search?.found?.subject else { return [] }
                return state.look(at: subject)
            }, .back,
        ]
    }

    static func landing(_ state: WizardState) -> ItemID {
        state.diagnosing.search?.found?.choices.isEmpty == false ? .row(0) : .button(.diagnose)
    }

    private static func choose(_ index: Int, _ state: inout WizardState) -> [WizardEffect] {
        guard let choices = state.diagnosing.search?.found?.choices, choices.indices.contains(index) else { return [] }
        let rows = choices[index].options.map { option in
            let word = option.word
            return ListRow(option.words) { $0.find(also: word) }
        }
        return state.show(ListOverlay(title: choices[index].label, rows: rows, hint: "Enter takes it and goes on."))
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        guard let search = state.diagnosing.search, let found = search.found else {
            pen.line("Looking for the rest of it…".replacing("…", with: ""))
            return
        }
        let what = search.clues.first?.words ?? ""
        let time = search.milliseconds.map { ", in \(Elapsed.done($0))" } ?? ""
        pen.prose("Found from \(what.lowercasedFirst)\(time).")
        pen.blank()
        for find in found.finds {
            pen.put(Field[find.field].label, 3, limit: 21)
            pen.put(TerminalText.sanitized(find.value), 22, limit: 56, cut: .middle)
            pen.put(find.source, 58, .faint)
            pen.advance()
        }
        for (index, choice) in found.choices.enumerated() {
            pen.put(choice.label, 3, limit: 21)
            let end = pen.put("\(choice.options.count) would do", 22, limit: 56)
            pen.mark(.open, 58)
            pen.put(choice.source, 60)
            pen.item(.row(index), 22..<end)
            pen.advance()
        }
        pen.blank()
        pen.buttons(items(state))
        guard let choice = found.choices.first else { return }
        pen.blank()
        pen.prose(
            "Why is it asked? Each of the \(choice.options.count) is a setup of its own. Had it been one, this page "
                + "would not have been shown.")
    }

    static func says(_ state: WizardState) -> Says {
        let choices = state.diagnosing.search?.found?.choices ?? []
        switch state.focused.id {
        case .row(let index) where choices.indices.contains(index):
            let words = choices[index].options.prefix(3).map(\.words).joined(separator: ", ")
            return Says("Enter lists them: \(words).", "Nothing is written, nothing is sent.")
        case .button(.diagnose): return Says("Looks at what is known; what is open stays open.")
        default: return Says("Enter goes back. Nothing was changed.")
        }
    }
}
