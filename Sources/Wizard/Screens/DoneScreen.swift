import Wire
import Identifiers
import Canvas
import Design

/// 9: what to keep: the line the program needs, the files, and the commands to repeat it all.
enum DoneScreen: Screen {
    static let words: [HardWord] = [.delegateSender, .sourceARN, .sendingPolicy]

    static func items(_ state: WizardState) -> [Item] {
        [
            .choice(.choice(.language), enter: "list all") { $0.show(SnippetView.list($0)) },
            .button(.finish, "Finish", enter: "leave") { $0.leave() }, .writeFiles(state), .back,
        ]
    }

    static func landing(_ state: WizardState) -> ItemID { .button(.finish) }

    static func bindings(_ state: WizardState) -> [Binding] {
        let snippet = SnippetView.snippet(state)
        let missing = snippet == nil ? "there is nothing to make it of yet" : nil
        return [
            Binding([.left], "Left/Right", "language") { turn(by: -1, &$0) }, .hidden([.right]) { turn(by: 1, &$0) },
            .letter("c", "copy", unless: missing) { state in
                snippet.map { state.copy($0.content, what: "the snippet") } ?? []
            },
            .letter("v", "view", unless: missing) { $0.show(SnippetView.viewer($0)) },
            .letter("/", "find", place: .help) { $0.show(SnippetView.list($0, isFinding: true)) },
        ]
    }

    static func preview(_ state: WizardState) -> Preview? { SnippetView.preview(state) }

    private static func turn(by step: Int, _ state: inout WizardState) -> [WizardEffect] {
        state.done.turn(by: step)
        state.message = SnippetView.says(state)
        return []
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        let who =
            "\(state.form.text(of: .namespace))/\(state.form.text(of: .serviceAccount)) in \(state.form.text(of: .eksCluster).orElse("the cluster"))"
        pen.mark(state.testing.isAccepted ? .right : .open, 3)
        pen.prose(
            state.testing.isAccepted
                ? "\(who) sends as \(state.form.text(of: .sesSender))." : "\(who): no test message was sent yet.",
            column: 5)
        pen.blank()
        let isOneAccount = state.form.preview.example.map { $0.eksAccount == $0.sesAccount } ?? false
        pen.prose(
            isOneAccount
                ? "Your program needs no source ARN: the identity is its own account's."
                : "Your program has to say one thing more: whose address it sends as.")
        SnippetView.paint(state, &pen)
        pen.put("Files", 3)
        pen.put(
            state.done.files.map { "\($0.count) files in \(state.shownDirectory)" }
                ?? "policies, manifests, answers.yaml: w writes them", 13)
        if !pen.layout.hasPreview { pen.put(state.done.files == nil ? "not written yet" : "written", 63, .faint) }
        pen.advance()
        for (label, words, note) in commands(state) {
            pen.put(label, 3)
            var end = 13
            for (index, line) in ShellLines.broken(words, pen.layout.width - 14).enumerated() {
                if index > 0 { pen.advance() }
                end = pen.put(line, 13)
            }
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

    static func says(_ state: WizardState) -> Says {
        switch state.focused.id {
        case .choice:
            return SnippetView.says(state)
        case .button(.finish):
            if state.mode == .demo { return Says("Leaves the demo; the simulated world ends with it.") }
            return Says("Leaves. Everything is kept; Home offers it the next time.")
        case .button(.writeFiles):
            return Says(
                "Writes policies, manifests and answers.yaml to \(state.shownDirectory).",
                state.isMasked ? state.notMasked : "Nothing is changed in AWS.")
        default: return Says("Back to screen 8. All answers are kept.")
        }
    }
}
