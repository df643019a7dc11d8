import Wire
import Identifiers
import Canvas
import Design

/// 9: what to keep: the line the program needs, the files, and the commands to repeat it all.
enum DoneScreen: Screen {
    static let words: [HardWord] = [.delegateSender, .sendingPolicy]

    static func items(_ state: WizardState) -> [Item] {
        [
            .choice(.choice(.language), enter: "next language") { turn(by: 1, &$0) },
            .button(.finish, "Finish", enter: "leave") { $0.leave() }, .writeFiles(state), .back,
        ]
    }

    static func landing(_ state: WizardState) -> ItemID { .button(.finish) }

    static func bindings(_ state: WizardState) -> [Binding] {
        [
            Binding([.left], "Left/Right", "language") { turn(by: -1, &$0) }, .hidden([.right]) { turn(by: 1, &$0) },
            .letter("c", "copy the snippet") {
                $0.copy(snippet($0).joined(separator: "\n") + "\n", what: "the snippet")
            },
        ]
    }

    private static func turn(by step: Int, _ state: inout WizardState) -> [WizardEffect] {
        state.done.language = state.done.language.step(step)
        return []
    }

    private static func snippet(_ state: WizardState) -> [String] {
        let arn = state.form.preview.design?.identityARN.text ?? "arn:aws:ses:REGION:ACCOUNT:identity/ADDRESS"
        return state.done.language.lines(sender: state.form.text(of: .sesSender).orElse("ADDRESS"), arn: arn)
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        let who =
            "\(state.form.text(of: .namespace))/\(state.form.text(of: .serviceAccount)) in \(state.form.text(of: .eksCluster).orElse("the cluster"))"
        if state.testing.isAccepted {
            pen.line(.right, "\(who) sends as \(state.form.text(of: .sesSender)).")
        } else {
            pen.line(.open, "\(who): no test message was sent yet.")
        }
        pen.blank()
        pen.line("Your program has to say one thing more: whose address it sends as.")
        paintLanguages(state, &pen)
        let width = pen.layout.width - 6
        let lines = snippet(state).flatMap { LineBreaks.pieces($0, width - 4) }
        pen.box(column: 3, width: width, rows: lines.count + 2, title: state.done.language.title)
        pen.row += 1
        for line in lines {
            pen.put(line, 5, limit: width + 1)
            pen.advance()
        }
        pen.row += 1
        pen.put("Files", 3)
        pen.put(
            state.done.files.map { "\($0.count) files in \(state.outputDirectory)" }
                ?? "policies, manifests, answers.yaml: w writes them", 13)
        pen.put(state.done.files == nil ? "not written yet" : "written", 63, .faint)
        pen.advance()
        for (label, words, note) in commands(state) {
            pen.put(label, 3)
            let end = pen.put(words, 13)
            if end + 2 + TextWidth.columns(note) < pen.layout.width { pen.put(note, max(63, end + 2), .faint) }
            pen.advance()
        }
        pen.put("By hand", 3)
        pen.put("as AWS and kubectl commands: e on screen 6", 13)
        pen.advance()
        pen.blank()
        pen.buttons(items(state))
    }

    /// The commands that do it all again; in the demo the ones that stay in it.
    static func commands(_ state: WizardState) -> [(label: String, words: String, note: String)] {
        let file = ShellQuoting.word("\(state.outputDirectory.replacing("./", with: ""))/answers.yaml")
        let note = state.done.files == nil ? "after w" : ""
        if state.mode == .demo {
            // Each command has a world of its own: nothing is there to send through, or to compare with.
            return [
                ("Again", "sesame apply --demo --answers \(file)", note),
                ("Compare", "sesame plan --demo --answers \(file)", note),
            ]
        }
        return [
            ("Again", "sesame apply --answers \(file)", note), ("Test", "sesame send --answers \(file)", note),
            ("Compare", "sesame plan --answers \(file)", "what changed"),
        ]
    }

    private static func paintLanguages(_ state: WizardState, _ pen: inout Pen) {
        var column = 3
        for language in SnippetLanguage.allCases {
            let isChosen = language == state.done.language
            let end = pen.put(language.rawValue, column, isChosen ? .bold.adding(.underline) : .plain)
            if isChosen { pen.item(.choice(.language), column..<end, arrow: column - 2) }
            column = end + 2
        }
        pen.advance()
    }

    static func says(_ state: WizardState) -> Says {
        switch state.focused.id {
        case .choice:
            return Says(
                "Without that ARN SES answers \"Email address is not verified\". c copies it.",
                "Left and Right choose the language.")
        case .button(.finish):
            if state.mode == .demo { return Says("Leaves the demo; the simulated world ends with it.") }
            return Says("Leaves. Everything is kept; Home offers it the next time.")
        case .button(.writeFiles):
            return Says(
                "Writes policies, manifests and answers.yaml to \(state.outputDirectory).", "Nothing is changed in AWS."
            )
        default: return Says("Back to screen 8. All answers are kept.")
        }
    }
}
