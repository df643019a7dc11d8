import Identifiers
import Canvas
import Design

/// 9: what to keep: the line the program needs, the files, and the commands to repeat it all.
enum DoneScreen: Screen {
    static let words: [HardWord] = [.delegateSender, .sendingPolicy]

    static func items(_ state: WizardState) -> [Item] {
        [
            .choice(.choice(.language), enter: "next language") { turn(by: 1, &$0) },
            .button(.finish, "Finish", enter: "leave") { $0.leave() }, .writeFiles, .back,
        ]
    }

    static func landing(_ state: WizardState) -> ItemID { .button(.finish) }

    static func bindings(_ state: WizardState) -> [Binding] {
        [
            Binding([.left], "Left/Right", "language") { turn(by: -1, &$0) }, .hidden([.right]) { turn(by: 1, &$0) },
            .letter("c", "copy") { $0.copy(snippet($0).joined(separator: "\n") + "\n", what: "the snippet") },
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
            pen.line(.right, TextCut.end("\(who) sends as \(state.form.text(of: .sesSender)).", pen.layout.width - 7))
        } else {
            pen.line(.open, TextCut.end("\(who): no test message was sent yet.", pen.layout.width - 7))
        }
        pen.blank()
        pen.line("Your program has to say one thing more: whose address it sends as.")
        paintLanguages(state, &pen)
        let lines = snippet(state)
        let width = pen.layout.width - 6
        pen.box(column: 3, width: width, rows: lines.count + 2, title: state.done.language.title)
        pen.row += 1
        for line in lines {
            pen.put(TextCut.end(line, width - 4), 5)
            pen.advance()
        }
        pen.row += 1
        let files =
            state.done.files.map { "\($0.count) files in \(state.outputDirectory)" }
            ?? "6 policies and manifests, answers.yaml"
        pen.put("Files", 3)
        pen.put(files, 13)
        pen.put(state.done.files == nil ? "not written yet" : "written", 58, .faint)
        pen.advance()
        for (label, command, note) in [
            ("Again", "apply", ""), ("Test", "send", ""), ("Compare", "plan", "what changed since"),
        ] {
            pen.put(label, 3)
            pen.put("sesame \(command) --answers answers.yaml", 13)
            pen.put(note, 58, .faint)
            pen.advance()
        }
        pen.put("By hand", 3)
        pen.put("as AWS and kubectl commands: e on screen 6", 13)
        pen.advance()
        pen.blank()
        pen.buttons(items(state))
    }

    private static func paintLanguages(_ state: WizardState, _ pen: inout Pen) {
        var column = 3
        for language in SnippetLanguage.allCases {
            let isChosen = language == state.done.language
            let end = pen.put(language.rawValue, column, isChosen ? .bold.adding(.underline) : .plain)
            if isChosen, pen.focus == .choice(.language) { pen.focusHere(column..<end, arrow: column - 2) }
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
